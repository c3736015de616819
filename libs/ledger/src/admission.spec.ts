import { Admission } from './admission.js';
import { Overloaded } from './errors.js';

describe('admission', () => {
  const gate = (): { opened: Promise<void>; open: () => void } => {
    let open!: () => void;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { opened, open };
  };

  it('lets so many commands work, then so many wait, and turns the rest away', async () => {
    const admission = new Admission({ inFlight: 1, waiting: 1 }, () => null);
    const { opened, open } = gate();
    const begun: string[] = [];
    const command = (name: string) =>
      admission.run(async () => {
        begun.push(name);
        await opened;
        return name;
      });
    const answers = [command('first'), command('second')];
    await expect(command('third')).rejects.toThrow(Overloaded);
    expect(begun).toEqual(['first']);
    open();
    expect(await Promise.all(answers)).toEqual(['first', 'second']);
    expect(await command('fourth')).toBe('fourth');
  });

  it('gives the place of a command that failed to the next', async () => {
    const admission = new Admission({ inFlight: 1, waiting: 1 }, () => null);
    await expect(admission.run(() => Promise.reject(new Error('boom')))).rejects.toThrow('boom');
    expect(await admission.run(() => Promise.resolve('next'))).toBe('next');
  });

  it('slows commands to the pace of the projector', async () => {
    const { opened, open } = gate();
    const admission = new Admission({ inFlight: 2, waiting: 1 }, () => opened);
    let begun = false;
    const answer = admission.run(async () => {
      begun = true;
    });
    await Promise.resolve();
    expect(begun).toBe(false);
    open();
    await answer;
    expect(begun).toBe(true);
  });
});
