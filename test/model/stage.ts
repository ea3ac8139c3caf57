/** Baton on the sandbox for one story, and what people do and see there. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiFault, PersonDriver, Sandbox, SeenMessage, SeenModal, WorkspaceSpec } from '@baton/sandbox';
import { issueResponseUrl } from '../../sandbox/src/state/response-urls.ts';
import { issueTrigger } from '../../sandbox/src/state/triggers.ts';
import { createTestApp, type TestApp, workspace } from '../support/test-app.ts';
import { BEGIN, HOLIDAYS, MINUTE_MS, type Who } from './company.ts';

/** A button, or a choice of a menu: `menu snooze`. */
export interface Pressed {
  action: string;
  choice?: string;
  /** The value of a button, in most cases the id of a thing. */
  id: number | string;
}

/** The next calls of these methods fail in this way. */
const failing =
  (...faults: ApiFault[]) =>
  (slack: Sandbox) => {
    for (const method of ['chat.postMessage', 'chat.update', 'views.publish'])
      for (const fault of faults) slack.faults.calls(fault, { method });
  };

/** Troubles of Slack while people act. */
export const troubles = {
  'Slack answers with errors': failing({ kind: 'status', status: 500 }, { kind: 'error', error: 'internal_error' }),
  'Slack answers with errors, and did it': failing(
    { kind: 'status', status: 500, stored: true },
    { kind: 'html', stored: true },
  ),
  'Connections to Slack break': (slack) => {
    failing({ kind: 'reset' }, { kind: 'reset', stored: true })(slack);
    slack.faults.dropSockets('abrupt');
  },
  'Slack ends its connections': ({ faults }) => faults.dropSockets('refresh_requested'),
  'Slack wants fewer messages': ({ faults }) =>
    void faults.calls({ kind: 'rate_limited', retryAfter: 1 }, { method: 'chat.postMessage' }),
  'From now on, events come twice': ({ faults }) => void faults.events({ copies: 2 }),
  'From now on, events come late': ({ faults }) => void faults.events({ copies: 2, lateMs: 20 }),
} satisfies Record<string, (slack: Sandbox) => void>;
export type Trouble = keyof typeof troubles;

/** Waits for a minute instead of five seconds: for a connection after an outage, or for a busy machine. */
async function patiently(wait: () => Promise<void>, tries = 12): Promise<void> {
  try {
    await wait();
  } catch (error) {
    if (tries === 0 || !String(error).includes('Timed out')) throw error;
    await patiently(wait, tries - 1);
  }
}

export async function connected(slack: Sandbox): Promise<void> {
  // A connection that breaks is noticed a moment later.
  await sleep(5);
  await patiently(slack.connected);
}

/** Time in which Baton does nothing. Each resolves with its end. */
export const outages = {
  'while Slack is down': async ({ slack }) => {
    const { lift } = slack.faults.down();
    return async () => {
      lift();
      await connected(slack);
    };
  },
  'while Baton is stopped': async ({ baton, restart }) => {
    await baton.stop();
    return restart;
  },
} satisfies Record<string, (app: TestApp) => Promise<() => Promise<void>>>;
export type Outage = keyof typeof outages;

export type Stage = Awaited<ReturnType<typeof createStage>>;

/** Baton keeps a home up to date for twelve hours after it was opened. */
const OPEN_MS = 11 * 60 * MINUTE_MS;

const SMALL_MODALS = ['That did not work', 'Done', 'Thank you'];

export type Mode = 'http' | 'socket';

