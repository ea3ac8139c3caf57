/** Whether the address of a source reaches Baton from where Baton runs, by a request without a key. */
import type { Probe } from '../platform/webhooks/probe.ts';

export type AddressTest =
  /** Baton refused the request for its key: the way is open. */
  | { kind: 'open' }
  /** Baton answers, and knows no such source. */
  | { kind: 'unknown' }
  /** Another program answers. */
  | { kind: 'other'; status: number }
  /** The sender would not follow. */
  | { kind: 'redirect'; to: string }
  /** It is in the company's own network. */
  | { kind: 'private' }
  | { kind: 'closed'; code: string };

const LONGEST_ADDRESS = 200;

export async function tryAddress(probe: Probe, address: string): Promise<AddressTest> {
  const probed = await probe(address);
  if (probed.kind !== 'answered') return probed;
  const { status, type, location = 'elsewhere', text } = probed;
  if (status >= 300 && status < 400) return { kind: 'redirect', to: location.slice(0, LONGEST_ADDRESS) };
  const isOurs = type.startsWith('application/problem+json') && text.includes('"detail"');
  if (!isOurs) return { kind: 'other', status };
  return { kind: status === 404 ? 'unknown' : 'open' };
}
