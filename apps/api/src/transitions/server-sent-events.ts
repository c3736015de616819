/** Why a feed ends before its reader leaves. Its reader may come back at once, and goes on where it was. */
export type EndReason =
  'stopping' | 'slow reader' | 'log unavailable' | 'log unreadable' | 'unexpected error';

const RETRY = 1_000; // ms before a reader that was cut comes back

/** What a feed begins with: how soon to come back, and where it begins. `id` null: at the start of the log. */
export const beginEvent = (id: string | null): string =>
  `retry: ${RETRY}\n${named('begin', id, { after: id })}`;

/** A transition. Without a name, as that is what `onmessage` of a browser hears. */
export const transitionEvent = (id: string | null, text: string): string =>
  `${idLine(id)}${dataLines(text)}\n`;

/** Nothing but how far the feed has come: an id without data is no event, but is remembered like one. */
export const heartbeat = (id: string | null): string => `: heartbeat\n${idLine(id)}\n`;

/** What a feed ends with where it can still be told. */
export const endEvent = (id: string | null, reason: EndReason): string =>
  named('end', id, { reason });

const named = (name: string, id: string | null, data: object): string =>
  `event: ${name}\n${idLine(id)}${dataLines(JSON.stringify(data))}\n`;

const idLine = (id: string | null): string => (id === null ? '' : `id: ${id}\n`);

/** Data as a caller wrote it may hold line breaks; in JSON they mean nothing. */
const dataLines = (text: string): string => `data: ${text.replace(LINE_BREAK, '\ndata: ')}\n`;

const LINE_BREAK = /\r\n|\r|\n/g;
