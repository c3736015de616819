// A key and a certificate for 127.0.0.1 and localhost, made on the spot: X.509 in as little DER as it takes.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const DAY_MS = 86_400_000;

/** PEM texts; the certificate is signed by its own key and good for a year. */
export function selfSigned() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const content = sequence(
    der(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(time(Date.now() - DAY_MS), time(Date.now() + 365 * DAY_MS)),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(HOSTS)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, privateKey)]);
  const certificate = sequence(content, ECDSA_WITH_SHA256, der(0x03, signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    certificate: pem(certificate),
  };
}

function der(tag, ...parts) {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts) => der(0x30, ...parts);
const integer = (bytes) => der(0x02, bytes);
const oid = (hex) => der(0x06, Buffer.from(hex, 'hex'));
const utcTime = (date) =>
  `${date
    .toISOString()
    .replace(/[-:T]|\..*/g, '')
    .slice(2)}Z`;
const time = (ms) => der(0x17, Buffer.from(utcTime(new Date(ms))));

const COMMON_NAME = oid('550403');
const ALTERNATIVE_NAMES = oid('551d11');
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const NAME = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
const HOSTS = sequence(
  ALTERNATIVE_NAMES,
  der(0x04, sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])))),
);

const pem = (bytes) =>
  `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
