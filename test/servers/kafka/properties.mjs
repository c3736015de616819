/**
 * The lines of server.properties of a node that is broker and controller.
 *
 * @param node its `id`, `directory` and ports: `port` for clients, `ownPort` for the other brokers, `controllerPort`;
 *   `advertised` is the port that clients are told
 * @param nodes all nodes of the cluster
 */
export function propertiesOf(node, nodes) {
  const replicas = Math.min(nodes.length, 3);
  const inSync = Math.max(replicas - 1, 1);
  return [
    ...listenersOf(node),
    'process.roles=broker,controller',
    `node.id=${node.id}`,
    `controller.quorum.voters=${nodes.map(({ id, controllerPort }) => `${id}@${at(controllerPort)}`)}`,
    'controller.listener.names=CONTROLLER',
    `log.dirs=${node.directory}/log`,
    'auto.create.topics.enable=false',
    `default.replication.factor=${replicas}`,
    `min.insync.replicas=${inSync}`,
    ...INTERNAL_TOPICS.flatMap((topic) => [
      `${topic}.replication.factor=${replicas}`,
      `${topic}.num.partitions=1`,
    ]),
    `transaction.state.log.min.isr=${inSync}`,
    `share.coordinator.state.topic.min.isr=${inSync}`,
    'group.initial.rebalance.delay.ms=0',
    'transaction.abort.timed.out.transaction.cleanup.interval.ms=1000',
    'broker.session.timeout.ms=3000', // so long a killed broker's place is kept: a restart waits for it
    'broker.heartbeat.interval.ms=500',
    'leader.imbalance.check.interval.seconds=1', // a node that is back leads again, not after five minutes
    'leader.imbalance.per.broker.percentage=0',
    'log.cleaner.backoff.ms=1000',
    'log.cleaner.dedupe.buffer.size=4194304', // of the heap; 128 MiB otherwise
  ];
}

const INTERNAL_TOPICS = ['offsets.topic', 'transaction.state.log', 'share.coordinator.state.topic'];

// Brokers talk to each other past what stands before the port of clients.
function listenersOf({ port, ownPort, controllerPort, advertised }) {
  if (advertised === port)
    return [
      `listeners=CLIENT://${at(port)},CONTROLLER://${at(controllerPort)}`,
      'listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      'inter.broker.listener.name=CLIENT',
    ];
  return [
    `listeners=CLIENT://${at(port)},OWN://${at(ownPort)},CONTROLLER://${at(controllerPort)}`,
    `advertised.listeners=CLIENT://${at(advertised)},OWN://${at(ownPort)}`,
    'listener.security.protocol.map=CLIENT:PLAINTEXT,OWN:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name=OWN',
  ];
}

const at = (port) => `127.0.0.1:${port}`;
