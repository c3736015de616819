import { memberSources } from './json-source.js';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = Readonly<{ [key: string]: Json }>;

/**
 * What a caller hands over with a state: any JSON but null. `source` is its text as written, kept
 * where a double would change a number in it (`1.0`, twenty digits); rules look at `value`.
 */
export type Data = Readonly<{ value: Json; source: string | null }>;

/** Data that its sender keeps elsewhere, or nowhere: shown once and stored as null (5.5). */
export const isUnpersisted = ({ value }: Data): boolean =>
  isObject(value) && value.type === 'unpersisted';

/** A result that a completed run must not lose: data that is truthy and persisted (5.4, rule 3b). */
export const isResult = (data: Data): boolean => isTruthy(data.value) && !isUnpersisted(data);

/** Data as it is stored: unpersisted data as null, a result without the fields that describe its artifact (5.5). */
export function stored(data: Data | null): Data | null {
  if (data === null || isUnpersisted(data)) return null;
  if (Object.keys(artifactFields(data)).length === 0) return data;
  const { value, source } = data;
  return {
    value: Object.fromEntries(Object.entries(value as JsonObject).filter(isNoArtifactField)),
    source: source === null ? null : joined(memberSources(source).filter(isNoArtifactField)),
  };
}

/** The fields of a result that describe its artifact. */
export const artifactFields = ({ value }: Data): JsonObject =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter((member) => !isNoArtifactField(member)))
    : {};

/** Data as it was before those fields were taken out of it. */
export const withArtifactFields = ({ value, source }: Data, fields: JsonObject): Data => ({
  value: { ...(value as JsonObject), ...fields },
  source:
    source === null
      ? null
      : joined([
          ...memberSources(source),
          ...Object.entries(fields).map(([key, field]) => [key, JSON.stringify(field)] as const),
        ]),
});

/** The text of the data, numbers as written. */
export const dataText = (data: Data | null): string =>
  data?.source ?? JSON.stringify(data?.value ?? null);

const ARTIFACT_FIELDS: readonly string[] = [
  'artifact_key',
  'artifact_type',
  'artifact_description',
];

const isNoArtifactField = ([key]: readonly [string, unknown]): boolean =>
  !ARTIFACT_FIELDS.includes(key);

const joined = (members: readonly (readonly [key: string, value: string])[]): string =>
  `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;

/** As the reference's language has it: null, false, 0, "", [] and {} are falsy. */
function isTruthy(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isObject(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
