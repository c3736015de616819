/** What a consumer must know beside the shapes; Markdown. */
export const HOW_TO_READ = `\
Runledger publishes every accepted transition of a task run, exactly once, in the order of the run.

- **Read committed records only.** Records are written in transactions: set the isolation level \`read_committed\`; Java clients
  and others default to \`read_uncommitted\`, which shows the records of aborted transactions as well, and so some twice. Markers of
  transactions take offsets: a gap between offsets means nothing.
- **Order.** The key of each record is the id of the task run, so all records of a run are in one partition, in order. There is
  no order between runs.
- **Identity.** \`ce_source\` and \`ce_id\` are the identity of a record. A consumer that commits its offsets after its work sees some
  records again after a restart: it skips a \`ce_id\` that it knows.
- **Gaps.** The transitions of a run are numbered 1, 2, 3 …: \`transition\` in the value, \`ce_sequence\` in the headers. A number that
  is left out was missed: it fell to the topic's retention before it was read, or it was skipped. A number that is not above
  the last one is a repeat.
- **What counts.** A transition is what was written: as proposed (\`verdict\` ACCEPT), or a substitute (REJECT). Proposals that wrote
  nothing are not published. When a run is deleted and created again under the same id, numbers go on.
- **Current states.** The topic of states is compacted: it keeps the newest record of each run. A record without a value, a
  tombstone, says that the run is deleted, which the topic of transitions does not tell; compaction drops it, too, after
  \`delete.retention.ms\`. A rename shows with the next transition.
- **Headers** are those of CloudEvents 1.0 in the binary mode of its Kafka binding: UTF-8 texts. \`ce_dataschema\` is a URL of the
  service that leads to the JSON Schema of the value. \`traceparent\` is there if the request that led to the record had one.
- **Numbers.** \`data\` is the caller's, its numbers as they were written: a parser that makes doubles of them loses digits.
- **Evolution.** Within v1 members, headers and kinds of records (\`ce_type\`) may come, and nothing else changes: ignore what you do
  not know. Whatever would break a consumer gets topics and types of a new version, published beside these.
- **Names.** A deployment may put a prefix before the names of the topics (\`KAFKA_TOPIC_PREFIX\`).
`;
