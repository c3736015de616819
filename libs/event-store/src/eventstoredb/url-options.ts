const WHOLE_NUMBERS = {
  maxDiscoverAttempts: 1,
  discoveryInterval: 0, // ms
  gossipTimeout: 1, // s
  defaultDeadline: 1, // ms
  keepAliveInterval: -1, // ms; −1 switches it off
  keepAliveTimeout: -1, // ms
};
const FILES = ['tlsCAFile', 'userCertFile', 'userKeyFile'] as const;
const PREFERENCES = ['leader', 'follower', 'read_only_replica', 'random'] as const;

/** What may follow the question mark of a connection string. */
export type UrlOptions = Readonly<
  Partial<Record<keyof typeof WHOLE_NUMBERS, number>> &
    Partial<Record<(typeof FILES)[number], string>> & {
      tls?: boolean;
      connectionName?: string;
      nodePreference?: (typeof PREFERENCES)[number];
    }
>;

/** Reads the value of an option; a text says what it must be. */
type Reader = (value: string) => UrlOptions | string;

const READERS = new Map<string, Reader>([
  ...Object.entries(WHOLE_NUMBERS).map(([name, least]) => wholeNumber(name, least)),
  ...FILES.map((name): [string, Reader] => [name, (value) => ({ [name]: value })]),
  ['connectionName', (value) => ({ connectionName: value })],
  ['nodePreference', nodePreference],
  ['tls', (value) => (isBoolean(value) ? { tls: value === 'true' } : 'true or false')],
  ['tlsVerifyCert', (value) => only('true', value)],
  ['throwOnAppendFailure', (value) => only('true', value)],
]);

const READERS_BY_FLAT_NAME = new Map(
  [...READERS].map(([name, reader]) => [flat(name), { name, reader }]),
);

/** The options, or what is wrong with them: an option is never ignored, nor a value repeated. */
export function readOptions(text: string): UrlOptions | string {
  let options: UrlOptions = {};
  for (const pair of text.split('&').filter((pair) => pair !== '')) {
    const [key = '', value = ''] = pair.split('=', 2);
    const known = READERS_BY_FLAT_NAME.get(flat(key));
    if (known === undefined)
      return `has an option that is not known: there are ${[...READERS.keys()].join(', ')}`;
    const read = value === '' ? 'given' : known.reader(decoded(value.trim()));
    if (typeof read === 'string') return `has an option ${known.name} that must be ${read}`;
    options = { ...options, ...read };
  }
  if ((options.userCertFile === undefined) !== (options.userKeyFile === undefined)) {
    return 'must have both the options userCertFile and userKeyFile, or neither';
  }
  return options;
}

function wholeNumber(name: string, least: number): [string, Reader] {
  return [
    name,
    (value) =>
      /^-?\d+$/.test(value) && Number(value) >= least
        ? { [name]: Number(value) }
        : `a whole number, ${least} or more`,
  ];
}

function nodePreference(value: string): UrlOptions | string {
  const found = PREFERENCES.find((known) => flat(known) === flat(value));
  return found === undefined ? PREFERENCES.join(' or ') : { nodePreference: found };
}

/** The driver knows a second value, under which it does not do what we rest on. */
const only = (wanted: string, value: string): UrlOptions | string =>
  value === wanted ? {} : wanted;

const isBoolean = (value: string): boolean => value === 'true' || value === 'false';

/** As the driver, which takes `tls_ca_file` for `tlsCAFile`. */
function flat(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
