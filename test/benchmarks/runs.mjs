import { randomUUID } from 'node:crypto';

const AT_ONCE = 50;

/** Creates runs and tells their ids. */
export async function createRuns(base, count) {
  const ids = [];
  while (ids.length < count) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - ids.length) }, () =>
      post(base, '/task_runs/', { task_key: 'benchmark', dynamic_key: randomUUID() }),
    );
    ids.push(...(await Promise.all(batch)).map(({ id }) => id));
  }
  return ids;
}

/** @throws Error if the answer is not 201 */
export async function post(base, path, body) {
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
