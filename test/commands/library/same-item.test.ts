import { expect, test } from 'vitest';
import { itemsAfter } from '../../../src/library/queries.ts';
import { retireItem } from '../../../src/library/review.ts';
import { createRequestScene } from '../requests/fixtures.ts';

const scene = createRequestScene();
const { as } = scene;
const items = () => itemsAfter(scene.app().baton.deps.db, 0, 100).map(({ title }) => title);

async function add(title: string, link: string) {
  await as('mia').command('/content add', { in: '#marketing' });
  const form = await as('mia').modal('Add to the library');
  await form.fill({ Title: title, Link: link, Kind: 'Pricing' });
  return form.submit();
}

test('a page that the library has is not added again, however its link is written', async () => {
  await scene.stock('Pricing 2027', { link: 'https://www.example.com/pricing?plan=pro' });
  const retired = await scene.stock('Pricing 2025', { link: 'https://www.example.com/old' });
  const { write, now } = scene.app().baton.deps;
  await write((tx) => retireItem(tx, { itemId: retired.id, by: as('mia').id }, now()));

  expect(await add('Prices', 'https://www.example.com/pricing/?plan=pro&utm_source=mail#top')).toEqual({
    ok: false,
    errors: { Link: '“Pricing 2027” in the library has this link. Update it there.' },
  });
  expect(await add('Prices', 'http://www.example.com/old/')).toEqual({
    ok: false,
    errors: { Link: '“Pricing 2025” in the library has this link. It is retired: restore it there.' },
  });
  expect(await add('Prices of Basic', 'https://www.example.com/pricing?plan=basic')).toEqual({ ok: true });
  expect(items()).toEqual(['Pricing 2027', 'Pricing 2025', 'Prices of Basic']);
});

test('a request that is delivered with a known link gets the item that is there', async () => {
  const before = items();
  const title = await scene.ask('sam', 'A price list for banks');
  await scene.press('mia', title, 'Claim');
  await scene.deliver(title, { Link: 'https://www.example.com/pricing/?plan=pro' });
  expect(scene.newest('sam', title).text).toContain('Pricing 2027');
  expect(items()).toEqual(before);
});
