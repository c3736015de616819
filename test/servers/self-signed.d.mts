/** PEM texts; the certificate is signed by its own key and good for a year. */
export function selfSigned(): Readonly<{ key: string; certificate: string }>;
