/**
 * Every route, asked by people whom the matrix of permissions forbids to see a lead, a survey or a question: commands,
 * buttons, menus, pages, options and forms, with the ids of things that are not theirs. Nothing shows them, and nothing
 * changes.
 */
import type { App } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../../commands/deps.ts';
import { createGuard } from '../../commands/guard.ts';
import { registerCommands } from '../../commands/index.ts';
import { openRound } from '../../src/feedback/open.ts';
import { handOff } from '../../src/leads/acts/handoff.ts';
import { otherTeamsLeads } from '../../src/leads/settings.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { createWriter } from '../../src/platform/db/write.ts';
import { createLog } from '../../src/platform/log.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { createRouter, type Route } from '../../src/platform/slack/router.ts';
import { anonymousQuestions } from '../../src/questions/table.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import { tempDatabase } from '../support/temp-database.ts';
import { patternName } from './route-names.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const SECRET = 'Kangaroo';
const channels: Record<string, string[]> = { CNORTH: ['SAM'], CSOUTH: ['TIM'], CMARKETING: ['MIA'] };
const outsiders: Record<string, Person['standing']> = { GUS: 'a guest', EVE: 'from another workspace' };

async function company(otherLeads: 'read' | 'hidden') {
  const { db, path } = tempDatabase();
  const write = createWriter(db);
  const keys = createKeys(path);
  const team = (kind: TeamForm['kind'], channelId: string): TeamForm => ({
    kind,
    name: channelId,
    channelId,
    managerId: `BOSS_${channelId}`,
    zone: 'UTC',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
  });
  await write((tx) => {
    const [north] = [team('sales', 'CNORTH'), team('sales', 'CSOUTH'), team('marketing', 'CMARKETING')].map((one) =>
      saveTeam(tx, one, { id: null, by: 'test' }, NOW),
    );
    const form = {
      ...{ name: `${SECRET} Jane`, company: SECRET, email: `jane@${SECRET.toLowerCase()}.example`, phone: null },
      ...{ role: null, source: null, stage: null, temperature: 'hot' as const, need: SECRET },
    };
    const handoff = { form, teamId: north?.id ?? 0, assigneeId: null, marketerId: 'MIA', messageLink: null };
    handOff(tx, { ...handoff, earlierLeadId: null }, NOW);
    openRound(
      tx,
      keys,
      {
        ...{ askerId: 'MIA', about: `${SECRET} survey`, subject: null, isAnonymous: false, file: null, teamId: null },
        questions: [{ kind: 'text', text: `${SECRET}?`, choices: [] }],
        asked: [{ userId: 'SAM' }] as never,
        ...{ placeId: null, closesAt: new Date('2026-11-25T09:00Z'), zone: 'UTC' },
      },
      NOW,
    );
    const question = { id: 1, keyName: 'box-2026-11', asker: 'x', words: `${SECRET} question`, day: '2026-11-18' };
    tx.insert(anonymousQuestions)
      .values(question as never)
      .run();
    changeSetting(tx, { setting: otherTeamsLeads, value: otherLeads, by: 'test' }, NOW);
  });
  return { db, write, keys };
}

async function askedBy(userId: string, otherLeads: 'read' | 'hidden' = 'hidden') {
  const { db, write, keys } = await company(otherLeads);
  const shown: unknown[] = [];
  const show = async (sent: unknown) => {
    shown.push(sent);
    return { ok: true, view: { id: 'V1', hash: 'h' } };
  };
  const standing = outsiders[userId] ?? 'member';
  const person = async (id: string) =>
    ({
      id,
      name: id,
      zone: 'UTC',
      isAdmin: false,
      isMember: standing === 'member',
      standing,
      statusEmoji: null,
    }) as Person;
  const deps = {
    ...{ db, write, keys, workspaceUrl: 'https://x.slack.com/', now: () => NOW, reschedule: () => {} },
    log: createLog('silent', { write: () => {} }),
    directory: {
      person,
      members: async ({ channelId }: { channelId: string }) => new Set(channels[channelId] ?? []),
      people: async (ids: Iterable<string>) => Promise.all([...ids].map(person)),
      undisturbed: async () => new Map(),
      admins: async () => [],
    },
    web: { usergroups: { list: async () => ({ usergroups: [{ id: 'S1', name: SECRET }] }) } },
    modals: { views: { open: show, push: show, update: show }, chat: { postMessage: show } },
    homes: { showSoon: async () => {}, opened: async () => {} },
  } as unknown as Deps;
  const notice = (text: string) => ({
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text },
    blocks: [],
  });
  const updateMessage = async () => false;
  const said = ({ text }: { text: string }) => notice(text);
  const router = createRouter({ ...deps, guard: createGuard(deps), updateMessage, notice, said });
  registerCommands(router, deps);
  type Middleware = (args: object & { next: () => Promise<void> }) => Promise<void>;
  const middleware: Middleware[] = [];
  router.listen({ use: (one: Middleware) => middleware.push(one) } as unknown as App);
  const send = async (args: object) => {
    const all = { ack: show, respond: show, ...args };
    const run = (index: number): Promise<void> =>
      middleware[index]?.({ ...all, next: () => run(index + 1) }) ?? Promise.resolve();
    await run(0);
  };
  return { db, routes: router.routes(), send, shown };
}

