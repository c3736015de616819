// From the client's messages to plain values.

export const streamNameIn = (options) => textOf(options.getStreamIdentifier());

/** A revision, or `any`, `no_stream`, `stream_exists`. */
export function expectedIn(options) {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options.getRevision ? options.getRevision() : options.getStreamPosition());
}

export function proposalIn(message) {
  const described = message.getMetadataMap();
  return {
    id: idIn(message.getId()),
    type: described.get('type') ?? '',
    contentType: described.get('content-type') ?? 'application/octet-stream',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function idIn(uuid) {
  if (!uuid.hasStructured()) return uuid.getString().toLowerCase();
  const [most, least] = [
    uuid.getStructured().getMostSignificantBits(),
    uuid.getStructured().getLeastSignificantBits(),
  ];
  const hex = [most, least].map(hexOf).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * What a read asks for: `stream` is null for the log; `from` is `start`, `end`, or a revision or position; `count` is null
 * for a subscription; `filter` is null without one.
 */
export function readIn(request) {
  const options = request.getOptions();
  const isLog = options.hasAll();
  return {
    stream: isLog ? null : streamNameIn(options.getStream()),
    from: isLog ? placeInLog(options.getAll()) : placeInStream(options.getStream()),
    count: options.hasSubscription() ? null : Number(options.getCount()),
    backwards: options.getReadDirection() === 1,
    filter: options.hasFilter() ? filterIn(options.getFilter()) : null,
    idsAreStructured: options.getUuidOption()?.hasStructured() ?? false,
  };
}

/** `matches` judges an event; a checkpoint is due after each `interval` events searched. */
function filterIn(filter) {
  const [expression, part] = filter.hasEventType()
    ? [filter.getEventType(), 'type']
    : [filter.getStreamIdentifier(), 'stream'];
  const window = filter.hasMax() ? filter.getMax() : 1;
  return {
    matches: matcher(expression, part),
    interval: window * Math.max(1, filter.getCheckpointintervalmultiplier()),
  };
}

function matcher(expression, part) {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) {
    return (event) => prefixes.some((prefix) => event[part].startsWith(prefix));
  }
  const pattern = new RegExp(expression.getRegex(), 'u');
  return (event) => pattern.test(event[part]);
}

const textOf = (identifier) => Buffer.from(identifier.getStreamName_asU8()).toString();
const hexOf = (bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

function placeInStream(options) {
  return options.hasRevision() ? Number(options.getRevision()) : endIn(options);
}

function placeInLog(options) {
  return options.hasPosition() ? Number(options.getPosition().getCommitPosition()) : endIn(options);
}

const endIn = (options) => (options.hasEnd() ? 'end' : 'start');
