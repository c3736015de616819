import { asyncApi } from './async-api.mjs';
import { jsonSchemas } from './json-schemas.mjs';

/** The types of the values, by the files that publish their schemas. */
const VALUES = {
  'task-run.transition.v1.json': 'TransitionValue',
  'task-run.state.v1.json': 'StateValue',
};

/**
 * What the code says of the records: the schemas by the names of their types, and the files that publish it, by their names.
 *
 * @param topics the manifest
 */
export function described(topics) {
  const schemas = jsonSchemas();
  const values = Object.entries(VALUES).map(([file, type]) => [
    file,
    published(file, schemas[type]),
  ]);
  return {
    schemas,
    files: { ...Object.fromEntries(values), 'asyncapi.json': asyncApi(schemas, topics) },
  };
}

/** The URL that a schema is served at is the deployment's; its identity is not. */
const published = (file, { $schema, ...schema }) => ({
  $schema,
  $id: `urn:runledger:schemas:${file.replace(/\.json$/, '')}`,
  ...schema,
});