/** The content of forms and buttons, with the id of the first thing of every kind. */
const METADATA = JSON.stringify({
  ...{ v: 1, id: 1, leadId: 1, teamId: 1, roundId: 1, requestId: 1, itemId: 1, questionId: 1, clauseId: 1, version: 1 },
  ...{ leadIds: '1', total: 1, list: `0:search ${SECRET}`, key: 'leads.emoji', from: 'teams', page: 0 },
});
const VALUES = ['1', '0:1', `0:search ${SECRET}`, '0:team', '0:untouched-of 1', '1:0:MIA'];

/** Bolt's arguments for requests to a route. */
function requests({ kind, name }: Route, userId: string): object[] {
  const user = { id: userId };
  const [first = '', second] = name.split(' ');
  const about = { user, user_id: userId, trigger_id: 'T1', channel_id: 'C1' };
  const view = { type: 'modal', id: 'V1', private_metadata: METADATA, state: { values: {} } };
  if (kind === 'command') {
    return [SECRET, '1', 'until Friday'].map((rest) => {
      const text =
        `${name.slice(first.length + 1).replace('…', '')} ${name.includes(' ') && !name.includes('…') ? '' : rest}`.trim();
      return { body: { ...about, command: first, text }, command: { command: first, text } };
    });
  }
  if (kind === 'shortcut') {
    const body = { ...about, type: first, callback_id: second, message: { ts: '1', text: 'x' }, channel: { id: 'C1' } };
    return [{ body, shortcut: body }];
  }
  if (kind === 'options') {
    return [SECRET, SECRET.slice(0, 3), '', 'a'].map((value) => {
      const body = { ...about, type: 'block_suggestion', action_id: name, value };
      return { body, options: body };
    });
  }
  if (kind === 'view') {
    const body = { ...about, type: 'view_submission', view: { ...view, callback_id: name } };
    return [{ body, view: body.view }];
  }
  const actionId = name.startsWith('/^') ? patternName(name) : first;
  return VALUES.flatMap((value) => {
    const held = second === undefined || name.startsWith('/^') ? value : `${second}:${value}`;
    const action = { type: 'button', action_id: actionId, value: held, action_ts: '1' };
    const body = { ...about, type: 'block_actions', actions: [action] };
    const inMessage = { action, body: { ...body, channel: { id: 'C1' }, message: { ts: '1' } } };
    const inModal = { action, body: { ...body, view: { ...view, callback_id: 'lead_list' } } };
    return value.startsWith('0:') ? [inMessage, inModal] : [inMessage];
  });
}

const KEPT = ['leads', 'lead_history', 'teams', 'feedback_rounds', 'feedback_answers', 'box_questions', 'box_replies'];

async function askEverything(userId: string, otherLeads?: 'read' | 'hidden') {
  const { db, routes, send, shown } = await askedBy(userId, otherLeads);
  const state = () => KEPT.map((table) => [table, db.$client.prepare(`select * from ${table}`).all()]);
  const before = state();
  const seen: string[] = [];
  const changed: string[] = [];
  for (const route of routes.filter(({ kind }) => kind !== 'event')) {
    for (const request of requests(route, userId)) {
      shown.length = 0;
      await send(request).catch(() => {});
      const found = JSON.stringify(shown).replaceAll(JSON.stringify(METADATA).slice(1, -1), '');
      const told = found.replaceAll(new RegExp(`(search|for|“)\\s*${SECRET}`, 'g'), '');
      for (const what of ['Jane', 'survey', 'question']) {
        if (told.includes(`${SECRET} ${what}`)) seen.push(`${what}: ${route.kind} ${route.name}`);
      }
    }
    if (JSON.stringify(state()) !== JSON.stringify(before)) changed.push(`${route.kind} ${route.name}`);
    if (changed.length > 0) break;
  }
  return { routes: routes.length, seen: [...new Set(seen)], changed };
}

describe('no route shows or changes what is not theirs', () => {
  test.each([
    ['a person in no team', 'PAM'],
    ['a guest', 'GUS'],
    ['a person of another workspace', 'EVE'],
    ['a seller of another team, whose company hides the leads of others', 'TIM'],
  ])('for %s', async (_, userId) => {
    const { routes, seen, changed } = await askEverything(userId);
    expect(routes).toBeGreaterThan(150);
    expect({ seen, changed }).toEqual({ seen: [], changed: [] });
  });

  test('and a seller of another team only reads leads', async () => {
    const { seen, changed } = await askEverything('TIM', 'read');
    expect(changed).toEqual([]);
    expect(seen).toContain('Jane: command /leads');
    expect(seen.filter((one) => !one.startsWith('Jane: '))).toEqual([]);
  });

  test('which the people concerned see and change', async () => {
    expect((await askEverything('MIA')).seen.length).toBeGreaterThan(8);
    expect((await askEverything('SAM')).changed).toHaveLength(1);
  });
});
