import { answerTo } from './model.mjs';

/** A history for which no order was found, and where the search came to its end, as lines of text. */
export function explain(history, { longest, reached, blocked, gaveUp }) {
  const began = history.reduce((first, { begin }) => (begin < first ? begin : first), Infinity);
  const line = (index) => lineOf(history[index], began);
  const left = [...history.keys()].filter((index) => !longest.includes(index));
  return [
    `${longest.length} of ${history.length} operations in an order that explains them${gaveUp ? '; the search was given up' : ''}:`,
    ...longest.map(line),
    `the run is then ${JSON.stringify(reached)}`,
    'and cannot go on to:',
    ...blocked.flatMap((index) => [
      line(index),
      `    would be answered ${expected(reached, history[index])}`,
    ]),
    'all that is left:',
    ...left.map(line),
  ].join('\n');
}

const expected = (reached, { input }) => JSON.stringify(answerTo(reached, input).answer);

function lineOf({ client, base, begin, end, input, output }, began) {
  const { call, ...fields } = input;
  const answer = end === null ? 'no answer' : JSON.stringify(output);
  return (
    `  ${millis(begin - began)} to ${end === null ? '?' : millis(end - began)} ms, ` +
    `client ${client} at ${base}: ${call} ${JSON.stringify(fields)} → ${answer}`
  );
}

const millis = (ns) => (Number(ns) / 1e6).toFixed(3);
