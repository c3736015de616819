/** How far a long piece of work has come. */
export type Progress = Readonly<{
  share: number; // of the whole, from 0 to 1
  count: number; // of what is done already
  seconds: number; // since it began
}>;

/** Where progress is shown: a stream of the process, or what stands for one. */
export type Screen = Readonly<{ isTTY?: boolean; write: (text: string) => unknown }>;

export type ProgressWriter = Readonly<{
  show: (progress: Progress) => void;
  /** Leaves what was shown last, and what is written next begins on a line of its own. */
  end: () => void;
}>;

const REDRAWN = 0.1; // s between two looks of a bar
const TOLD = 5; // s between two lines where nothing can be drawn over
const WIDTH = 24; // signs
const OVER = '\r\u001b[K'; // to the begin of the line, which is emptied

/** Shows progress as a bar that is drawn over itself on a terminal, and as a line every few seconds anywhere else. */
export function progressWriter(screen: Screen, unit: string): ProgressWriter {
  const pause = screen.isTTY === true ? REDRAWN : TOLD;
  let shownAt = -Infinity;
  let last: Progress | null = null; // null: what was told last is shown
  const write = (progress: Progress): void => {
    const text = `${progressBar(progress)} ${progressText(progress, unit)}`;
    screen.write(screen.isTTY === true ? `${OVER}${text}` : `${progressText(progress, unit)}\n`);
    shownAt = progress.seconds;
  };
  return {
    show(progress) {
      const due = progress.seconds - shownAt >= pause;
      last = due ? null : progress;
      if (due) write(progress);
    },
    end() {
      if (last !== null) write(last);
      last = null;
      if (screen.isTTY === true && shownAt !== -Infinity) screen.write('\n');
    },
  };
}

/** `[######..................]` for a quarter. */
export function progressBar({ share }: Progress): string {
  const full = Math.floor(bounded(share) * WIDTH);
  return `[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}]`;
}

/** `25%, 120,000 events, 24,000/s, 15 s left`; the time that is left is reckoned from the share. */
export function progressText(progress: Progress, unit: string): string {
  const { count, seconds } = progress;
  const share = bounded(progress.share);
  const left = share > 0 && share < 1 ? [`${spanText((seconds * (1 - share)) / share)} left`] : [];
  return [
    `${Math.floor(share * 100)}%`,
    `${numberText(count)} ${unit}`,
    `${numberText(perSecond(count, seconds))}/s`,
    ...left,
  ].join(', ');
}

/** 0 before there is time enough to reckon with. */
export const perSecond = (count: number, seconds: number): number =>
  seconds > 0.1 ? Math.round(count / seconds) : 0;

/** With a comma before each three digits. */
export const numberText = (value: number): string => value.toLocaleString('en-US');

/** Two units at most: `45 s`, `2 min 5 s`, `3 h 7 min`. */
export function spanText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`;
}

const bounded = (share: number): number => Math.min(1, Math.max(0, share));
