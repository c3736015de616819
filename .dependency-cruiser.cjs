const UNSHIPPED = '\\.(spec|contract|fixture)\\.ts$';

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const only = (name, packages, home) =>
  never(
    name,
    `${packages} is spoken to from ${home} alone`,
    { path: '^(apps|libs)/', pathNot: home },
    { path: `node_modules/(${packages})(/|$)` },
  );

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    never(
      'the-mechanics-import-nothing',
      'a judgement is a function of what it is given',
      { path: '^libs/orchestration/src', pathNot: UNSHIPPED },
      { pathNot: '^libs/orchestration/src' },
    ),
    never(
      'the-domain-is-pure',
      'the aggregate knows the mechanics and nothing else',
      { path: '^libs/task-run/src', pathNot: UNSHIPPED },
      { pathNot: '^libs/(task-run|orchestration)/src' },
    ),
    never(
      'the-event-store-knows-no-domain',
      'it keeps bytes',
      { path: '^libs/event-store/' },
      { path: '^libs/(?!event-store/|runtime/)' },
    ),
    never(
      'the-runtime-knows-no-domain',
      'what every process needs has no domain word in it',
      { path: '^libs/runtime/' },
      { path: '^libs/(?!runtime/)' },
    ),
    never(
      'neighbours-do-not-meet',
      'ledger, read-model and transitions meet in the log and in the apps',
      { path: '^libs/(ledger|read-model|transitions)/' },
      { path: '^libs/(ledger|read-model|transitions)/', pathNot: '^libs/$1/' },
    ),
    never(
      'libs-know-no-apps',
      'apps are wiring, libs are what is wired',
      { path: '^libs/' },
      { path: '^apps/' },
    ),
    never(
      'apps-know-no-apps',
      'but standalone and cli, which wire the others',
      { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|cli)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    never(
      'through-the-index',
      'what index.ts does not export is private',
      { path: '^(apps|libs)/([^/]+)/' },
      { path: '^(apps|libs)/([^/]+)/src/(?!index\\.ts$)', pathNot: '^$1/$2/' },
    ),
    only('nest-stays-outside', '@nestjs', '^(apps|libs/runtime)/'),
    only('event-store-driver', '@eventstore/db-client', '^libs/event-store/src/eventstoredb/'),
    only('kafka-driver', 'kafkajs', '^libs/transitions/src/kafka/'),
    only('sql-drivers', 'libsql|kysely|pg', '^libs/(event-store/src/sqlite|read-model/src)/'),
    never('no-cycles', 'one can be read before the other', {}, { circular: true }),
    never(
      'no-test-in-production',
      'the build leaves these files out',
      { path: '^(apps|libs)/', pathNot: UNSHIPPED },
      { path: `${UNSHIPPED}|^test/` },
    ),
    never(
      'no-dev-package-in-production',
      'the image has none of them',
      { path: '^(apps|libs)/', pathNot: UNSHIPPED },
      { dependencyTypes: ['npm-dev'] },
    ),
    never(
      'no-unresolvable',
      'an import leads somewhere; what stands in dist is there once it is built',
      {},
      { couldNotResolve: true, pathNot: '/dist/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
    exclude: { path: '^(dist|test/conformance)/' },
  },
};
