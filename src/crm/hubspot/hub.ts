/** Shared by the parts of this client. */
import { MINUTE_MS } from '../../platform/time/units.ts';
import type { Account, Property } from './answers.ts';
import { propertiesAnswer } from './answers.ts';
import { paths } from './paths.ts';
import type { Send, Sender } from './send.ts';

export interface Hub {
  send: Send;
  heard: Sender['heard'];
  account: Account;
  /** Those of contacts. Asked again after a while, since admins add some. */
  properties(): Promise<readonly Property[]>;
  now(): Date;
}

const PROPERTIES_FRESH_MS = 10 * MINUTE_MS;

export function createHub(sender: Sender, account: Account, now: () => Date): Hub {
  let known: { all: Property[]; at: number } | undefined;
  return {
    send: sender.send,
    heard: sender.heard,
    account,
    async properties() {
      if (known && Math.abs(now().getTime() - known.at) < PROPERTIES_FRESH_MS) return known.all;
      const { results } = await sender.send({ method: 'GET', path: paths.properties, kind: 'read' }, propertiesAnswer);
      known = { all: results, at: now().getTime() };
      return results;
    },
    // The clock of HubSpot: its changes are compared with it.
    now: () => sender.heard.at ?? now(),
  };
}

/** Whether a person could type into the property. */
export const isWritable = ({ archived, hidden, calculated, modificationMetadata }: Property): boolean =>
  !archived && !hidden && !calculated && modificationMetadata?.readOnlyValue !== true;
