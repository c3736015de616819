import { readFileSync } from 'node:fs';
import { composeFaults } from './compose-faults.fixture.js';
import { composeFile, composeFileWith, variablesAskedFor } from './compose.fixture.js';
import { PINNED } from './roles.fixture.js';

describe('the compose file', () => {
  const { services, networks } = composeFile();
  const ours = Object.entries(services);

  it('is one', () => {
    expect(composeFaults(composeFile())).toEqual([]);
  });

  it.each([
    ['a field that there is none', { restrat: 'always' }, /restrat/],
    ['a field of another type', { ports: 4200 }, /ports must be array/],
    ['a dependency without its condition', { depends_on: { api: {} } }, /condition/],
    ['a condition that there is none', { depends_on: { api: { condition: 'up' } } }, /condition/],
  ])('would be refused with %s', (_, planted, fault) => {
    const proxy = { ...services.proxy, ...planted };
    const faults = composeFaults({ ...composeFile(), services: { ...services, proxy } });
    expect(faults.join('\n')).toMatch(fault);
  });

  it('asks for variables that the example names, and has none of its own for a secret', () => {
    const example = readFileSync('deploy/.env.example', 'utf8');
    const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...variablesAskedFor()].sort()).toEqual(named.sort());
    expect(() => composeFileWith({ POSTGRES_PASSWORD: 'secret' })).toThrow('RUNLEDGER_AUTH');
    expect(() => composeFileWith({ RUNLEDGER_AUTH: 'user:secret' })).toThrow('POSTGRES_PASSWORD');
  });

  it.each(ours)('restarts %s, watches it and bounds what it takes', (_, service) => {
    expect(service.image).toMatch(PINNED);
    expect(service.restart).toBe('unless-stopped');
    expect(service.healthcheck?.test[0]).toBe('CMD');
    expect(service.deploy?.resources?.limits).toEqual({
      cpus: expect.any(String),
      memory: expect.any(String),
    });
  });

  it.each(ours)('lets %s wait until what it needs is well', (_, { depends_on = {} }) => {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      expect(condition).toBe('service_healthy');
      expect(services[name]?.healthcheck).toBeDefined();
    }
  });

  it('opens the proxy alone, and keeps the stores on a network that leads nowhere else', () => {
    const open = ours.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    expect(open).toEqual(['proxy']);
    expect(networks.stores).toEqual({ internal: true });
    expect(services.eventstoredb?.networks).toEqual(['stores']);
    expect(services.postgresql?.networks).toEqual(['stores']);
    expect(services.kafka?.networks).toEqual(['stores']);
    expect(services.proxy?.networks).toEqual(['front']);
  });

  it('has a proxy that knows the api by its name', () => {
    expect(readFileSync('deploy/Caddyfile', 'utf8')).toMatch(/dynamic a api 4200 \{/);
    expect(services.api?.networks).toContain('front');
  });
});
