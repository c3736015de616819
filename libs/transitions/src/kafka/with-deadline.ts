/**
 * What a task gives. It is to end when its signal aborts, which it does with each of the others and after so many ms. (A timeout
 * signal within `AbortSignal.any` is collected in Node 20 before its time has come, and aborts nothing.)
 */
export async function withDeadline<T>(
  ms: number,
  signals: readonly AbortSignal[],
  task: (over: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`timed out after ${ms} ms`)), ms);
  try {
    return await task(AbortSignal.any([...signals, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}
