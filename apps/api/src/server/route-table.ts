import type { FastifyInstance, RouteOptions } from 'fastify';

/** Which paths there are, and for which methods. */
export type RouteTable = Readonly<{
  /** The methods of a path, sorted; none if there is no such path. */
  methodsOf: (path: string) => readonly string[];
}>;

type Route = Readonly<{ path: RegExp; methods: readonly string[] }>;

declare module 'fastify' {
  interface FastifyContextConfig {
    template?: string; // the route's pattern as OpenAPI writes it
    streams?: boolean; // an answer lasts as long as its reader stays
  }
}

/** Notes every route that is added from now on. Fastify's own router tells nothing of a path's other methods. */
export function tableRoutes(fastify: FastifyInstance): RouteTable {
  const routes: Route[] = [];
  fastify.addHook('onRoute', (route) => {
    route.config = { ...route.config, template: templateOf(route.url) };
    if (isPreflight(route)) return;
    routes.push({ path: pathOf(route.url), methods: [route.method].flat() });
  });
  return {
    methodsOf(path) {
      const found = routes.filter((route) => route.path.test(path));
      return [...new Set(found.flatMap(({ methods }) => methods))].sort();
    },
  };
}

/** `/runs/:id(^…$)` → `/runs/{id}` */
const templateOf = (url: string): string =>
  url.replace(PARAMETER, (_, name: string) => `{${name}}`);

const pathOf = (url: string): RegExp => {
  const pattern = url
    .replaceAll('.', '\\.')
    .replace(PARAMETER, (_, __, form?: string) => form ?? '[^/]+')
    .replace(/\*$/, '.*');
  return new RegExp(`^${pattern}$`);
};

const PARAMETER = /:(\w+)(?:\(\^([^)]+)\$\))?/g;

/** @fastify/cors answers OPTIONS for paths that there are and that there are not. */
const isPreflight = ({ method, url }: RouteOptions): boolean =>
  method === 'OPTIONS' && url.endsWith('*');
