import {
  formatMoment,
  NO_DETAILS,
  parseMoment,
  type Data,
  type Json,
  type State,
  type StateDetails,
} from '@app/orchestration';

/** A state as stored. What is null, or as every state has it, is not written. */
export type StoredState = Readonly<{
  id: string;
  type: State['type'];
  name: string;
  timestamp: string;
  message?: string | undefined;
  data?: Json | undefined;
  dataSource?: string | undefined; // instead of `data`, where a double would change a number in it
  details?: StoredDetails | undefined; // what differs from a state without details
}>;

export type StoredDetails = Readonly<Partial<Record<keyof StateDetails, Json>>>;

export const encodeState = (state: State): string => JSON.stringify(toStoredState(state));

/** The inverse of {@link encodeState}. */
export const decodeState = (text: string): State =>
  fromStoredState(JSON.parse(text) as StoredState);

export const toStoredState = (state: State): StoredState => ({
  id: state.id,
  type: state.type,
  name: state.name,
  timestamp: formatMoment(state.timestamp),
  message: state.message ?? undefined,
  ...toStoredData(state.data),
  details: toStoredDetails(state.details),
});

export const fromStoredState = (stored: StoredState): State => ({
  id: stored.id,
  type: stored.type,
  name: stored.name,
  timestamp: parseMoment(stored.timestamp),
  message: stored.message ?? null,
  data: fromStoredData(stored),
  details: { ...NO_DETAILS, ...fromStoredDetails(stored.details) },
});

type StoredData = Pick<StoredState, 'data' | 'dataSource'>;

export function toStoredData(data: Data | null): StoredData {
  if (data === null) return {};
  return data.source === null ? { data: data.value } : { dataSource: data.source };
}

export function fromStoredData({ data, dataSource }: StoredData): Data | null {
  if (dataSource !== undefined)
    return { value: JSON.parse(dataSource) as Json, source: dataSource };
  return data === undefined ? null : { value: data, source: null };
}

function toStoredDetails(details: StateDetails): StoredDetails | undefined {
  let differing: Partial<Record<keyof StateDetails, Json>> | undefined;
  for (const key of DETAILS) {
    if (details[key] === NO_DETAILS[key]) continue;
    differing ??= {};
    differing[key] = toStoredDetail(details[key]);
  }
  return differing;
}

export const toStoredDetail = (value: StateDetails[keyof StateDetails]): Json =>
  typeof value === 'bigint' ? formatMoment(value) : value;

/** The details that are stored, and only those. */
export const fromStoredDetails = (stored: StoredDetails = {}): Partial<StateDetails> => ({
  ...(stored as Partial<StateDetails>),
  ...Object.fromEntries(
    MOMENTS.filter((key) => typeof stored[key] === 'string').map((key) => [
      key,
      parseMoment(stored[key] as string),
    ]),
  ),
});

const DETAILS = Object.keys(NO_DETAILS) as (keyof StateDetails)[];

const MOMENTS = ['scheduledTime', 'cacheExpiration', 'pauseTimeout'] as const;
