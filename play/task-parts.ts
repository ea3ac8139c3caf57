/** Parts of the things to try on the page. */

import type { Sandbox, Task, TaskLink } from '@baton/sandbox';
import { parse, stringify } from 'yaml';
import { withoutWorkflows } from '../src/cli/manifest.ts';
import { cards, channelNamed, fromBaton, isTaken, personOf } from './seen.ts';

type Store = Sandbox['store'];
type Seen = Pick<Sandbox, 'store' | 'traffic'>;

export interface PlayTasks {
  tasks: Task[];
  /** Starts to check the tasks; what happened before does not count. */
  begin(slack: Seen): void;
}

/** The workspace when the tasks begin. */
interface Begun {
  /** Baton's newest message in #sales. */
  ts: string;
  trafficId: number;
  /** Cards that were accepted. */
  taken: Set<string>;
}

interface Checks {
  since(isDone: (begun: Begun, seen: Seen) => boolean): (seen: Seen) => boolean;
  /** Something of this kind reached Baton: an event, an interaction or a command. */
  delivered(what: string, isMeant?: (payload: Payload) => boolean | undefined): (seen: Seen) => boolean;
}

/** The part of a delivery that tells tasks apart. */
export interface Payload {
  view?: { callback_id?: string };
  event?: { tab?: string };
  actions?: { action_id?: string }[];
}

export function playTasks(tasksOf: (checks: Checks) => Task[]): PlayTasks {
  let begun: Begun | undefined;
  const since: Checks['since'] = (isDone) => (seen) => begun !== undefined && isDone(begun, seen);
  const delivered: Checks['delivered'] = (what, isMeant = () => true) =>
    since((from, { traffic }) =>
      recent(from, traffic).some(
        (entry) => entry.kind === 'delivery' && entry.what === what && isMeant(entry.payload as Payload),
      ),
    );
  return {
    tasks: tasksOf({ since, delivered }),
    begin: ({ store, traffic }) => {
      begun = {
        ts: fromBaton(store).at(-1)?.ts ?? '',
        trafficId: traffic.all.at(-1)?.id ?? 0,
        taken: new Set(
          cards(store)
            .filter(isTaken)
            .map(({ ts }) => ts),
        ),
      };
    },
  };
}

/** Tasks are asked after each call and each delivery, so the newest suffice. */
const RECENT = 200;

const recent = ({ trafficId }: Begun, traffic: Seen['traffic']) =>
  traffic.all.slice(-RECENT).filter(({ id }) => id > trafficId);

/** Whether a call that a fault stopped was made again, and worked. */
export function isRepaired(begun: Begun, traffic: Seen['traffic']): boolean {
  const calls = recent(begun, traffic).filter((entry) => entry.kind === 'call');
  const failed = calls.find(({ fault }) => fault !== undefined);
  if (!failed) return false;
  return calls.some(({ id, method, fault, answer }) => id > failed.id && method === failed.method && !fault && answer);
}

type Place = Pick<TaskLink, 'as' | 'place'>;

export const inChannel = (store: Store, person: string, channel: string): Place => ({
  as: personOf(store, person),
  place: { kind: 'channel', id: channelNamed(store, channel) },
});

export const withBaton = (store: Store, person: string, tab: 'home' | 'messages'): Place => ({
  as: personOf(store, person),
  place: { kind: 'app', id: store.app.id, tab },
});

/** The last task opens Slack's page for a new app, with the manifest filled in. */
export const installTask = (manifest: unknown): Task => ({
  id: 'install',
  title: 'Install it in your Slack',
  hint: 'Slack opens with Baton’s manifest filled in. docs/install.md has the next steps.',
  link: () => ({ label: 'Create the app', start: { kind: 'visit', url: createAppUrl(manifest) } }),
});

/** Without the steps of workflows: free plans have none, and servers refuse an address with all of them. */
const createAppUrl = (manifest: unknown): string => {
  const small: unknown = parse(withoutWorkflows(stringify(manifest)));
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(small))}`;
};
