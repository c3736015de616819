import {
  verifyTopics,
  type PublishedTopics,
  type Verified,
  type VerifyOptions,
  type VerifyProgress,
} from '@app/transitions';
import { progressWriter, type ProgressWriter, type Screen } from '../progress-bar.js';
import { reportJson, reportText } from './report-text.js';

export type VerifyTopicOptions = Readonly<{
  after: VerifyOptions['after'];
  to: VerifyOptions['to'];
  json: boolean;
  topicPrefix: string; // for the report
}>;

/** The log of a ledger, open beside its writers. */
export type LogToVerify = Pick<Verified, 'log' | 'identity'> &
  Readonly<{ close: () => Promise<void> }>;

export type VerifyTopicParts = Readonly<{
  openLog: () => Promise<LogToVerify>;
  openTopics: () => Promise<PublishedTopics>;
  progress: Screen;
  report: Screen;
  signal: AbortSignal;
}>;

/**
 * Compares the topics of a ledger with its log, and says what it found.
 *
 * @returns whether all is as it should be
 * @throws PublicationRefused, PublicationUnavailable, StoreUnavailable, UnreadableLedger, the signal's reason when it aborts
 */
export async function verifyTopicCommand(
  { after, to, json, topicPrefix }: VerifyTopicOptions,
  { openLog, openTopics, progress, report, signal }: VerifyTopicParts,
): Promise<boolean> {
  const { log, identity, close } = await openLog();
  try {
    const topics = await openTopics();
    const steps = stepsOn(progress);
    try {
      const verified = { log, identity, topics };
      const options = { after, to, onProgress: steps.show, signal };
      const found = await verifyTopics(verified, options).finally(() => steps.end());
      report.write(json ? reportJson(found, topicPrefix) : reportText(found, topicPrefix));
      return found.findings.length === 0;
    } finally {
      await topics.close();
    }
  } finally {
    await close();
  }
}

const STEPS: Readonly<Record<VerifyProgress['step'], readonly [title: string, unit: string]>> = {
  'read-log': ['Reading the log', 'events'],
  'read-transitions': ['Reading the transitions', 'records'],
  'read-states': ['Reading the current states', 'records'],
};

/** Each step with its name on a line, and a bar. */
function stepsOn(screen: Screen): Pick<ProgressWriter, 'end'> & {
  show: (progress: VerifyProgress) => void;
} {
  let step: VerifyProgress['step'] | null = null;
  let begun = 0;
  let bar: ProgressWriter | null = null;
  return {
    show({ step: now, share, count }) {
      if (now !== step) {
        const [title, unit] = STEPS[now];
        bar?.end();
        bar = progressWriter(screen, unit);
        screen.write(`${title}\n`);
        step = now;
        begun = performance.now();
      }
      bar?.show({ share, count, seconds: (performance.now() - begun) / 1000 });
    },
    end: () => bar?.end(),
  };
}
