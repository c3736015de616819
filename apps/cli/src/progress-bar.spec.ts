import { progressBar, progressText, progressWriter, spanText } from './progress-bar.js';

const quarter = { share: 0.25, count: 120_000, seconds: 5 };

describe('a progress bar', () => {
  it.each([
    [0, '[........................]'],
    [0.25, '[######..................]'],
    [0.999, '[#######################.]'],
    [1, '[########################]'],
    [1.5, '[########################]'],
  ])('is full to the share of %p', (share, bar) => {
    expect(progressBar({ ...quarter, share })).toBe(bar);
  });
});

describe('a line of progress', () => {
  it('tells the share, the count, the rate and the time that is left', () => {
    expect(progressText(quarter, 'events')).toBe('25%, 120,000 events, 24,000/s, 15 s left');
  });

  it('promises no end before anything is done, nor after', () => {
    expect(progressText({ share: 0, count: 0, seconds: 0 }, 'events')).toBe('0%, 0 events, 0/s');
    expect(progressText({ ...quarter, share: 1 }, 'events')).toBe('100%, 120,000 events, 24,000/s');
  });

  it.each([
    [0.2, '1 s'],
    [60, '1 min 0 s'],
    [125, '2 min 5 s'],
    [11_220, '3 h 7 min'],
  ])('writes %p seconds in two units at most', (seconds, text) => {
    expect(spanText(seconds)).toBe(text);
  });
});

describe('progress on a screen', () => {
  const shown = (isTTY: boolean, seconds: readonly number[]): string => {
    let text = '';
    const writer = progressWriter({ isTTY, write: (more) => (text += more) }, 'events');
    for (const at of seconds) writer.show({ share: at / 10, count: at, seconds: at });
    writer.end();
    return text;
  };

  it('is drawn over itself on a terminal, ten times a second at most', () => {
    const over = '\r\u001b[K';
    expect(shown(true, [5, 5.05, 5.1])).toBe(
      `${over}[############............] 50%, 5 events, 1/s, 5 s left` +
        `${over}[############............] 51%, 5.1 events, 1/s, 5 s left\n`,
    );
  });

  it('is a line every five seconds elsewhere', () => {
    expect(shown(false, [0, 1, 4, 5, 10])).toBe(
      '0%, 0 events, 0/s\n50%, 5 events, 1/s, 5 s left\n100%, 10 events, 1/s\n',
    );
  });

  it('ends with what came last', () => {
    expect(shown(false, [0, 2])).toBe('0%, 0 events, 0/s\n20%, 2 events, 1/s, 8 s left\n');
    expect(shown(false, [])).toBe('');
  });
});
