import type { Model } from './checker.mjs';

export type Proposal = Readonly<{
  call: 'propose';
  type: string;
  token: string; // its own message, by which its state is known
  force: boolean;
  deferred: boolean;
  result: boolean; // whether it brings data
  key: string | null; // Idempotency-Key
  transitionId: string | null;
  ifMatch: number | null; // a revision
}>;

export type Input =
  | Readonly<{ call: 'create'; id: string | null; token: string }> // the token is also its name
  | Readonly<{ call: 'read' }>
  | Readonly<{ call: 'rename'; token: string; ifMatch: number | null }>
  | Proposal;

export type State = Readonly<{
  id: string | null;
  type: string;
  name: string;
  token: string;
  result: boolean;
}>;

export type Output = Readonly<{
  status: number;
  revision: number | null;
  verdict?: Readonly<{ status: string; reason: string | null }>;
  repeated?: boolean;
  run?: Readonly<{ id: string | null; name: string; runCount: number }>;
  state?: State;
}>;

export type Run = Readonly<{
  run: Readonly<{ id: string | null; name: string; runCount: number }>;
  revision: number;
  state: State;
  grants: readonly unknown[];
}>;

export declare const taskRun: Model<Run | null, Input, Output>;
export declare function answerTo(
  run: Run | null,
  input: Input,
): Readonly<{ after: Run | null; answer: Output }>;
