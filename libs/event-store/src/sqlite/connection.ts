import Database from 'libsql';

export type Value = string | bigint;

/** Finds rows; whoever prepares it says of which types the columns are. */
export type Query<Row extends readonly (Value | null)[]> = (
  ...values: readonly Value[]
) => readonly Row[];

/** Changes rows and tells the key of the one inserted last. */
export type Command = (...values: readonly Value[]) => bigint;

const BUSY_TIMEOUT = 5_000; // ms: only opening, closing and recovery ever wait for a lock

/** An open database file. Integers are read as bigints. */
export class Connection {
  private readonly database: Database.Database;

  /** @param patience how long a statement waits for a lock, in ms */
  constructor(file: string, patience = BUSY_TIMEOUT) {
    this.database = new Database(file, { timeout: patience });
  }

  get inTransaction(): boolean {
    return this.database.inTransaction;
  }

  query<Row extends readonly (Value | null)[]>(sql: string): Query<Row> {
    const statement = this.database.prepare(sql).safeIntegers(true).raw(true);
    return (...values) => statement.all(values.map(bindable)) as Row[];
  }

  command(sql: string): Command {
    const statement = this.database.prepare(sql);
    return (...values) => BigInt(statement.run(values.map(bindable)).lastInsertRowid);
  }

  /** Runs statements that are needed once; what they find is lost. */
  execute(sql: string): void {
    this.database.exec(sql);
  }

  pragma(name: string): Value | undefined {
    return this.query<[Value]>(`PRAGMA ${name}`)()[0]?.[0];
  }

  close(): void {
    this.database.close();
  }
}

/** libsql aborts the whole process when it is given a boolean or a lone Buffer, so nothing else than these two gets through. */
export function bindable(value: unknown): Value {
  if (typeof value === 'string' || typeof value === 'bigint') return value;
  throw new TypeError(`a ${typeof value} cannot be bound`);
}
