import { expect, test } from 'vitest';
import { rehearseDisaster } from './disaster.ts';
import { nightly } from './vaults.ts';

test('the disk is gone: everything until the backup is back, erasures too, and nothing is posted twice', async () => {
  const figures = await rehearseDisaster(nightly(), 12);
  expect(figures).toMatchObject({
    ...{ leadsBefore: 14, leadsAfter: 13, leadsLost: 1, erasedAgain: true, worksAfterwards: true },
    ...{ cardsTwice: [], messagesTwice: [] },
  });
  expect(figures.lostButton).toContain('no longer exists');
}, 120_000);
