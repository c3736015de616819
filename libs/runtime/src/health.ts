/** Says why a part of the process cannot do its work, or null if it can. */
export type ReadinessCheck = () => string | null;

/** Whether the process can do its work: the checks of its parts, by name. */
export type Readiness = Readonly<{
  /** Adds the check of a part. @throws if the name is taken */
  watch: (part: string, check: ReadinessCheck) => void;
  /** The parts that cannot do their work, and why. Empty: the process is ready. */
  failing: () => Readonly<Record<string, string>>;
}>;

export function createReadiness(): Readiness {
  const checks = new Map<string, ReadinessCheck>();
  return {
    watch(part, check) {
      if (checks.has(part)) throw new Error(`the readiness of ${part} is watched already`);
      checks.set(part, check);
    },
    failing: () =>
      Object.fromEntries(
        [...checks].flatMap(([part, check]) => {
          const reason = check();
          return reason === null ? [] : [[part, reason]];
        }),
      ),
  };
}
