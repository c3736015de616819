/**
 * What breaks between published schemas and the current ones, each change named by its path. Consumers that go by the published
 * ones read new records, and those that go by the current ones read old records, which stay in the topics. So nothing may
 * change but words, and nothing may come but optional members. A schema may not contain itself.
 */
export const incompatibilities = (published, current) =>
  Object.entries(published).flatMap(([name, schema]) =>
    name in current
      ? differences(inlined(schema), inlined(current[name]), name)
      : [`${name}: dropped`],
  );

const differences = (before, now, path) => [
  ...differingKeywords(before, now, path),
  ...differingMembers(before, now, path),
  ...differingPart(before.items, now.items, `${path}/items`),
  ...differingPart(before.additionalProperties, now.additionalProperties, `${path}/*`),
  ...differingChoices(before.anyOf ?? [], now.anyOf ?? [], path),
];

// A keyword that is not known here constrains.
const differingKeywords = (before, now, path) =>
  keysOf(before, now)
    .filter((keyword) => !WORDS.includes(keyword) && !PARTS.includes(keyword))
    .filter((keyword) => textOf(before[keyword]) !== textOf(now[keyword]))
    .map((keyword) => became(`${path}: ${keyword}`, before[keyword], now[keyword]));

const differingMembers = (before, now, path) =>
  keysOf(before.properties, now.properties).flatMap((name) =>
    differingMember(memberOf(before, name), memberOf(now, name), `${path}/${name}`),
  );

function differingMember(before, now, path) {
  if (before.schema === undefined) return now.required ? [`${path}: new and required`] : [];
  if (now.schema === undefined) return [`${path}: dropped`];
  return [
    ...(before.required && !now.required ? [`${path}: became optional`] : []),
    ...(now.required && !before.required ? [`${path}: became required`] : []),
    ...differences(before.schema, now.schema, path),
  ];
}

function differingPart(before = true, now = true, path) {
  if (isObject(before) && isObject(now)) return differences(before, now, path);
  return textOf(before) === textOf(now) ? [] : [became(path, before, now)];
}

const differingChoices = (before, now, path) =>
  before.length === now.length
    ? before.flatMap((choice, index) => differences(choice, now[index], `${path}/${index}`))
    : [became(`${path}: anyOf`, before, now)];

const memberOf = ({ properties = {}, required = [] }, name) => ({
  schema: properties[name],
  required: required.includes(name),
});

/** The schema with its definitions written out where they are referred to. */
function inlined(schema, root = schema) {
  if (Array.isArray(schema)) return schema.map((item) => inlined(item, root));
  if (!isObject(schema)) return schema;
  const { $ref, ...rest } = schema;
  if ($ref !== undefined) return inlined({ ...definition(root, $ref), ...rest }, root);
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([keyword]) => keyword !== '$defs')
      .map(([keyword, value]) => [keyword, inlined(value, root)]),
  );
}

const definition = (root, ref) =>
  ref
    .split('/')
    .slice(1)
    .reduce((place, step) => place[step], root);

/** Keywords that constrain nothing. */
const WORDS = ['$id', '$schema', 'title', 'description', 'examples'];

/** Keywords that are compared part by part. */
const PARTS = ['properties', 'required', 'items', 'additionalProperties', 'anyOf'];

const keysOf = (...objects) => [...new Set(objects.flatMap((object) => Object.keys(object ?? {})))];

const isObject = (value) => typeof value === 'object' && value !== null;

const became = (what, before, now) => `${what}: ${textOf(before)} became ${textOf(now)}`;

/** Lists of types and of values are sets. */
const textOf = (value) =>
  JSON.stringify(Array.isArray(value) ? [...value].sort() : value) ?? 'nothing';
