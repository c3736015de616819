import type { EventStore } from '@app/event-store';
import { readIdentity, reopenLog, type LedgerIdentity } from '../identity.js';
import type { Sources } from '../../parts.js';
import { demandSame, demandWhole, isFinished } from './comparison.js';
import { SourceRefused, TargetRefused } from './refused.js';
import { eventsSoFar, survey, type Survey } from './survey.js';
import { transfer } from './transfer.js';
import { truncationsOf } from './truncations.js';

/** How far a copy is: which of its steps, and how many events that step has passed; of how many, where that is known. */
export type CopyProgress = Readonly<{
  step: 'read-target' | 'read-source' | 'copy' | 'check';
  events: number;
  total: number | null;
}>;

export type CopyOptions = Readonly<{
  sources: Sources;
  onProgress: (progress: CopyProgress) => void;
  signal: AbortSignal;
}>;

export type CopyReport = Readonly<{
  identity: LedgerIdentity; // of the target
  finishedBefore: boolean; // by an earlier call: this one changed nothing
  events: number; // of the source
  streams: number;
  appended: number; // events, by this call
  placeholders: number; // in the target, each in place of an event that the source hides
}>;

/**
 * Copies the log of a ledger to another store: ids, revisions and hash chains stay; of what the source hides only the
 * place is kept. Both are read through before anything is written, and the target once more before it is made
 * the newest log of the ledger. What was interrupted goes on where it stopped; what is finished stays as it is.
 *
 * @throws SourceRefused, TargetRefused, UnreadableLedger, OutcomeUnknown, StoreUnavailable, the signal's reason when it aborts
 */
export async function copyLog(
  source: EventStore,
  target: EventStore,
  { sources, onProgress, signal }: CopyOptions,
): Promise<CopyReport> {
  const copied = await identityToCopy(source, target, signal);
  const during = (step: CopyProgress['step'], total: number | null) => (events: number) =>
    onProgress({ step, events, total });
  const surveyTarget = async (
    step: 'read-target' | 'check',
    total: number | null,
  ): Promise<Survey> => survey(target, refuseTarget, during(step, total), signal);

  const before = { store: target, found: await surveyTarget('read-target', null) };
  const found = await survey(source, refuseSource, during('read-source', null), signal);
  const original = { store: source, found };
  const truncations = await truncationsOf(source, found, signal);
  await demandSame(original, before);

  const report = { events: found.events, streams: found.streams.size };
  if (isFinished(original, before)) {
    demandWhole(original, before);
    const identity = (await readIdentity(target)) ?? copied;
    const placeholders = before.found.placeholderCount;
    return { ...report, identity, finishedBefore: true, appended: 0, placeholders };
  }
  const onCopied = during('copy', found.events);
  const appended = await transfer(original, before, truncations, onCopied, signal);
  for (const [stream, first] of truncations) await target.truncateBefore(stream, first);
  const after = await surveyTarget('check', before.found.events + appended);
  await demandSame(original, { store: target, found: after });
  demandWhole(original, { store: target, found: after });
  const identity = await reopenLog(target, copied, sources);
  const placeholders = after.placeholderCount;
  return { ...report, identity, finishedBefore: false, appended, placeholders };
}

/** Fails at once where a store is away, and where the target holds something else. */
async function identityToCopy(
  source: EventStore,
  target: EventStore,
  signal: AbortSignal,
): Promise<LedgerIdentity> {
  const identity = await readIdentity(source);
  if (identity === null) throw new SourceRefused('there is no ledger in the source');
  const other = await readIdentity(target);
  if (other === null) await demandEmpty(target, signal);
  else if (other.ledgerId !== identity.ledgerId) {
    throw new TargetRefused(`the target holds ledger ${other.ledgerId}, not ${identity.ledgerId}`);
  }
  return identity;
}

async function demandEmpty(target: EventStore, signal: AbortSignal): Promise<void> {
  for await (const { stream } of eventsSoFar(target, signal)) {
    throw new TargetRefused(`the target is not empty, and no ledger: it has a stream ${stream}`);
  }
}

const refuseSource = (reason: string): Error => new SourceRefused(`in the source, ${reason}`);
const refuseTarget = (reason: string): Error => new TargetRefused(`in the target, ${reason}`);
