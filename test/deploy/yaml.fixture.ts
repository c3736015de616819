import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

/** The documents of a YAML file. @throws YAMLParseError at the first fault, such as a key that stands there twice */
export function documentsOf(path: string): readonly unknown[] {
  return [...parseAllDocuments(readFileSync(path, 'utf8'), { merge: true })].map((document) => {
    const [fault] = [...document.errors, ...document.warnings];
    if (fault !== undefined) throw fault;
    return document.toJS() as unknown;
  });
}