export async function createStage(mode: Mode, spec: WorkspaceSpec = workspace, begin = BEGIN) {
  const app: TestApp = await createTestApp({
    mode,
    workspace: spec,
    at: new Date(begin).toISOString(),
  });
  app.baton.deps.db.$client.prepare('UPDATE teams SET holidays = ?').run(JSON.stringify(HOLIDAYS));
  const { slack, settled } = app;
  app.settled = () => patiently(settled);
  const heard = new Map<string, string>();
  const opened = new Map<string, number>();
  const names = new Map(Object.entries(slack.ids.people).map(([key, id]) => [id, key]));
  const channelNames = new Map(Object.entries(slack.ids.channels).map(([key, id]) => [id, key]));
  const as = (who: string): PersonDriver => slack.as(who);

  /** Text as people see it: names for ids, dates in their fallback text. */
  const read = (text: string): string =>
    text
      .replace(/<@(\w+)>/g, (_, id: string) => `@${names.get(id) ?? id}`)
      .replace(/<#(\w+)>/g, (_, id: string) => `#${channelNames.get(id) ?? id}`)
      .replace(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1');

  return {
    app,
    as,
    read,
    now: (): number => app.baton.deps.now().getTime(),
    whoIs: (id: string | null): Who | null => (id === null ? null : ((names.get(id) as Who | undefined) ?? null)),

    /**
     * Presses a button of a message, also one that is no longer there: people press what their Slack still shows.
     * Resolves when Baton has done everything.
     */
    async press(who: string, card: SeenMessage, { action, choice, id }: Pressed): Promise<void> {
      const userId = slack.ids.people[who] ?? '';
      const about = { userId, channel: card.channel, source: { ts: card.ts, ephemeral: false } };
      const one =
        choice === undefined ? { type: 'button', value: String(id) } : { type: 'overflow', ...chosen(choice, id) };
      await connected(slack);
      await slack.interact({
        ...{ type: 'block_actions', user: { id: userId, username: who, name: who, team_id: slack.teamId } },
        ...{ api_app_id: slack.appId, token: 'x', team: { id: slack.teamId, domain: 'northwind' }, enterprise: null },
        ...{ is_enterprise_install: false, trigger_id: issueTrigger(slack.store, userId) },
        container: { type: 'message', message_ts: card.ts, channel_id: card.channel, is_ephemeral: false },
        channel: { id: card.channel, name: 'channel' },
        message: { type: 'message', user: slack.botUserId, ts: card.ts, text: card.text },
        response_url: `${slack.url}/response/${issueResponseUrl(slack.store, about)}`,
        actions: [{ ...one, action_id: action, block_id: 'b', action_ts: '1763542800.1' }],
      });
    },

    /** Resolves once Slack can reach Baton, as a person waits for it. */
    reached: () => connected(slack),

    /** The form that a person has open. */
    form: (who: string, title: string): SeenModal | undefined =>
      as(who)
        .modals()
        .findLast((modal) => modal.title === title),

    /** New words of Baton for a person alone. Small modals are closed after reading. */
    async said(who: string, places: readonly string[]): Promise<string[]> {
      const said: string[] = [];
      for (const modal of as(who).modals().reverse()) {
        if (!SMALL_MODALS.includes(modal.title)) continue;
        said.push(read(modal.text()));
        await modal.close();
      }
      for (const place of places) {
        const key = `${who} in ${place}`;
        const known = heard.get(key) ?? '';
        const news = as(who)
          .sees(place)
          .filter((message) => message.isEphemeral && message.ts > known);
        heard.set(key, news.at(-1)?.ts ?? known);
        said.push(...news.map(({ text }) => read(text)));
      }
      return said;
    },

    async closeAll(who: string): Promise<void> {
      for (const modal of as(who).modals().reverse()) await modal.close();
    },

    /** Moves the clock, and everything that is due happens, after an outage as soon as it is over. */
    async travel(to: number, outage?: Outage): Promise<void> {
      const end = outage && (await outages[outage](app));
      app.setTime(new Date(to));
      if (end) {
        if (outage === 'while Slack is down') await app.baton.runDue();
        await end();
        await app.settled();
      }
      await app.baton.runDue();
      await app.settled();
    },

    /** A person who is back opens their home again. */
    forgetHome: (who: string): void => void opened.delete(who),

    /** A person's home, which stays open during a day. */
    async home(who: string): Promise<string> {
      const now = app.baton.deps.now().getTime();
      if (now - (opened.get(who) ?? 0) > OPEN_MS) {
        opened.set(who, now);
        // Not awaited: a home that has not changed is not published again.
        void as(who).openHome();
        await app.settled();
      }
      const published = () =>
        slack.traffic.calls('views.publish').findLast(({ args }) => args.user_id === slack.ids.people[who]);
      // A home that could not be published is tried again soon.
      for (let tries = 0; published()?.fault !== undefined && tries < 100; tries += 1) {
        await sleep(10);
        await app.settled();
      }
      return read(as(who).home()?.text() ?? '');
    },

    /** Faults that Slack would hide from people, and errors in the log. */
    faults: (): string[] => [
      ...slack.problems.splice(0),
      ...app.logLines.splice(0).filter((line) => {
        const { level, sdk } = JSON.parse(line) as { level: number; sdk?: string };
        // While Slack is down, a job says that it failed and is tried again.
        return level >= 50 && sdk === undefined && !line.includes('ECONNRESET');
      }),
    ],
  };
}

const chosen = (choice: string, id: number | string) => ({
  selected_option: { text: { type: 'plain_text', text: 'Chosen' }, value: `${choice}:${id}` },
});
