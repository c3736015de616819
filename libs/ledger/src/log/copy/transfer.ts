import {
  NO_STREAM,
  revision as toRevision,
  WrongRevision,
  type EventStore,
  type NewEvent,
  type Revision,
} from '@app/event-store';
import { IDENTITY_STREAM } from '../streams.js';
import type { Surveyed } from './comparison.js';
import { placeholder } from './placeholder.js';
import { SourceRefused, TargetRefused } from './refused.js';
import { eventsSoFar } from './survey.js';
import type { Truncations } from './truncations.js';

const IN_FLIGHT = 256; // appends; a store takes them in the order in which they are sent
const CHARACTERS_IN_FLIGHT = 8_000_000;

type Append = Readonly<{ stream: string; expected: Revision; event: NewEvent }>;

/**
 * Appends what the target lacks, in the order of the source's log, each event at its own revision: whenever this dies,
 * each stream of the target is a beginning of the source's, and the next call goes on from there.
 *
 * @param onEvents hears how many events of the source have been passed
 * @returns how many events were appended
 * @throws SourceRefused if the source is written meanwhile, TargetRefused if the target is, OutcomeUnknown, StoreUnavailable
 */
export async function transfer(
  source: Surveyed,
  target: Surveyed,
  truncations: Truncations,
  onEvents: (events: number) => void,
  signal: AbortSignal,
): Promise<number> {
  let passed = 0;
  let appended = 0;
  let flight: Append[] = [];
  let characters = 0;
  const land = async (): Promise<void> => {
    await appendAll(target.store, flight);
    appended += flight.length;
    flight = [];
    characters = 0;
    onEvents(passed);
  };
  for await (const append of lacking(source, target, truncations, () => (passed += 1), signal)) {
    flight.push(append);
    characters += append.event.data.length + append.event.metadata.length;
    const isFull = flight.length === IN_FLIGHT || characters > CHARACTERS_IN_FLIGHT;
    // Identity lands alone, so that whatever stands in the target belongs to a ledger that can be named.
    if (isFull || append.stream === IDENTITY_STREAM) await land();
  }
  await land();
  return appended;
}

async function* lacking(
  source: Surveyed,
  target: Surveyed,
  truncations: Truncations,
  onPassed: () => void,
  signal: AbortSignal,
): AsyncGenerator<Append> {
  const reached = new Map<string, bigint>();
  for await (const { stream, revision, position, ...event } of eventsSoFar(source.store, signal)) {
    if (position > source.found.end) throw new SourceRefused('the source is being written');
    onPassed();
    const last = reached.get(stream) ?? target.found.streams.get(stream)?.revision ?? NO_STREAM;
    if (revision <= last) continue;
    reached.set(stream, revision);
    const visibleFrom = truncations.get(stream) ?? 0n;
    for (let at = last + 1n; at <= revision; at += 1n) {
      const isThere = at === revision && at >= visibleFrom; // else it is hidden, or even gone
      const stored = isThere ? event : placeholder(stream, toRevision(at));
      yield { stream, expected: toRevision(at - 1n), event: stored };
    }
  }
}

/** An append that failed may have been written, and lets the next of its stream fail: the same ones are sent again, one by one. */
async function appendAll(store: EventStore, appends: readonly Append[]): Promise<void> {
  const send = ({ stream, expected, event }: Append): Promise<unknown> =>
    store.append(stream, expected, [event]);
  const outcomes = await Promise.allSettled(appends.map(send));
  const failed = appends.filter((_, index) => outcomes[index]?.status === 'rejected');
  for (const append of failed) {
    try {
      await send(append);
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      const reason = `somebody else writes the target: ${error.message}`;
      throw new TargetRefused(reason, { cause: error });
    }
  }
}
