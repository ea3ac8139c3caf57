/** Membership of a team in a company that is large, slow to answer, or changes its user groups. */
import type { WorkspaceSpec } from '@baton/sandbox';
import { afterEach, expect, test } from 'vitest';
import { leads } from '../../../src/leads/table.ts';
import { saveTeam, type TeamForm } from '../../../src/teams/save.ts';
import { createTestApp, handOff, type TestApp, workspace } from '../../support/test-app.ts';

let app: TestApp | undefined;
afterEach(async () => {
  const problems = app?.slack.problems ?? [];
  await app?.close();
  expect(problems).toEqual([]);
});

const AT = '2026-11-19T09:00:00Z';
const minutes = (count: number) => new Date(new Date(AT).getTime() + count * 60_000);
const sellers = Array.from({ length: 20 }, (_, number) => `seller${number}`);

/** The usual people and as many more; twenty of them sell too. */
function company(size: number): WorkspaceSpec {
  const others = Array.from({ length: size }, (_, number) => `other${number}`);
  const more = Object.fromEntries([...sellers, ...others].map((key) => [key, {}]));
  return {
    ...workspace,
    people: { ...workspace.people, ...more },
    channels: {
      ...workspace.channels,
      general: { members: ['mia'] },
      sales: { members: ['sam', 'sue', 'max', ...sellers] },
    },
  };
}

async function start(options: { size: number; userGroup?: boolean }): Promise<TestApp> {
  app = await createTestApp({ fresh: true, at: AT, workspace: company(options.size) });
  return app;
}

/** Creates both teams as the form does, without reading members. */
async function makeTeams({ slack, baton }: TestApp, userGroup?: string): Promise<void> {
  const { people, channels, userGroups } = slack.ids;
  const form = (kind: 'sales' | 'marketing', manager: string): TeamForm => ({
    kind,
    name: kind,
    channelId: channels[kind] ?? '',
    userGroupId: kind === 'sales' && userGroup ? (userGroups[userGroup] ?? '') : null,
    managerId: people[manager] ?? '',
    zone: 'Europe/Berlin',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
    routing: 'round_robin',
  });
  await baton.deps.write((tx) => {
    saveTeam(tx, form('sales', 'max'), { id: null, by: 'test' }, baton.deps.now());
    saveTeam(tx, form('marketing', 'ada'), { id: null, by: 'test' }, baton.deps.now());
  });
}

const assignees = ({ baton }: TestApp) =>
  baton.deps.db
    .select()
    .from(leads)
    .all()
    .map(({ assigneeId }) => assigneeId);

const cardOf = ({ slack }: TestApp, name: string) =>
  slack
    .as('max')
    .sees('#sales')
    .findLast(({ text, threadTs }) => text.startsWith(`${name} ·`) && threadTs === undefined)?.text ?? '';

/** Ticks the schedule until the condition holds. */
async function tickUntil(holds: () => boolean): Promise<void> {
  const { baton, settled } = app as TestApp;
  for (let ticks = 0; ticks < 20 && !holds(); ticks += 1) {
    await baton.runDue();
    await settled();
  }
  expect(holds()).toBe(true);
}

test('in a company of 600, a lead waits for its new team and then goes to a seller, never to the manager', async () => {
  const running = await start({ size: 600 });
  const { slack, setTime } = running;
  for (const method of ['users.info', 'users.list', 'conversations.members', 'dnd.teamInfo']) {
    slack.faults.slow(350, { method });
  }
  await makeTeams(running);
  await handOff(running, { Name: 'Lead 0', Email: 'lead@company0.example' });
  await running.settled();
  expect(assignees(running)).toEqual([null]);
  expect(cardOf(running, 'Lead 0')).toContain('waiting for Slack to say who is on the team; anyone here can accept');

  await tickUntil(() => assignees(running)[0] !== null);
  expect(cardOf(running, 'Lead 0')).toContain('Assigned to');
  for (let count = 1; count <= 3; count += 1) {
    setTime(minutes(count));
    slack.admin.setStatus(`other${count}`, { text: 'away', emoji: ':palm_tree:' });
    await handOff(running, { Name: `Lead ${count}`, Email: `lead@company${count}.example` });
  }
  const given = assignees(running);
  expect(new Set(given).size).toBe(4);
  expect(given).not.toContain(null);
  expect(given).not.toContain(slack.ids.people.max);
  // A team’s members are read by id, so the whole workspace is listed at most once.
  expect(slack.traffic.calls('users.list').length).toBeLessThanOrEqual(1);
});

test('a lead that waits for its team can be accepted by anyone in it, and an assigned seller is asked at once', async () => {
  const running = await start({ size: 0 });
  const { slack } = running;
  const slow = slack.faults.slow(5_000, { method: 'dnd.teamInfo' });
  await makeTeams(running);
  await handOff(running, { Name: 'Lead 0', Email: 'lead@company0.example', 'Assign to': 'sue' });
  expect(assignees(running)).toEqual([slack.ids.people.sue]);
  await slack.as('sam').command('/baton route test acme.example', { in: '#sales' });
  await slack.as('sam').waitForMessage('#sales', 'Slack has not told me yet who is on this team');
  const card = await handOff(running, { Name: 'Lead 1', Email: 'lead@company1.example' });
  expect(assignees(running)[1]).toBeNull();
  await slack.as('sam').press(card, 'Accept');
  await running.settled();
  expect(cardOf(running, 'Lead 1')).toContain(`<@${slack.ids.people.sam}> owns this`);
  slow.lift();
});

test('after a restart the team is known, also while Slack does not answer', async () => {
  const running = await start({ size: 0 });
  await makeTeams(running);
  await running.baton.runDue();
  await running.restart();
  running.setTime(minutes(30));
  running.slack.faults.calls({ kind: 'error', error: 'fatal_error' }, { method: 'conversations.members', times: 50 });
  await running.baton.deps.write((tx) =>
    tx
      .update(leads)
      .set({ updatedAt: minutes(0) })
      .run(),
  );
  await handOff(running, { Name: 'Lead 0', Email: 'lead@company0.example' });
  const [given] = assignees(running);
  expect(given).not.toBeNull();
  expect(given).not.toBe(running.slack.ids.people.max);
});

test('manager and admin are told once about a disabled user group, and its last members stay', async () => {
  const running = await start({ size: 0 });
  const { slack, setTime, settled, baton } = running;
  await makeTeams(running, 'sellers');
  await tickUntil(() => slack.traffic.calls('usergroups.users.list').length > 0);
  slack.admin.disableGroup('sellers');
  // As after the minute for which answers of Slack are cached.
  baton.deps.directory.forget(slack.ids.userGroups.sellers ?? '');
  for (const count of [6, 12]) {
    setTime(minutes(count));
    await baton.runDue();
    await baton.runDue();
    await settled();
  }
  const told = (who: string, words: string) =>
    slack
      .as(who)
      .dm()
      .filter(({ text }) => text.includes(words));
  for (const who of ['max', 'ada']) expect(told(who, 'is deleted or disabled in Slack')).toHaveLength(1);

  const card = await handOff(running, { Name: 'Lead 0', Email: 'lead@company0.example' });
  expect(assignees(running)).not.toContain(slack.ids.people.max);
  await slack.as('sam').press(card, 'Accept');
  await settled();
  expect(cardOf(running, 'Lead 0')).toContain('owns this');

  slack.admin.enableGroup('sellers');
  setTime(minutes(18));
  await baton.runDue();
  await baton.runDue();
  await settled();
  for (const who of ['max', 'ada']) expect(told(who, 'I can see who is in each team again')).toHaveLength(1);
});
