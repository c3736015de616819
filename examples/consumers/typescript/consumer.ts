// Follows the transitions of task runs and acts on each once, on those of a run in their order. Copy it and put your effect
// into `act`. ../README.md says how to run it, docs/consuming.md what it relies on.
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';

const env = (name: string, fallback: string): string => process.env[name] || fallback;

const kafka = new Kafka({
  clientId: 'runledger-example',
  logLevel: logLevel.WARN,
  brokers: env('KAFKA_BROKERS', '127.0.0.1:9092').split(','),
});

/** What this consumer needs of a transition; there is more, and there will be. */
type Transition = Readonly<{
  task_run_id: string;
  transition: number;
  from: string | null;
  verdict: 'ACCEPT' | 'REJECT';
  state: Readonly<{ type: string; name: string }>;
  about: Readonly<{ name: string }>;
}>;

/** The effect. If it throws, the message comes again: at once, and after a restart. */
async function act({ task_run_id, transition, from, state, about }: Transition): Promise<void> {
  console.log(`${task_run_id} #${transition} ${from ?? '-'} > ${state.name} (${about.name})`);
}

// In earnest the ids stand where the effect goes, say in a table with ce_id as its key, written in one transaction with it:
// then a repeat is known after a restart, too.
const done = new Map<string, number>(); // by ce_id, the number of the transition
const newest = new Map<string, number>(); // by run, the number of its last transition that was seen
const REMEMBERED = 100_000; // entries of each
const counts = { transitions: 0, repeats: 0, gaps: 0 };

async function receive({ headers, value }: KafkaMessage): Promise<void> {
  const id = String(headers?.ce_id);
  if (done.has(id)) {
    counts.repeats += 1;
    return;
  }
  const transition = JSON.parse(String(value)) as Transition;
  await act(transition);
  counts.transitions += 1;
  noticeGap(transition);
  remember(done, id, transition.transition);
  remember(newest, transition.task_run_id, transition.transition);
}

/** The first transition of a run that we see proves nothing: retention may have dropped those before. */
function noticeGap({ task_run_id: run, transition: number }: Transition): void {
  const before = newest.get(run);
  if (before === undefined || number === before + 1) return;
  counts.gaps += 1;
  console.error(`run ${run}: transition ${number} came after ${before}`);
}

function remember(numbers: Map<string, number>, key: string, number: number): void {
  numbers.delete(key); // so that it becomes the newest
  numbers.set(key, number);
  const [oldest] = numbers.keys();
  if (numbers.size > REMEMBERED && oldest !== undefined) numbers.delete(oldest);
}

// kafkajs reads committed records only, unless told otherwise. Other clients need isolation.level=read_committed.
const consumer = kafka.consumer({
  groupId: env('KAFKA_GROUP', 'runledger-example'),
  maxWaitTimeInMs: 500, // also what an idle consumer needs to stop
});

// Partitions that come back from another member of the group have moved on.
consumer.on(consumer.events.GROUP_JOIN, () => newest.clear());

async function stop(): Promise<void> {
  await consumer.disconnect(); // ends the message at hand and commits what was acted on
  console.error(
    `${counts.transitions} transitions, ${counts.repeats} repeats, ${counts.gaps} gaps`,
  );
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());

await consumer.connect();
await consumer.subscribe({
  topic: `${env('KAFKA_TOPIC_PREFIX', '')}task-run.transitions.v1`,
  fromBeginning: true, // where the group has no offset yet
});
// The messages of a partition come one after the other; an offset is committed only after its message was acted on.
await consumer.run({
  partitionsConsumedConcurrently: 3,
  eachMessage: ({ message }) => receive(message),
});
