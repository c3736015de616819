import { EventStoreDBClient, type SingleNodeOptions } from '@eventstore/db-client';
import { channelOf, settingsOf } from './driver-settings.js';
import type { EventStoreUrl } from './url.js';
import { NotInTime, within } from './within.js';

const ENDING = 500; // ms; what ends does so at once

/** The driver's client, with what it keeps to itself. */
export class DriverClient extends EventStoreDBClient {
  private closeChannel = (): void => undefined;
  private closed = false;

  /** Opens no connection yet. @throws Error if a file that the connection string names cannot be read */
  constructor(url: EventStoreUrl) {
    super(
      // The three shapes of settings are one to the constructor, but three to its types.
      settingsOf(url) as SingleNodeOptions,
      channelOf(url),
      url.credentials ?? undefined,
    );
    const getChannel = this.getChannel;
    this.getChannel = async () => {
      const channel = await getChannel();
      this.closeChannel = () => channel.close();
      if (this.closed) this.closeChannel(); // a search for a node went on
      return channel;
    };
  }

  /** Whether it was closed. The driver lets a read that was under way then end as if there were nothing more. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Resolves when a server has told what it can do: what failed before was not sent. */
  async connected(): Promise<void> {
    await this.capabilities;
  }

  /** Ends all that is under way and the connection. Who holds on to an answer without taking it is not waited for. */
  async close(): Promise<void> {
    this.closed = true;
    await within(ENDING, this.dispose()).catch((error: unknown) => {
      if (!(error instanceof NotInTime)) throw error;
    });
    this.closeChannel();
  }
}
