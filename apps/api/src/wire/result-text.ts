import type { State, Verdict } from '@app/orchestration';
import { stateText } from '@app/transitions';

/** The answer to a proposal (4.7). `state` is the one that was written, or else the current one. */
export const resultText = (verdict: Verdict, state: State | null): string =>
  `{"state":${state === null ? 'null' : stateText(state)},` +
  `"status":"${verdict.status}","details":${detailsText(verdict)}}`;

function detailsText(verdict: Verdict): string {
  switch (verdict.status) {
    case 'ACCEPT':
      return '{"type":"accept_details"}';
    case 'REJECT':
      return `{"type":"reject_details","reason":${JSON.stringify(verdict.reason)}}`;
    case 'ABORT':
      return `{"type":"abort_details","reason":${JSON.stringify(verdict.reason)}}`;
    case 'WAIT':
      return (
        `{"type":"wait_details","delay_seconds":${verdict.delaySeconds.toString()},` +
        `"reason":${JSON.stringify(verdict.reason)}}`
      );
  }
}
