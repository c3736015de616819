import {
  artifactFields,
  dataText,
  isUnpersisted,
  stored,
  withArtifactFields,
  type Data,
  type Json,
  type ProposedState,
  type StateDetails,
  type StateType,
} from '@app/orchestration';
import {
  fromStoredData,
  fromStoredDetails,
  toStoredData,
  toStoredDetail,
  type StoredDetails,
} from '../codec/state.codec.js';
import type { Proposal } from '../commands.js';

/** A proposal as what differs from the state that was set, so that an event holds its data once. */
export type RecordedProposal = Readonly<{
  force?: true | undefined;
  type?: StateType | undefined;
  name?: string | undefined;
  message?: string | null | undefined;
  data?: Json | undefined; // null: there was none
  dataSource?: string | undefined;
  artifact?: Readonly<Record<string, Json>> | undefined; // what was taken out of the data (5.5)
  details?: StoredDetails | undefined; // null: there was none
}>;

export const recordProposal = (
  { state: proposed, force }: Proposal,
  set: ProposedState,
): RecordedProposal => ({
  force: force || undefined,
  type: proposed.type === set.type ? undefined : proposed.type,
  name: proposed.name === set.name ? undefined : proposed.name,
  message: proposed.message === set.message ? undefined : proposed.message,
  ...recordData(proposed.data, set.data),
  details: recordDetails(proposed.details, set.details),
});

/** The inverse of {@link recordProposal}, but for what a decision never looks at: the inside of unpersisted data. */
export const recallProposal = (recorded: RecordedProposal, set: ProposedState): Proposal => ({
  state: {
    type: recorded.type ?? set.type,
    name: recorded.name ?? set.name,
    message: recorded.message === undefined ? set.message : recorded.message,
    data: recallData(recorded, set.data),
    details: {
      ...set.details,
      flowRunId: null,
      taskRunId: null,
      ...fromStoredDetails(recorded.details),
    },
  },
  force: recorded.force ?? false,
});

function recordData(proposed: Data | null, set: Data | null): RecordedProposal {
  if (proposed === set) return {};
  if (proposed === null) return { data: null };
  if (isUnpersisted(proposed)) return { data: { type: 'unpersisted' } };
  if (dataText(stored(proposed)) !== dataText(set)) return toStoredData(proposed);
  const artifact = artifactFields(proposed);
  return Object.keys(artifact).length === 0 ? {} : { artifact };
}

function recallData(recorded: RecordedProposal, set: Data | null): Data | null {
  if (recorded.data === null) return null;
  if (recorded.data !== undefined || recorded.dataSource !== undefined) {
    return fromStoredData(recorded);
  }
  return recorded.artifact === undefined || set === null
    ? set
    : withArtifactFields(set, recorded.artifact);
}

function recordDetails(proposed: StateDetails, set: StateDetails): StoredDetails | undefined {
  let differing: Partial<Record<keyof StateDetails, Json>> | undefined;
  for (const key of Object.keys(proposed) as (keyof StateDetails)[]) {
    if (proposed[key] === set[key] || key === 'flowRunId' || key === 'taskRunId') continue;
    differing ??= {};
    differing[key] = toStoredDetail(proposed[key]);
  }
  return differing;
}
