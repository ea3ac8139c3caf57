import type { WebClient } from '@slack/web-api';
import type { Crms } from '../src/crm/clients.ts';
import type { CrmSyncer } from '../src/crm/engine.ts';
import type { Health } from '../src/health/read.ts';
import type { Homes } from '../src/home/publisher.ts';
import type { Refused } from '../src/http/door/refusals.ts';
import type { Services } from '../src/platform/services.ts';
import type { Deliverer } from '../src/platform/webhooks/deliver.ts';
import type { Probe } from '../src/platform/webhooks/probe.ts';

/** Dependencies of the handlers. Nothing is global, so that tests and the sandbox can pass their own. */
export interface Deps extends Services {
  homes: Homes;
  /** Events that leave Baton. */
  webhooks: Deliverer;
  /** CRMs that can be connected, and the client of the connected one. */
  crms: Crms;
  /** The sync with it. */
  crmSync: CrmSyncer;
  /** Opens and updates views: never retries, since a trigger lives three seconds. */
  modals: WebClient;
  /** `https://<domain>.slack.com/`, for links to messages. */
  workspaceUrl: string;
  /** The address of links to leads, such as `https://baton.acme.example`; undefined for none. */
  publicUrl: string | undefined;
  /** The current health of Baton. */
  health: () => Health;
  /** Asks an address of Baton that a manager wrote. */
  probe: Probe;
  /** The refused requests of a source, by the last part of its address. */
  refusedBy: (slug: string) => Refused | undefined;
  /** Call after events were taken in again. */
  readInbox: () => void;
  /** Runs due work now: after jobs have changed, such as the time of a team's digest, and for work that a person waits for. */
  reschedule: () => void;
}
