import { GenericContainer, Wait } from 'testcontainers';
import { hasDocker } from '../../../../test/servers/has-docker.mjs';

const IMAGE = 'eventstore/eventstore:23.10.0-jammy';
const PORT = 2113;

/** A real server for the tests of a file. */
export type RealServer = Readonly<{ url: string; stop(): Promise<void> }>;

/** The server that the setting names, else one in a container; null where there is neither. */
export async function findRealServer(): Promise<RealServer | null> {
  const { EVENTSTORE_URL: url = '' } = process.env;
  if (url !== '') return { url, stop: () => Promise.resolve() };
  return (await hasDocker()) ? startContainer() : null;
}

async function startContainer(): Promise<RealServer> {
  const container = await new GenericContainer(IMAGE)
    .withCommand(['--insecure', '--run-projections=None', '--mem-db'])
    .withExposedPorts(PORT)
    .withWaitStrategy(Wait.forHttp('/health/live', PORT).forStatusCode(204))
    .start();
  return {
    url: `esdb://${container.getHost()}:${container.getMappedPort(PORT)}?tls=false`,
    stop: async () => {
      await container.stop();
    },
  };
}
