import { SCHEMA_FILES, TOPICS } from '@app/transitions';
import { revisions } from './committed.mjs';
import { described, type Described } from './described.mjs';
import { incompatibilities } from './incompatibilities.mjs';

describe('the published schemas', () => {
  let code: Described;
  beforeAll(() => {
    code = described(TOPICS);
  });

  it('are what the code says (else: npm run schemas)', () => {
    const files = [...SCHEMA_FILES].map(([file, text]) => [file, JSON.parse(text)] as const);
    expect(Object.fromEntries(files)).toEqual(code.files);
  });

  it('break no consumer of an earlier revision (else: v2)', async () => {
    const published = await revisions();
    expect(published.flatMap((revision) => incompatibilities(revision, code.schemas))).toEqual([]);
  });

  it('are kept as a revision each time that they grow (else: npm run schemas)', async () => {
    const newest = (await revisions()).at(-1) ?? {};
    expect(incompatibilities(code.schemas, newest)).toEqual([]);
  });
});
