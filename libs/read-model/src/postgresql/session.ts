import type { ClientBase } from 'pg';
import { endsSession, isUnavailability, unavailable } from './unavailable.js';

/** What a statement gave, and how many rows it touched. */
export type Outcome<Row> = Readonly<{ rows: Row[]; count: number }>;

/** One connection to the database. That the database is away is thrown as `ReadModelUnavailable` by all that it does. */
export class Session {
  private broken = false;

  /** @param giveBack is told whether the connection can still be used */
  constructor(
    private readonly client: ClientBase,
    private readonly place: string,
    private readonly giveBack: (broken: boolean) => Promise<void> | void,
  ) {}

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Outcome<Row>> {
    return this.run({ text, values: [...values] });
  }

  /** Lets the database keep the statement prepared: for a text that is sent again and again. */
  prepared<Row>(text: string, values: readonly unknown[]): Promise<Outcome<Row>> {
    return this.run({ name: nameOf(text), text, values: [...values] });
  }

  /** Does the work in a transaction, wholly or not at all. */
  async transaction<T>(begin: string, work: () => Promise<T>): Promise<T> {
    await this.query(begin);
    try {
      const result = await work();
      await this.query('commit');
      return result;
    } catch (error) {
      if (!this.broken) await this.query('rollback').catch(nothingToAdd);
      throw error;
    }
  }

  async release(): Promise<void> {
    await this.giveBack(this.broken);
  }

  private async run<Row>(
    query: Readonly<{ name?: string; text: string; values: unknown[] }>,
  ): Promise<Outcome<Row>> {
    try {
      const { rows, rowCount } = await this.client.query(query);
      return { rows: rows as Row[], count: rowCount ?? 0 };
    } catch (error) {
      this.broken ||= endsSession(error);
      throw isUnavailability(error) ? unavailable(error, this.place) : error;
    }
  }
}

/** A rollback fails with the connection, whose end rolls back as well; what failed before is thrown. */
const nothingToAdd = (): void => undefined;

const names = new Map<string, string>();

/** A name for each text; connections know a prepared statement by it. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `statement ${names.size + 1}`;
  names.set(text, name);
  return name;
}
