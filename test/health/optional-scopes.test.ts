/**
 * Each scope that a company may decline (docs.slack.dev/changelog/2026/03/16/optional-scopes): Baton says what is missing
 * without it, and works. The sandbox refuses its methods with missing_scope and sends none of its events.
 */
import { expect, test } from 'vitest';
import { type OptionalScope, optionalScopes } from '../../src/health/scopes.ts';
import { addItem } from '../../src/library/add.ts';
import { eq } from '../../src/platform/db/drizzle.ts';
import { setupState } from '../../src/setup/state.ts';
import { isOfTeam } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import { teams } from '../../src/teams/table.ts';
import { setupSection } from '../../views/setup/checklist.ts';
import { createScene } from '../support/scene.ts';
import { workspace } from '../support/test-app.ts';

const scene = createScene({
  workspace: { ...workspace, channels: { ...workspace.channels, open: { members: ['ada'] } } },
});
const { as } = scene;
const slack = () => scene.app().slack;
const deps = () => scene.app().baton.deps;
let minutes = 0;

async function decline(...scopes: OptionalScope[]): Promise<void> {
  slack().admin.reinstall(scopes);
  minutes += 11;
  await scene.travel(new Date(Date.parse('2026-11-19T09:00:00Z') + minutes * 60_000));
}

async function health(): Promise<string> {
  await as('ada').command('/baton health', { in: '#general' });
  return scene.read((await scene.nextEphemeral('ada', '#general')).text);
}

const refusals = () =>
  slack()
    .traffic.calls()
    .flatMap(({ method, answer }) =>
      (answer as { error?: string } | undefined)?.error === 'missing_scope' ? [method] : [],
    );

test('no alert is sent for what a company declined, and the set-up and the health say what it means', async () => {
  await decline(...optionalScopes);
  const text = await health();
  expect(text).toContain('All systems normal.');
  for (const scope of optionalScopes) expect(text).toContain(`• \`${scope}\`: `);
  expect(scene.news('ada', 'Slack permissions')).toEqual([]);
  await as('ada').command('/baton setup', { in: '#general' });
  const setup = await as('ada').modal('Set up Baton');
  for (const scope of optionalScopes) expect(setup.text()).toContain(`• \`${scope}\`: `);
  const fresh = { ...setupState(deps().db), done: { ...setupState(deps().db).done, channels: false } };
  expect(JSON.stringify(setupSection(fresh))).toContain('invite me to each of them');
  await setup.close();
  await decline();
  expect(await health()).not.toContain('permissions');
});

test('a lead is handed off and accepted without any of them', async () => {
  await decline(...optionalScopes);
  const name = await scene.newLead();
  await scene.press('sam', name, 'Accept');
  expect(scene.standing(name)).toContain('@sam owns this');
});

const cases: Record<OptionalScope, () => Promise<void>> = {
  'channels:join': async () => {
    await as('ada').command('/baton teams', { in: '#general' });
    await (await as('ada').modal('Teams')).press('New team');
    const form = await as('ada').modal('New team');
    await form.fill({ Name: 'Open', Channel: 'open', Manager: 'max' });
    const refused = await form.submit();
    expect(refused).toMatchObject({
      errors: { Channel: 'Invite me to this channel first: type /invite @Baton there.' },
    });
    slack().admin.inviteBot('open');
    expect(await form.submit()).toEqual({ ok: true });
  },
  'dnd:read': async () => {
    const now = deps().now();
    slack().admin.setDnd('sam', Math.floor(now.getTime() / 1000) + 3600);
    expect((await deps().directory.undisturbed([as('sam').id], now)).size).toBe(0);
  },
  'files:read': async () => {
    await as('mia').command('/content add', { in: '#marketing' });
    const form = { Title: 'Deck', Kind: 'White paper', Owner: '@mia', File: [{ name: 'a.pdf', content: 'a' }] };
    expect(await scene.submit('mia', 'Add to the library', form)).toMatchObject({
      errors: { File: 'I may not read files in this Slack. Give a link instead.' },
    });
  },
  'files:write': async () => {
    const { sha256, bytes } = await deps().files.keep([new TextEncoder().encode('slides')], 1000);
    const file = { sha256, bytes, name: 'slides.pptx', mimetype: 'application/vnd.ms-powerpoint' };
    const about = { title: 'Slides', kind: 'deck', stage: null, tags: [], summary: null, reviewAt: null };
    const by = as('mia').id;
    await deps().write((tx) => addItem(tx, { ...about, file, ownerId: by, by }, deps().now()));
    await as('sam').command('/content slides', { in: '#sales' });
    await (await as('sam').modal('Find content')).press('Share here');
    await as('max').waitForMessage('#sales', 'The file could not be posted here. Ask');
  },
  'usergroups:read': async () => {
    const { db, directory, write } = deps();
    const userGroupId = slack().ids.userGroups.sellers ?? '';
    await write((tx) => tx.update(teams).set({ userGroupId }).where(eq(teams.kind, 'sales')).run());
    const [team] = teamsOfKind(db, 'sales');
    if (!team) throw new Error('There is no sales team.');
    expect(await isOfTeam({ db, directory }, team, as('max').id)).toBe(true);
    const name = await scene.newLead({ 'Hand off to': 'Sales' });
    await scene.press('sue', name, 'Accept');
    expect(scene.standing(name)).toContain('@sue owns this');
    await decline('usergroups:read');
    expect(await health()).toContain('I may not see the user group of the team in #sales.');
  },
};

test.each(optionalScopes)('without %s', async (scope) => {
  await decline(scope);
  expect(await health()).toContain(`• \`${scope}\`: `);
  await cases[scope]();
  expect(refusals()).not.toEqual([]);
});
