export type Operation<Input, Output> = Readonly<{
  begin: number | bigint;
  end: number | bigint | null; // null: open
  input: Input;
  output: Output | null;
}>;

export type Model<State, Input, Output> = Readonly<{
  initial: State;
  step: (state: State, input: Input, output: Output | null) => readonly State[];
  isPast: (state: State, output: Output) => boolean;
}>;

export type Linearization<State> = Readonly<{
  order: readonly number[] | null;
  longest: readonly number[];
  reached: State;
  blocked: readonly number[];
  tried: number;
  gaveUp: boolean;
}>;

export declare function linearize<State, Input, Output>(
  history: readonly Operation<Input, Output>[],
  model: Model<State, Input, Output>,
): Linearization<State>;
