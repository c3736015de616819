import { filterContract } from './contract/filter.contract.js';
import { generatedContract } from './contract/generated.contract.js';
import { historyContract } from './contract/history.contract.js';
import type { OpenedReadModel } from './contract/opened.fixture.js';
import { orderContract } from './contract/order.contract.js';
import { writingContract } from './contract/writing.contract.js';

/** What the ports promise, whichever the database behind them. `open` gives an empty read model. */
export function readModelContract(open: () => OpenedReadModel | Promise<OpenedReadModel>): void {
  let current: OpenedReadModel;
  beforeEach(async () => {
    current = await open();
  });
  afterEach(async () => {
    await current.queries.close();
    await current.readModel.close();
  });

  const opened = (): OpenedReadModel => current;
  describe('the rows', () => writingContract(opened));
  describe('a filter', () => filterContract(opened));
  describe('an order', () => orderContract(opened));
  describe('a history', () => historyContract(opened));
  describe('an answer', () => generatedContract(opened));
}
