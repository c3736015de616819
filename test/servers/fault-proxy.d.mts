/** How often each fault came to pass: connections cut, chunks of answers lost or delayed, else calls. */
export type Faults = Readonly<
  Record<
    'refused' | 'cut' | 'cutBeforeRequest' | 'cutAfterRequest' | 'lost' | 'stalled' | 'delayed',
    number
  >
>;

export type FaultProxy = Readonly<{
  host: string;
  port: number;
  faults: Faults;
  connections: () => number;
  refuse: () => Promise<void>; // drops all connections and refuses new ones until accept()
  accept: () => Promise<void>;
  cut: () => void; // drops all connections; new ones pass
  cutBeforeRequest: () => void; // the next bytes of a client do not reach the server, their connection is cut
  cutAfterRequest: () => void; // they do, the answer is lost, then their connection is cut
  loseAnswers: () => void; // requests still reach the server, its answers are lost until pass()
  stall: (ms: number) => void; // nothing passes in either direction for so long, then all of it goes on
  delay: (ms: number) => void; // each chunk of answers is late by so much until pass()
  pass: () => void; // ends all that lasts or is still to come; connections that were cut stay cut
  close: () => Promise<void>;
}>;

export declare function openFaultProxy(
  server: Readonly<{
    host?: string;
    port: number;
    own?: number;
    watch?: () => (bytes: Buffer) => void;
  }>,
): Promise<FaultProxy>;
