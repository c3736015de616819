import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/**
 * Lets the client propose states for some seconds.
 *
 * @param runIds some thousand runs; how many connections share them does not change what is asked
 * @returns answers a second, quantiles in ms, how many were not 2xx, and the server's use of a core in per cent
 */
export async function measure({ base, pid }, connections, seconds, runIds) {
  const client = fork(new URL('client.mjs', import.meta.url));
  const before = await cpuSeconds(pid);
  client.send({ base, connections, seconds, runIds });
  const [found] = await once(client, 'message');
  const cpu = Math.round((100 * ((await cpuSeconds(pid)) - before)) / seconds);
  return { connections, cpu, ...found };
}

// User and system time in ticks of 10 ms; the process's name, in brackets, may hold blanks.
async function cpuSeconds(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return NaN; // not Linux
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
