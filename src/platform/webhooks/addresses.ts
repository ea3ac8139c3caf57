/** Addresses that a webhook must not reach: a person who may name one would read what only this machine or network can. */
import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Special-purpose ranges that are not globally reachable (IANA, RFC 6890), and those that hold an IPv4 address. */
const RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** @throws TypeError for a text that is no address and no range. */
export function rangesOf(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', bits] = text.split('/');
    if (isIP(address) === 0) throw new TypeError(`${text} is no IP address or range.`);
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else list.addSubnet(address, Number(bits), familyOf(address));
  }
  return list;
}

const FORBIDDEN = rangesOf(RANGES);
const NOTHING = new BlockList();

/** The list also knows an IPv4 address that is written as IPv6 (`::ffff:10.0.0.1`). */
export const isAllowed = (address: string, allowed = NOTHING): boolean => {
  const family = familyOf(address);
  return allowed.check(address, family) || !FORBIDDEN.check(address, family);
};

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/** Whether a connection failed because its address is forbidden. */
export function isForbidden(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof ForbiddenAddress) return true;
  return false;
}

/** Resolves a name for a connection, and refuses it when one of its addresses is forbidden: no second look-up can differ. */
export const checkedLookup =
  (allowed: BlockList, lookup: typeof systemLookup = systemLookup): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const bad = addresses.find(({ address }) => !isAllowed(address, allowed));
      const [first] = addresses;
      if (bad || !first) return done(new ForbiddenAddress(`${hostname} is at ${bad?.address ?? 'no address'}`), '', 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
