export declare const EMPIRICAL_POLICY: Readonly<{ retries: number; retry_delay: number }>;
