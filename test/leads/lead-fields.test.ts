import { expect, test } from 'vitest';
import { z } from 'zod';
import { appendToLead } from '../../src/leads/acts/handoff.ts';
import { employeesIn } from '../../src/leads/company-size.ts';
import { countryName, countryNamed } from '../../src/leads/country.ts';
import { leadSchemas } from '../../src/leads/lead-fields.ts';
import { historyOf } from '../../src/leads/queries.ts';
import { hotScore } from '../../src/leads/settings.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { leadCard } from '../../views/leads/card.ts';
import { MONDAY_9, minutesAfter, salesTeam } from './world.ts';

test.each([
  ['Germany', 'DE'],
  ['deutschland', 'DE'],
  ['Allemagne', 'DE'],
  ['ESPANA', 'ES'],
  ['Países Baixos', 'NL'],
  [' the  Netherlands ', 'NL'],
  ['Czech Republic', 'CZ'],
  ['UK', 'GB'],
  ['gb', 'GB'],
  ['U.S.A.', 'US'],
  ['Atlantis', undefined],
  ['', undefined],
])('the country %j is %s', (text, code) => expect(countryNamed(text)).toBe(code));

test('every code has a name that leads back to it', () => {
  for (const code of ['DE', 'US', 'GB', 'CH', 'BR', 'JP', 'ZA', 'TR', 'CI']) {
    expect(countryNamed(countryName(code))).toBe(code);
  }
});

test.each([
  ['51–200', 51],
  ['51-200 employees', 51],
  ['1,000+', 1000],
  ['1.001 bis 5.000', 1001],
  ['10 000 et plus', 10_000],
  ['1k-5k', 1000],
  ['2.5k', 2500],
  ['250', 250],
  ['< 10', 1],
  ['fewer than 10', 1],
  ['bis 49', 1],
  ['Enterprise', undefined],
  ['192000', 192_000],
  ['2000 to 2500', 2000],
  ['1\u202f000 à 5\u00a0000', 1000],
])('the company size %j has at least %s employees', (size, employees) => expect(employeesIn(size)).toBe(employees));

test.each([
  [87, 87],
  ['87', 87],
  ['86,6 %', 87],
  [0, 0],
  [undefined, null],
])('the score %j is %s', (written, score) => expect(z.object(leadSchemas()).shape.score.parse(written)).toBe(score));

test.each(['101', -1, 'A', '', 'NaN', '1e9'])('%j is no score', (written) =>
  expect(leadSchemas().score.safeParse(written).error?.issues[0]?.message).toBe('A score is a number from 0 to 100.'),
);

test('a score from the threshold on makes a lead hot, and due sooner', async () => {
  const { handOff, write } = await salesTeam();
  const cool = await handOff(MONDAY_9, { score: 79 });
  expect([cool.temperature, cool.dueAt]).toEqual(['warm', minutesAfter(MONDAY_9, 120)]);
  const hot = await handOff(MONDAY_9, { score: 80, temperature: 'cold' });
  expect([hot.temperature, hot.dueAt]).toEqual(['hot', minutesAfter(MONDAY_9, 15)]);
  await write((tx) => changeSetting(tx, { setting: hotScore, value: 60, by: 'ADMIN' }, MONDAY_9));
  expect((await handOff(MONDAY_9, { score: 79 })).temperature).toBe('hot');
});

test.each([
  [100, 100],
  [101, undefined],
  ['86.6 %', 87],
])('a score of %j is %s', (written, score) => {
  const read = leadSchemas().score.safeParse(written);
  expect(read.success ? read.data : undefined).toBe(score);
});

test('a newer score counts, and can make a known lead hot', async () => {
  const { db, handOff, write } = await salesTeam();
  const lead = await handOff(MONDAY_9, { score: 20, country: 'DE' });
  const form = { ...lead, score: 95, country: 'FR', companySize: '51–200' };
  const now = minutesAfter(MONDAY_9, 1);
  const known = await write((tx) => appendToLead(tx, lead, { form, marketerId: 'M', messageLink: null }, now));
  expect(known).toMatchObject({ score: 95, temperature: 'hot', country: 'DE', companySize: '51–200' });
  expect(known.dueAt).toEqual(minutesAfter(now, 15));
  const [entry] = historyOf(db, lead.id, { limit: 1, offset: 0 });
  expect(entry?.details).toMatchObject({ filled: ['companySize'], differs: { score: '95', country: 'FR' } });
});

test('the card shows the score, the country and the company size', async () => {
  const { handOff } = await salesTeam();
  const lead = await handOff(MONDAY_9, { score: 42, country: 'DE', companySize: '51–200' });
  const shown = JSON.stringify(leadCard({ lead, touches: 0, isPool: false }));
  for (const fact of ['Score 42', 'Germany', '51–200 employees']) expect(shown).toContain(fact);
});
