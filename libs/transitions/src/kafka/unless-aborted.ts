/** What a promise gives, unless the signal aborts before; what it does later is nobody's concern. @throws the signal's reason */
export function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const whileWanted = async (): Promise<T> => {
    signal.throwIfAborted();
    return promise;
  };
  return new Promise((resolve, reject) => {
    const abort = (): void => resolve(whileWanted());
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
