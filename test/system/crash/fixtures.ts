/** A workspace that outlives Baton: a child process that is killed, and its successor on the same database. */
import { join } from 'node:path';
import { type SeenMessage, startSandbox } from '@baton/sandbox';
import { expect, onTestFinished } from 'vitest';
import { manifestSchema } from '../../../sandbox/src/state/manifest.ts';
import { startBaton } from '../../../src/app/boot.ts';
import { withCard } from '../../../src/leads/card-place.ts';
import { leadHistory, leads } from '../../../src/leads/table.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { setupMarks } from '../../../src/setup/table.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { type Child, startChild } from '../../support/child.ts';
import { logLines } from '../../support/log-lines.ts';
import { newDatabaseFile, tempFolder } from '../../support/temp-database.ts';
import { manifest, workspace } from '../../support/test-app.ts';

export interface Death {
  at: 'before the commit' | 'after the commit';
  /** SQL that is 1 in the transaction to die at. */
  when: string;
}

/** Slack’s timeout for an acknowledgement here; a killed process never sends one. */
const ACK_MS = 1_500;

/** A Thursday morning, since Baton starts no message outside working time; the child gets the same shift. */
const SHIFT_MS = new Date('2026-11-19T09:00:00Z').getTime() - Date.now();
const now = () => new Date(Date.now() + SHIFT_MS);

/** For work of another process. */
export const PATIENT = { timeout: 10_000 };

export async function setting() {
  const databasePath = newDatabaseFile(join(tempFolder(), 'baton.db'));
  const slack = await startSandbox({ manifest, workspace, clock: { now }, timings: { ackMs: ACK_MS } });
  onTestFinished(() => slack.close());
  await addTeam(databasePath, slack.ids.channels.sales ?? '', slack.ids.people.max ?? '');

  return {
    slack,
    /** Starts Baton in its own process, connected. */
    startChild: async (death?: Death): Promise<Child> => {
      const child = startChild(join(import.meta.dirname, 'baton.child.ts'), {
        DATABASE: databasePath,
        BOT_TOKEN: slack.botToken,
        APP_TOKEN: slack.appToken,
        API_URL: slack.apiUrl,
        SHIFT_MS: String(SHIFT_MS),
        DIE_AT: death?.at ?? '',
        DIE_WHEN: death?.when ?? '',
      });
      await child.says('ready');
      return child;
    },
    /** Starts Baton again; resolves when everything it found and everything that Slack resends is settled, if it can. */
    startSuccessor: async ({ settles = true } = {}) => {
      const baton = await startBaton({
        connection: { mode: 'socket', appToken: slack.appToken },
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        databasePath,
        now,
        log: logLines().log,
        pauses: { firstMs: 10, longestMs: 100 },
        posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
      });
      onTestFinished(() => baton.stop());
      const settled = async () => {
        await slack.settled();
        await baton.idle();
        await slack.settled();
      };
      if (settles) await settled();
      const { db } = baton.deps;
      return {
        settled,
        leads: () =>
          db
            .select()
            .from(leads)
            .all()
            .map((lead) => withCard(db, lead)),
        changes: () =>
          db
            .select()
            .from(leadHistory)
            .all()
            .map(({ kind }) => kind),
        unsettled: () =>
          db
            .select()
            .from(outbox)
            .all()
            .filter(({ state }) => state !== 'sent'),
        unhandled: () => db.$client.prepare('select count(*) from inbox where handled_at is null').pluck().get(),
        health: () => ({
          integrity: db.$client.pragma('integrity_check', { simple: true }),
          broken: db.$client.pragma('foreign_key_check'),
        }),
      };
    },
    /** Mia fills in the form; it is not submitted yet. */
    filledForm: async () => {
      const mia = slack.as('mia');
      await mia.command('/handoff', { in: '#marketing' });
      const form = await mia.modal('Hand off a lead');
      await form.fill({
        Name: 'Jane Doe',
        Company: 'Acme',
        Email: 'jane@acme.example',
        'What do they need?': 'A demo next week',
      });
      return form;
    },
    /** The cards in the channel, without their threads. */
    cards: (): SeenMessage[] =>
      slack
        .as('sam')
        .sees('#sales')
        .filter(({ threadTs, ts, isEphemeral }) => !isEphemeral && (threadTs === undefined || threadTs === ts)),
  };
}

export type Setting = Awaited<ReturnType<typeof setting>>;
export type Successor = Awaited<ReturnType<Setting['startSuccessor']>>;

export async function addTeam(path: string, channelId: string, managerId: string): Promise<void> {
  const db = openDatabase(path);
  const team = {
    kind: 'sales',
    name: 'Sales',
    channelId,
    userGroupId: null,
    managerId,
    zone: 'Europe/Berlin',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
  } as const;
  await createWriter(db)((tx) => {
    saveTeam(tx, { ...team, workDays: [...team.workDays], holidays: [] }, { id: null, by: 'test' }, now());
    // The present version ran before, so admins hear of no update.
    const { features, settings } = manifestSchema.parse(manifest);
    const parts = [
      ...features.slash_commands.map(({ command }) => command),
      ...settings.event_subscriptions.bot_events,
    ];
    tx.insert(setupMarks)
      .values(parts.map((part) => ({ key: `manifest:${part}`, by: null, at: now() })))
      .run();
  });
  db.$client.close();
}

/** One lead, its card in the place that the database has, and no work left. */
export function expectHandedOffOnce({ cards }: Setting, successor: Successor): void {
  const [card, ...more] = cards();
  expect(more).toEqual([]);
  expect(successor.leads()).toMatchObject([{ name: 'Jane Doe', card: { ts: card?.ts, channel: card?.channel } }]);
  expect(successor.changes().filter((kind) => kind === 'handed_off')).toHaveLength(1);
  expect(card?.text).toContain('A demo next week');
  expectNothingLeft(successor);
}

/** One owner, shown once on the card, once in its thread, once to the marketer. */
export async function expectAcceptedOnce(all: Setting, successor: Successor): Promise<void> {
  // Slack resends unacknowledged events, or Baton reads the card once it is connected.
  await expect.poll(() => successor.leads()[0]?.status, PATIENT).toBe('accepted');
  // Events may come again later than the card is read.
  const left = async () => {
    await successor.settled();
    return successor.unhandled();
  };
  await expect.poll(left, PATIENT).toBe(0);
  expectHandedOffOnce(all, successor);
  const { slack, cards } = all;
  expect(successor.leads()).toMatchObject([{ status: 'accepted', ownerId: slack.ids.people.sam }]);
  expect(successor.changes()).toEqual(['handed_off', 'accepted']);
  const [card] = cards();
  expect(card?.text).toContain('owns this  ·  first contact');
  expect(card?.thread().map(({ text }) => /accepted this lead/.test(text))).toEqual([true]);
  expect(
    slack
      .as('mia')
      .dm()
      .map(({ text }) => /accepted this lead/.test(text)),
  ).toEqual([true]);
}

function expectNothingLeft({ unsettled, unhandled, health }: Successor): void {
  expect(unsettled()).toEqual([]);
  expect(unhandled()).toBe(0);
  expect(health()).toEqual({ integrity: 'ok', broken: [] });
}
