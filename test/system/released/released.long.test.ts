import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { everyView } from '../../views/every/all.ts';
import { brokenControls } from './broken.ts';
import { type Control, controlsOf } from './controls.ts';
import { everyRelease } from './released.ts';
import { createReplay, saidOutdated } from './replay.ts';

const scene = createScene({ mode: 'http' });

test.each(everyRelease)(
  'controls of Baton $version about things that are gone are answered',
  async (release) => {
    for (const who of ['ada', 'mia', 'sam', 'gus'])
      expect(await brokenControls(scene, release, { who, ids: 'of nothing' })).toEqual([]);
  },
  120_000,
);

test('every control of today has a route', async () => {
  const replay = createReplay(scene.app());
  const outdated: Control[] = [];
  for (const control of controlsOf(everyView).controls)
    if (saidOutdated(await replay.press(control, { who: 'max', ids: 'of nothing' }))) outdated.push(control);
  expect(outdated).toEqual([]);
}, 120_000);
