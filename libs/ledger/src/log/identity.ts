import {
  NO_STREAM,
  OutcomeUnknown,
  revision as toRevision,
  WrongRevision,
  type EventStore,
  type NewEvent,
} from '@app/event-store';
import { formatMoment } from '@app/orchestration';
import { randomUUID } from 'node:crypto';
import { UnreadableLedger } from '../errors.js';
import { eventIdOf } from './event-id.js';
import { chained, hashOf, NO_HASH, type Link } from './hash-chain.js';
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

/**
 * Makes a log that was copied another one of the same ledger. One that was reopened since it was copied stays as it is.
 *
 * @param copied the identity that was copied
 * @throws UnreadableLedger if there is another ledger or none, WrongRevision if somebody else reopens it meanwhile,
 *   OutcomeUnknown, StoreUnavailable
 */
export async function reopenLog(
  store: EventStore,
  copied: LedgerIdentity,
  sources: Sources,
): Promise<LedgerIdentity> {
  const found = await readIdentity(store);
  if (found?.ledgerId !== copied.ledgerId) throw new UnreadableLedger(NOT_COPIED);
  if (found.logId !== copied.logId) return found;
  let last: Link = { revision: NO_STREAM, hash: NO_HASH };
  for await (const event of store.read(IDENTITY_STREAM)) {
    last = { revision: event.revision, hash: hashOf(event) };
  }
  const logId = randomUUID();
  const reopened = identityEvent('LogReopened', { logId }, last, sources);
  const append = (): Promise<unknown> =>
    store.append(IDENTITY_STREAM, toRevision(last.revision), [reopened]);
  try {
    await append();
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
    await append();
  }
  return { ...found, logId };
}

const NOT_COPIED = 'the log does not hold the ledger that was copied';

/** The identity of the ledger in a store; null if there is none. @throws UnreadableLedger, StoreUnavailable */
export async function readIdentity(
  store: Pick<EventStore, 'read'>,
): Promise<LedgerIdentity | null> {
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

const ledgerOpened = (sources: Sources): NewEvent =>
  identityEvent(
    'LedgerOpened',
    { ledgerId: randomUUID(), logId: randomUUID(), format: FORMAT },
    { revision: NO_STREAM, hash: NO_HASH },
    sources,
  );

function identityEvent(
  type: string,
  data: Partial<LedgerIdentity & { format: number }>,
  { revision, hash }: Link,
  { newCommandId, now }: Sources,
): NewEvent {
  const unchained = {
    id: eventIdOf(newCommandId(), IDENTITY_STREAM, revision, 0),
    type,
    data: JSON.stringify(data),
    metadata: JSON.stringify({ schema: 1, actor: 'runledger', receivedAt: formatMoment(now()) }),
  };
  return chained(unchained, { stream: IDENTITY_STREAM, revision: revision + 1n }, hash).event;
}
