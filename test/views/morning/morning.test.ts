import { expect, test } from 'vitest';
import { everyView } from '../every/all.ts';
import { given } from '../every/given.ts';

test('a manager whose leads are all done is not told that nothing is left, while other parts need them', () => {
  const [, settled] = everyView['morning/morning.ts']?.morningMessage?.(given('the usual')) ?? [];
  const words = JSON.stringify(settled);
  expect(words).toContain('No lead needs you now');
  expect(words).toContain('3 anonymous questions need');
  expect(words).not.toContain('Nothing left to do');
});
