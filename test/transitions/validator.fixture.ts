import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** Formats in the one form that we write; ajv brings none. */
const FORMATS = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/,
  uri: /^(urn:[a-z]+:|https?:\/\/)[\w./:-]+$/,
};

/**
 * Checks by a schema of draft 2020-12, formats too. @throws Error for a format or a keyword that is unknown
 *
 * @param keywords that the draft does not know
 */
export const validatorOf = (schema: object, ...keywords: string[]): ValidateFunction =>
  new Ajv2020({ formats: FORMATS, keywords, allowUnionTypes: true }).compile(schema);

/** The schema, its objects closed to members that they do not name. */
export const closed = (schema: object): object =>
  JSON.parse(JSON.stringify(schema), (_, part: unknown) =>
    typeof part === 'object' && part !== null && 'properties' in part && 'required' in part
      ? { ...part, additionalProperties: false }
      : part,
  ) as object;
