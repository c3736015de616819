export type Proposal = Readonly<{
  token: string;
  body: Readonly<{ state: Readonly<{ type: string }> }>;
  granted: string | null; // the id of the state
  refusals: readonly Readonly<{ status: string; reason: string }>[];
  unanswered: number; // sendings without an answer
}>;

export type Shown = Readonly<{
  run: Readonly<Record<string, unknown>>;
  row: Readonly<Record<string, unknown>> | undefined;
  states: readonly Readonly<{ id: string; message: string; timestamp: string }>[];
  decisions: readonly Readonly<{
    transition: number | null;
    proposed: Readonly<{ type: string }>;
    status: string;
    reason: string | null;
    state_id: string | null;
    count: number;
  }>[];
}>;

export type Creation = Readonly<{
  dynamicKey: string;
  runIds: ReadonlySet<string>;
  created: number;
  unanswered: number;
}>;

export declare function violationsOf(proposals: readonly Proposal[], shown: Shown): string[];
export declare function creationViolations(creations: readonly Creation[]): string[];
