/** Ends the watch that was begun. */
type End = () => void;

let watching = 0;

/**
 * Keeps the process alive when the driver loses its connection under load: each append that it had not written out leaves a
 * rejection behind that nobody can handle, beside the one that its caller gets. All others do what they do without this.
 */
export function passByStrayRejections(): End {
  if (watching === 0) process.on('unhandledRejection', judge);
  watching += 1;
  let ended = false;
  return () => {
    if (ended) return;
    ended = true;
    watching -= 1;
    if (watching === 0) process.off('unhandledRejection', judge);
  };
}

/** Node ends the process only if nobody listens, so one who listens alone has to. @throws the reason */
function judge(reason: unknown): void {
  if (isStray(reason) || process.listenerCount('unhandledRejection') > 1) return;
  throw reason instanceof Error ? reason : new Error('unhandled rejection', { cause: reason });
}

/** A failed call of gRPC, whose stack ends in what the driver was doing: writing out an append. */
const isStray = (reason: unknown): boolean =>
  reason instanceof Error &&
  'code' in reason &&
  typeof reason.code === 'number' &&
  'details' in reason &&
  /@eventstore\/db-client\/.*\/batchAppend\.[jt]s/.test(reason.stack ?? '');
