import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compared } from '../build/compared.ts';

test('the page Compared with Slack says what the code does (npm run -w sandbox compared)', () => {
  const page = readFileSync(new URL('../COMPARED.md', import.meta.url), 'utf8');
  expect(page.trimEnd()).toBe(compared().trimEnd());
});
