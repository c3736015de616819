/** A PostgreSQL that answers. What is ours can be stopped and started again with its data. */
export type Postgresql = Readonly<{ url: string; close: () => Promise<void> }> &
  (
    | Readonly<{ isOurs: false }>
    | Readonly<{ isOurs: true; start: () => Promise<void>; stop: () => Promise<void> }>
  );

export declare function openPostgresql(): Promise<Postgresql>;

export declare function findPostgresql(): string | null;
