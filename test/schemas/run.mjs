#!/usr/bin/env node
// Writes libs/transitions/schemas/ from the code's own types and topics, and keeps what they say as a new published
// revision where they say more than the last one. What would break consumers is refused, each change by its path.
//
//   npm run schemas
import { TOPICS } from '../../dist/libs/transitions/src/index.js';
import { revisionFile, revisions, write } from './committed.mjs';
import { described } from './described.mjs';
import { incompatibilities } from './incompatibilities.mjs';

const { schemas, files } = described(TOPICS);
const published = await revisions();
const broken = new Set(published.flatMap((revision) => incompatibilities(revision, schemas)));

if (broken.size > 0) {
  console.error(
    `Consumers of v1 would break; this needs a v2 beside it:\n  ${[...broken].join('\n  ')}`,
  );
  process.exitCode = 1;
} else {
  const newest = published.at(-1) ?? {};
  if (incompatibilities(schemas, newest).length > 0)
    files[revisionFile(published.length + 1)] = schemas;
  for (const [file, content] of Object.entries(files)) {
    await write(file, content);
    console.log(`libs/transitions/schemas/${file}`);
  }
}
