import { formatMoment, parseMoment, type Micros } from '@app/orchestration';

/** A moment that is not always there, as a member that is then not written. */
export const toStoredMoment = (moment: Micros | null): string | undefined =>
  moment === null ? undefined : formatMoment(moment);

export const fromStoredMoment = (stored: string | undefined): Micros | null =>
  stored === undefined ? null : parseMoment(stored);
