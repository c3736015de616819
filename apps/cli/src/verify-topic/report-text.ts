import { START } from '@app/event-store';
import {
  FINDING_KINDS,
  TOPICS,
  type Finding,
  type FindingKind,
  type VerifyReport,
} from '@app/transitions';
import { numberText } from '../progress-bar.js';

const SHOWN = 100; // findings

/** What was found, then what is worth knowing, and a summary as the last line. */
export const reportText = (report: VerifyReport, topicPrefix: string): string =>
  [...findingLines(report, topicPrefix), ...remarks(report), summary(report)]
    .map((line) => `${line}\n`)
    .join('');

/** The same for programs, and every finding: one JSON document. */
export const reportJson = (report: VerifyReport, topicPrefix: string): string => {
  const findings = report.findings.map((finding) => ({
    ...finding,
    topic: nameOf(finding, topicPrefix),
  }));
  const document = { ...report, counts: countsOf(report), findings };
  return `${JSON.stringify(document, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value), 2)}\n`;
};

function findingLines({ findings }: VerifyReport, topicPrefix: string): readonly string[] {
  const lines = findings.slice(0, SHOWN).map((finding) => findingLine(finding, topicPrefix));
  const rest = findings.length - lines.length;
  return rest > 0 ? [...lines, `and ${numberText(rest)} more: --json tells all`] : lines;
}

function findingLine(finding: Finding, topicPrefix: string): string {
  const { kind, partition, offset, key, eventId, note } = finding;
  const place = `${nameOf(finding, topicPrefix)} partition ${partition}`;
  const at = offset === null ? '' : ` offset ${offset}`;
  return `${kind}: ${place}${at}, key ${key}, event ${eventId}${note === null ? '' : `, ${note}`}`;
}

function remarks({ expired, ahead, checkpoint }: VerifyReport): readonly string[] {
  const lines: string[] = [];
  if (checkpoint === START) lines.push('Nothing is published yet.');
  if (ahead > 0) lines.push(`${numberText(ahead)} events in the log wait to be published.`);
  if (expired > 0) {
    lines.push(`${numberText(expired)} transitions are older than what the topic retains.`);
  }
  return lines;
}

function summary(report: VerifyReport): string {
  const { transitions, states, runs, to } = report;
  const counts = countsOf(report);
  const found = FINDING_KINDS.map((kind) => `${numberText(counts[kind])} ${kind}`).join(', ');
  return (
    `${numberText(transitions)} transitions, ${numberText(states)} current states ` +
    `of ${numberText(runs)} runs to position ${to}: ${found}`
  );
}

function countsOf({ findings }: VerifyReport): Readonly<Record<FindingKind, number>> {
  const counts = { missing: 0, repeated: 0, misordered: 0, altered: 0, old: 0, unexpected: 0 };
  for (const { kind } of findings) counts[kind] += 1;
  return counts;
}

const nameOf = ({ topic }: Finding, topicPrefix: string): string =>
  topicPrefix + TOPICS[topic].name;
