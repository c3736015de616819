/** The headers of a transition: a CloudEvent in binary mode. */
export type TransitionHeaders = Described &
  Readonly<{
    ce_type: 'io.runledger.task-run.transitioned.v1';
    /**
     * The number of the transition in 16 digits, so that texts sort as the numbers do.
     *
     * @pattern ^[0-9]{16}$
     */
    ce_sequence: string;
  }>;

/** The headers of a current state: a CloudEvent in binary mode. */
export type StateHeaders = Described &
  Readonly<{ ce_type: 'io.runledger.task-run.state-changed.v1' }>;

/** The headers of a deletion, which has no value: a CloudEvent in binary mode, without data. */
export type DeletionHeaders = CloudEventHeaders &
  Readonly<{ ce_type: 'io.runledger.task-run.deleted.v1' }>;

type Described = CloudEventHeaders &
  Readonly<{
    'content-type': 'application/json';
    /**
     * Where the JSON Schema of the value is served.
     *
     * @format uri
     */
    ce_dataschema: string;
  }>;

/** CloudEvents 1.0, Kafka protocol binding, binary mode. */
export type CloudEventHeaders = Readonly<{
  ce_specversion: '1.0';
  /** With `ce_source` the identity of the record: one that comes again has the same. */
  ce_id: string;
  /**
   * The ledger: `urn:runledger:` and its id.
   *
   * @format uri
   */
  ce_source: string;
  /**
   * The id of the task run, as in the key.
   *
   * @format uuid
   */
  ce_subject: string;
  /**
   * When it happened; UTC, to the microsecond.
   *
   * @format date-time
   */
  ce_time: string;
  /** The W3C trace context of the request that led to it, where it had one. */
  traceparent?: string;
}>;
