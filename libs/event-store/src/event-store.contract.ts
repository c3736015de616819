import { appendContract } from './contract/append.contract.js';
import { readContract } from './contract/read.contract.js';
import { repetitionContract } from './contract/repetition.contract.js';
import { subscribeContract } from './contract/subscribe.contract.js';
import { truncateContract } from './contract/truncate.contract.js';
import type { EventStore } from './event-store.js';

/** An empty store. `reopen` closes it and opens it again with what is in it. */
export type OpenedStore = Readonly<{
  store: EventStore;
  close(): Promise<void>;
  reopen(): Promise<OpenedStore>;
}>;

/** What the port promises, whichever the store behind it. */
export function eventStoreContract(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const store = (): EventStore => opened.store;
  const reopen = async (): Promise<void> => {
    opened = await opened.reopen();
  };

  describe('append', () => appendContract(store));
  describe('the same append again', () => repetitionContract(store, reopen));
  describe('read', () => readContract(store));
  describe('subscribe', () => subscribeContract(store));
  describe('truncateBefore', () => truncateContract(store));
}
