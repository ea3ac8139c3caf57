/** Whether a row is a new lead, and the faults of a file as one list. */
import { describe, expect, test } from 'vitest';
import { createSeen, decide, withFault } from '../../src/imports/decide.ts';
import { readingOf } from '../../src/imports/read-row.ts';
import type { Fault } from '../../src/imports/types.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { blockedDomains } from '../../src/leads/company-domain.ts';
import type { LeadFields } from '../../src/leads/lead-fields.ts';
import { OTHER } from '../../src/leads/types.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { planFor } from './world.ts';

const everyone = { id: 'A', isSeller: true, isManager: true, isMarketer: true, teamChannelId: 'CSALES' };
const jane = ['Jane Doe', 'jane@acme.example', 'Acme'];

describe('a row', () => {
  async function decided(cells: string[], { isEnded = false, isPast = false, days = 0 } = {}) {
    const { db, write, team, handOff } = await salesTeam();
    const { id: leadId } = await handOff(MONDAY_9, { email: 'jane@acme.example' });
    if (isEnded)
      await write((tx) => {
        declineLead(tx, { leadId, actor: everyone, reason: OTHER, words: 'A student' }, MONDAY_9);
        disqualifyLead(tx, { leadId, actor: everyone, words: null }, MONDAY_9);
      });
    const now = new Date(MONDAY_9.getTime() + days * DAY_MS);
    return decide(db, { line: 2, cells }, readingOf(db, planFor(team.id, { isPast }), now));
  }

  test('of a new person is added, with what could not be read', async () => {
    expect(await decided(['Bo Li', 'bo@li.example', 'Li'])).toMatchObject({
      ...{ result: 'added', earlierLeadId: null, words: null, lead: { name: 'Bo Li' } },
    });
    expect(await decided(['Bo Li', 'bo@li.example', 'Li'])).not.toHaveProperty('past');
    expect(await decided(['Bo Li', 'bo@li.example', 'Li'], { isPast: true })).toHaveProperty('past');
  });

  test('of an open lead is known', async () => {
    expect(await decided(jane)).toMatchObject({ result: 'known', words: 'This person is an open lead already.' });
  });

  test('of a namesake elsewhere, or of someone else at an address of several, is added', async () => {
    expect(await decided(['Jane Doe', 'jane@li.example', 'Li'])).toMatchObject({
      result: 'added',
      earlierLeadId: null,
    });
  });

  test.each([
    [0, false, 'known'],
    [89, false, 'known'],
    [90, false, 'added'],
    [90, true, 'known'],
  ])('of a lead that ended %i days ago (with its past: %s) is %s', async (days, isPast, result) => {
    const decision = await decided(jane, { isEnded: true, isPast, days });
    expect(decision.result).toBe(result);
    if (decision.result === 'known') expect(decision.words).toBe('This person was a lead already, which is closed.');
    if (decision.result === 'added') expect(decision.earlierLeadId).not.toBeNull();
  });

  test('that the file or the row itself spoils is bad', async () => {
    const { db, team } = await salesTeam();
    const reading = readingOf(db, planFor(team.id), MONDAY_9);
    expect(decide(db, { line: 2, fault: 'It is broken.' }, reading)).toEqual({ result: 'bad', words: 'It is broken.' });
    expect(decide(db, { line: 2, cells: ['x'.repeat(100), '', ''] }, reading)).toEqual({
      ...{ result: 'bad' },
      words: 'It has no email address and no phone number. The name is too long, or not a text.',
    });
  });

  test('of a blocked domain is bad', async () => {
    const { db, team, write } = await salesTeam();
    await write((tx) => changeSetting(tx, { setting: blockedDomains, value: ['li.example'], by: 'A' }, MONDAY_9));
    const reading = readingOf(db, planFor(team.id), MONDAY_9);
    expect(decide(db, { line: 2, cells: ['Bo Li', 'bo@li.example', 'Li'] }, reading)).toEqual({
      ...{ result: 'bad', words: 'The domain of its email is blocked.' },
    });
  });

  test('with a value that could not be read is added, with a sentence about it', async () => {
    const { db, team } = await salesTeam();
    const reading = readingOf(db, planFor(team.id, { fields: ['email', 'phone'] }), MONDAY_9);
    const decision = decide(db, { line: 2, cells: ['bo@li.example', '12'] }, reading);
    expect(decision).toMatchObject({ result: 'added', words: expect.stringMatching(/^The phone is left out/) });
  });
});

describe('a person of an earlier row', () => {
  const form = (values: Partial<LeadFields>): LeadFields =>
    ({ ...{ name: 'Jane Doe', company: 'Acme', email: null, phone: null }, ...values }) as LeadFields;

  test.each<[Partial<LeadFields>, Partial<LeadFields>, boolean]>([
    [{ email: 'jane@gmail.com' }, { email: 'JANE@gmail.com', name: 'J. D.' }, true],
    [{ email: 'jane@gmail.com' }, { email: 'joe@gmail.com' }, false],
    [{ email: 'jane@acme.example' }, { email: 'doe@acme.example' }, true],
    [{ email: 'jane@acme.example' }, { email: 'joe@acme.example', name: 'Joe Doe' }, false],
    [{ email: 'info@acme.example' }, { email: 'info@acme.example', name: 'Joe Blow' }, false],
    [{ email: 'info@acme.example' }, { email: 'info@acme.example' }, true],
    [{ phone: '+351912345678' }, { phone: '+351912345678', name: 'jane D.' }, true],
    [{ phone: '+351912345678' }, { phone: '+351912345678', name: 'Bo Li' }, false],
    [{ phone: '+351912345678' }, { phone: '+351911111111' }, false],
    [{ email: 'jane@gmail.com' }, { phone: '+351912345678' }, false],
  ])('is known: %j, then %j: %s', (one, other, isSeen) => {
    const seen = createSeen(memoryDatabase());
    expect(seen(form(one))).toBe(false);
    expect(seen(form(other))).toBe(isSeen);
  });

  test('is told apart from thousands of others', () => {
    const seen = createSeen(memoryDatabase());
    const twice = Array.from({ length: 5_000 }, (_, at) => seen(form({ email: `p${at}@gmail.com` })));
    expect(twice.filter(Boolean)).toEqual([]);
    expect(seen(form({ email: 'p4999@gmail.com' }))).toBe(true);
  });
});

describe('the faults of a file', () => {
  test('are counted, the most frequent first, with the first five rows', () => {
    let faults: Fault[] = [];
    for (const line of [2, 3, 4, 5, 6, 7]) faults = withFault(faults, 'No address.', line);
    faults = withFault(faults, 'No name.', 8);
    for (const line of [9, 10, 11, 12, 13, 14, 15]) faults = withFault(faults, 'No date.', line);
    expect(faults).toEqual([
      { words: 'No date.', rows: 7, lines: [9, 10, 11, 12, 13] },
      { words: 'No address.', rows: 6, lines: [2, 3, 4, 5, 6] },
      { words: 'No name.', rows: 1, lines: [8] },
    ]);
  });

  test('are thirty at most: others count as the most frequent', () => {
    let faults: Fault[] = [];
    for (let line = 0; line < 30; line += 1) faults = withFault(faults, `Fault ${line}.`, line);
    faults = withFault(faults, 'Fault 7.', 30);
    faults = withFault(faults, 'One more.', 31);
    expect(faults).toHaveLength(30);
    expect(faults[0]).toEqual({ words: 'Fault 7.', rows: 3, lines: [7, 30, 31] });
  });
});
