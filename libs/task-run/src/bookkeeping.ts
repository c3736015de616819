import { between, isTerminal, plus, type Micros, type State } from '@app/orchestration';
import type { Books } from './task-run.js';

/** The books of a run after one more state: what every policy does with whatever was written (5.5, G2 to G6 and G8). */
export function keepBooks(books: Books, current: State | null, next: State): Books {
  const starts = next.type === 'RUNNING';
  const ends = isTerminal(next.type) && books.endTime === null; // a run that never started starts as it ends
  return {
    runCount: books.runCount + (starts ? 1 : 0),
    flowRunRunCount: books.flowRunRunCount,
    expectedStartTime: books.expectedStartTime ?? scheduledTime(next) ?? next.timestamp,
    nextScheduledStartTime: nextStart(books, current, next),
    startTime: books.startTime ?? (starts || ends ? next.timestamp : null),
    endTime: endTime(books, current, next),
    totalRunTime: totalRunTime(books, current, next),
  };
}

const scheduledTime = ({ type, details }: State): Micros | null =>
  type === 'SCHEDULED' ? details.scheduledTime : null;

function nextStart(books: Books, current: State | null, next: State): Micros | null {
  if (next.type === 'SCHEDULED') return next.details.scheduledTime;
  return current?.type === 'SCHEDULED' ? null : books.nextScheduledStartTime;
}

function endTime(books: Books, current: State | null, next: State): Micros | null {
  if (isTerminal(next.type)) return books.endTime ?? next.timestamp;
  return current !== null && isTerminal(current.type) ? null : books.endTime;
}

function totalRunTime(books: Books, current: State | null, next: State): Micros {
  return current?.type === 'RUNNING'
    ? plus(books.totalRunTime, between(current.timestamp, next.timestamp))
    : books.totalRunTime;
}
