import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

/** The types that consumers meet. */
const TYPES = [
  'TransitionValue',
  'StateValue',
  'TransitionHeaders',
  'StateHeaders',
  'DeletionHeaders',
];

/** The JSON Schema (draft 2020-12) of each type that consumers meet, open to members that it does not name. */
export function jsonSchemas() {
  const generator = createGenerator({
    path: pathOf('../../libs/transitions/src/schemas/{values,headers}.ts'),
    tsconfig: pathOf('../../tsconfig.json'),
    additionalProperties: true,
    sortProps: false,
    topRef: false,
    skipTypeCheck: true, // `npm run types` does
  });
  return Object.fromEntries(TYPES.map((type) => [type, schemaOf(generator, type)]));
}

/** The schema, its definitions standing elsewhere. */
export const referringTo = (place, schema) =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === '$ref' ? value.replace(/^#.*\//, `${place}/`) : value,
    ),
  );

function schemaOf(generator, type) {
  const { definitions, description, ...schema } = generator.createSchema(type);
  return referringTo('#/$defs', {
    ...schema,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: type,
    description,
    $defs: definitions,
  });
}

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));
