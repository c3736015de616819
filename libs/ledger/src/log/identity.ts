import { NO_STREAM, WrongRevision, type EventStore, type NewEvent } from '@app/event-store';
import { formatMoment } from '@app/orchestration';
import { randomUUID } from 'node:crypto';
import { UnreadableLedger } from '../errors.js';
import { eventIdOf } from './event-id.js';
import { chained, NO_HASH } from './hash-chain.js';
import type { Sources } from '../parts.js';
import { IDENTITY_STREAM } from './streams.js';

/** Which ledger this is, and which log holds it: a copied or restored log is another one of the same ledger. */
export type LedgerIdentity = Readonly<{ ledgerId: string; logId: string }>;

const FORMAT = 1;

/**
 * The identity of the ledger in a store; an empty store becomes a new ledger. Of two that open it at once, one does.
 *
 * @throws UnreadableLedger if a later format wrote it, StoreUnavailable
 */
export async function openIdentity(store: EventStore, sources: Sources): Promise<LedgerIdentity> {
  const found = await readIdentity(store);
  if (found !== null) return found;
  try {
    await store.append(IDENTITY_STREAM, NO_STREAM, [ledgerOpened(sources)]);
  } catch (error) {
    if (!(error instanceof WrongRevision)) throw error;
  }
  const opened = await readIdentity(store);
  if (opened === null) throw new UnreadableLedger(`${IDENTITY_STREAM} has no event`);
  return opened;
}

async function readIdentity(store: EventStore): Promise<LedgerIdentity | null> {
  let ledgerId: string | undefined;
  let logId: string | undefined;
  for await (const { type, data } of store.read(IDENTITY_STREAM)) {
    const event = JSON.parse(data) as Partial<LedgerIdentity & { format: number }>;
    if (type === 'LedgerOpened' && event.format !== FORMAT) {
      throw new UnreadableLedger(`the ledger has format ${String(event.format)}, not ${FORMAT}`);
    }
    ledgerId = event.ledgerId ?? ledgerId; // LogReopened tells the log alone
    logId = event.logId ?? logId;
  }
  return ledgerId === undefined || logId === undefined ? null : { ledgerId, logId };
}

function ledgerOpened({ newCommandId, now }: Sources): NewEvent {
  const event = {
    type: 'LedgerOpened',
    data: { ledgerId: randomUUID(), logId: randomUUID(), format: FORMAT },
  };
  const id = eventIdOf(newCommandId(), IDENTITY_STREAM, NO_STREAM, 0);
  const unchained = {
    id,
    type: event.type,
    data: JSON.stringify(event.data),
    metadata: JSON.stringify({ schema: 1, actor: 'runledger', receivedAt: formatMoment(now()) }),
  };
  return chained(unchained, { stream: IDENTITY_STREAM, revision: 0n }, NO_HASH).event;
}
