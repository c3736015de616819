/** Says why a part of the process cannot do its work, or null if it can. */
export type ReadinessCheck = () => string | null;

/** Whether the process can do its work: the checks of its parts, by name. */
export type Readiness = Readonly<{
  /** Adds the check of a part without which there is no work. @throws if the name is taken */
  watch: (part: string, check: ReadinessCheck) => void;
  /** Adds the check of a part without which most of the work goes on. @throws if the name is taken */
  mention: (part: string, check: ReadinessCheck) => void;
  /** Adds a figure to the report, such as a lag. @throws if the name is taken */
  measure: (figure: string, value: () => number) => void;
  /** The parts that keep the process from its work, and why. Empty: the process is ready. */
  failing: () => Readonly<Record<string, string>>;
  /** Every part, with what keeps it from its work or "ok", and the figures. */
  report: () => ReadinessReport;
}>;

export type ReadinessReport = Readonly<{
  parts: Readonly<Record<string, string>>;
  figures: Readonly<Record<string, number>>;
}>;

export function createReadiness(): Readiness {
  const needed = new Map<string, ReadinessCheck>();
  const mentioned = new Map<string, ReadinessCheck>();
  const figures = new Map<string, () => number>();
  const add = <T>(to: Map<string, T>, name: string, added: T): void => {
    if ([needed, mentioned, figures].some((known) => known.has(name))) {
      throw new Error(`${name} is watched already`);
    }
    to.set(name, added);
  };
  return {
    watch: (part, check) => add(needed, part, check),
    mention: (part, check) => add(mentioned, part, check),
    measure: (figure, value) => add(figures, figure, value),
    failing: () =>
      Object.fromEntries(
        [...needed].flatMap(([part, check]) => {
          const reason = check();
          return reason === null ? [] : [[part, reason]];
        }),
      ),
    report: () => ({
      parts: Object.fromEntries(
        [...needed, ...mentioned].map(([part, check]) => [part, check() ?? 'ok']),
      ),
      figures: Object.fromEntries([...figures].map(([figure, value]) => [figure, value()])),
    }),
  };
}
