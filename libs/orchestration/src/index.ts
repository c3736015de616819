export { clampedPoisson } from './chance.js';
export {
  artifactFields,
  dataText,
  isResult,
  isUnpersisted,
  stored,
  withArtifactFields,
  type Data,
  type Json,
} from './data.js';
export { memberSources, sourceAt } from './json-source.js';
export {
  between,
  FIRST_MOMENT,
  LAST_MOMENT,
  latest,
  micros,
  plus,
  secondsAfter,
  toSeconds,
  type Micros,
} from './micros.js';
export { formatMoment, parseMoment } from './moment.js';
export { judge, type Judged, type Judgement, type Policy, type Verdict } from './policy.js';
export {
  abort,
  amend,
  pass,
  refuse,
  wait,
  type Readings,
  type Rule,
  type Ruling,
  type Transition,
} from './rule.js';
export {
  defaultName,
  isTerminal,
  NO_DETAILS,
  STATE_TYPES,
  TERMINAL_TYPES,
  type ProposedState,
  type State,
  type StateDetails,
  type StateType,
} from './state.js';
