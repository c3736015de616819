import { jsonEvent, type EventData, type JSONType } from '@eventstore/db-client';
import type { NewEvent } from '../event-store.js';

/**
 * An event as the driver takes it. It writes data as JSON anew, which gives the same text; metadata goes as bytes, and only a
 * plain Uint8Array does: a Buffer would be written as JSON, too.
 */
export const toDriverEvent = ({ id, type, data, metadata }: NewEvent): EventData =>
  jsonEvent({
    id,
    type,
    data: JSON.parse(data) as JSONType,
    metadata: ENCODER.encode(metadata),
  });

const ENCODER = new TextEncoder();
