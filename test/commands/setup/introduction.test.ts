import { describe, expect, test } from 'vitest';
import { createScene, type Scene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const INTRODUCTIONS = ['Leads from marketing appear here', 'Hand off leads to sales with'];

const introductionsIn = (scene: Scene, channel: string) =>
  scene
    .as('max')
    .sees(channel)
    .filter(({ text }) => INTRODUCTIONS.some((words) => text.includes(words)));
const welcomesOf = (scene: Scene, who: string) =>
  scene
    .as(who)
    .dm()
    .filter(({ text }) => text.includes('Welcome to'))
    .map(({ text }) => scene.read(text).split('\n')[0]);

async function createTeams(scene: Scene): Promise<void> {
  const ada = scene.as('ada');
  await ada.press(await ada.waitForMessage('dm', 'I’m Baton'), 'Create both teams');
  // Slack is asked who is in the teams, each asked channel is introduced, and its people are welcomed.
  for (let ticks = 0; ticks < 5; ticks += 1) {
    await scene.app().settled();
    await scene.app().baton.runDue();
  }
  await scene.app().settled();
}

describe('when its teams are created', () => {
  const scene = createScene({
    fresh: true,
    workspace: {
      ...workspace,
      channels: {
        general: {},
        marketing: { members: ['mia', 'ada', 'max'] },
        sales: { members: ['sam', 'sue', 'max', 'gus', 'eve'] },
        'sales-emea': {},
      },
      userGroups: {},
    },
  });
  const { as } = scene;

  test('Baton introduces itself once in each channel, and welcomes each colleague in it once', async () => {
    await createTeams(scene);
    await expect.poll(() => introductionsIn(scene, '#sales')).toHaveLength(1);
    await expect.poll(() => introductionsIn(scene, '#marketing')).toHaveLength(1);
    await expect.poll(() => welcomesOf(scene, 'sam')).toEqual([':wave: Welcome to #sales! I’m Baton.']);
    await expect.poll(() => welcomesOf(scene, 'mia')).toEqual([':wave: Welcome to #marketing! I’m Baton.']);
    // In both channels.
    await expect.poll(() => welcomesOf(scene, 'max')).toHaveLength(1);
    // The manager of both teams, a guest, and a person of another workspace.
    expect(['ada', 'gus', 'eve'].flatMap((who) => welcomesOf(scene, who))).toEqual([]);

    await scene.travel('2026-11-20T09:00:00Z');
    await scene.app().restart();
    await scene.travel('2026-11-23T09:00:00Z');
    expect(introductionsIn(scene, '#sales')).toHaveLength(1);
    expect(welcomesOf(scene, 'sam')).toHaveLength(1);
  });

  test('anyone in a team can try it, in the sales channel', async () => {
    const [inMarketing] = introductionsIn(scene, '#marketing');
    if (!inMarketing) throw new Error('There is no introduction.');
    await as('mia').press(inMarketing, 'Try it');
    const said = await scene.ephemeral('mia', '#marketing');
    expect(said).toContain('The practice lead is in #sales');
    const practice = await as('sam').waitForMessage('#sales', 'Practice lead.');
    await as('sam').press(practice, 'Accept');
    await as('sam').waitForMessage('#sales', 'The seller calls');
    await as('sam').press(practice, 'End practice');
    await scene.app().settled();
  });

  test('a guest in the channel cannot', async () => {
    const [inSales] = introductionsIn(scene, '#sales');
    if (!inSales) throw new Error('There is no introduction.');
    await as('gus').press(inSales, 'Try it');
    expect(await scene.ephemeral('gus', '#sales')).toContain('Only full members');
  });

  test('a team that moves to another channel is introduced there, and its people are not welcomed again', async () => {
    for (const channel of ['sales-emea', 'sales', 'sales-emea']) {
      await as('ada').command('/baton teams', { in: '#general' });
      await as('ada').press(await as('ada').modal('Teams'), { actionId: 'team_edit', value: '1' });
      await scene.mustSubmit('ada', 'Edit team', { Channel: channel });
      for (const modal of as('ada').modals().reverse()) await modal.close();
    }
    await scene.app().baton.runDue();
    await scene.app().settled();
    await expect.poll(() => introductionsIn(scene, '#sales-emea')).toHaveLength(1);
    expect(introductionsIn(scene, '#sales')).toHaveLength(1);
    expect(welcomesOf(scene, 'sam')).toHaveLength(1);
  });
});

describe('when teams are created on a Saturday', () => {
  const scene = createScene({ fresh: true, at: '2026-11-21T10:00:00Z', workspace });

  test('channels and people hear of it on Monday', async () => {
    await createTeams(scene);
    expect(introductionsIn(scene, '#sales')).toEqual([]);
    expect(welcomesOf(scene, 'sam')).toEqual([]);
    await scene.travel('2026-11-23T10:00:00Z');
    await expect.poll(() => introductionsIn(scene, '#sales')).toHaveLength(1);
    await expect.poll(() => welcomesOf(scene, 'sam')).toHaveLength(1);
  });
});

describe('in a channel of more than a hundred people', () => {
  const crowd = Object.fromEntries(
    Array.from({ length: 101 }, (_, at) => [`p${at}`, { realName: `Person ${at}`, tz: 'Europe/Berlin' }]),
  );
  const scene = createScene({
    fresh: true,
    workspace: {
      ...workspace,
      people: { ...workspace.people, ...crowd },
      channels: {
        general: {},
        marketing: { members: ['mia'] },
        sales: { members: ['sam', 'max', ...Object.keys(crowd)] },
      },
      userGroups: {},
    },
  });

  test('the introduction is enough', async () => {
    await createTeams(scene);
    await expect.poll(() => introductionsIn(scene, '#sales')).toHaveLength(1);
    await expect.poll(() => welcomesOf(scene, 'mia')).toHaveLength(1);
    expect(welcomesOf(scene, 'sam')).toEqual([]);
  });
});
