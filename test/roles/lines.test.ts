/** The list of who does what in detail: who may propose, withdraw and decide. */
import { beforeEach, describe, expect, test } from 'vitest';
import { addAgreed, lineFault, proposeRemoval, proposeUsual } from '../../src/roles/lines.ts';
import { agreedLines, citedLine, proposedLines, roleLine } from '../../src/roles/queries.ts';
import { MOST_LINES } from '../../src/roles/types.ts';
import { type LineWords, USUAL_LINES } from '../../src/roles/usual.ts';
import { rolesSince, rolesWaitingFor } from '../../src/roles/waiting.ts';

import {
  agreed,
  begin,
  db,
  decide,
  homes,
  leave,
  list,
  marketing,
  NOW,
  propose,
  proposed,
  run,
  sales,
  team,
  words,
} from './world.ts';

beforeEach(begin);

describe('the list', () => {
  beforeEach(async () => {
    await team('sales', 'SAL');
    await team('marketing', 'MAR');
    homes();
  });

  test('begins with the usual lines only where it is empty, in their order', async () => {
    await run((tx) => proposeUsual(tx, sales(), NOW));
    const usual = USUAL_LINES.map(({ what }) => what);
    expect(proposedLines(db).map(({ what }) => what)).toEqual(usual);
    await run((tx) => proposeUsual(tx, marketing(), NOW));
    expect(proposedLines(db)).toHaveLength(usual.length);
    await decide(marketing(), 'agreed', ...proposedLines(db).map(({ id }) => id));
    expect([list(), citedLine(db, 'handoff')?.owner]).toEqual([usual, 'sales']);
    await run((tx) => proposeUsual(tx, marketing(), NOW));
    expect(proposedLines(db)).toEqual([]);
  });

  test.each<[string, Partial<LineWords>]>([
    ['its words', { what: 'Calls twice' }],
    ['its side', { owner: 'both' }],
    ['its person', { personId: 'SAM' }],
    ['its form', { citedIn: 'handoff' }],
  ])('has a proposal for another version of a line that differs in %s', async (_, change) => {
    const id = await agreed('Calls');
    homes();
    await propose(marketing(), words('Calls'), id);
    expect([proposedLines(db), homes()]).toEqual([[], []]);
    await propose(marketing(), words('Calls', change), id);
    expect(proposedLines(db)).toMatchObject([
      { what: 'Calls', ...change, replacesId: id, position: 1, isRemoval: false },
    ]);
    expect(homes()).toContain('MAR SAL');
  });

  test('has each line once, whether it is agreed or proposed', async () => {
    const id = await agreed('Calls');
    await propose(sales(), words('Writes'));
    const fault = (what: string, replacesId: number | null = null) => lineFault(db, { replacesId, words: words(what) });
    expect([fault('calls'), fault('WRITES'), fault('Walks')]).toEqual([
      'The list has this line already.',
      'The list has this line already.',
      undefined,
    ]);
    // A new version of the line itself, and in place of its open change.
    expect([fault('calls', id), fault('Writes', id)]).toEqual([undefined, 'The list has this line already.']);
    await propose(sales(), words('Calls twice'), id);
    expect([fault('Calls twice', id), fault('Calls twice')]).toEqual([undefined, 'The list has this line already.']);
    await expect(propose(sales(), words('Writes'), id)).rejects.toThrow('The list has this line already.');
  });

  test('has at most twenty lines, and changes of a line do not count', async () => {
    const first = await agreed('Line 0');
    for (let number = 1; number < MOST_LINES - 1; number += 1) await propose(sales(), words(`Line ${number}`));
    await propose(sales(), words('Line 0 changed'), first);
    await propose(sales(), words('The last one'));
    await expect(propose(sales(), words('One more'))).rejects.toThrow('at most 20 lines');
    await propose(sales(), words('Line 0 changed again'), first);
    expect(proposedLines(db)).toHaveLength(MOST_LINES);
  });

  test('is changed by managers alone, and by each side in turn', async () => {
    const id = await agreed('Calls');
    await expect(propose({ by: 'SAM', sides: [] }, words('Writes'))).rejects.toThrow(
      'Only the managers of sales and marketing',
    );
    await propose(sales(), words('Calls twice'), id);
    // Another manager of that side replaces it, and so does its author, who may manage another side now.
    await propose(sales('SUE'), words('Calls three times'), id);
    expect(proposed()).toEqual(['sales Calls three times']);
    await propose(marketing('SUE'), words('Calls every day'), id);
    expect(proposed()).toEqual(['sales Calls every day']);
    await expect(propose(marketing(), words('Writes'), id)).rejects.toThrow('The other side has proposed a change');
    const other = await agreed('Writes');
    await run((tx) => proposeRemoval(tx, { ...marketing(), id: other }, NOW));
    expect(proposed()).toEqual(['sales Calls every day', 'marketing removes Writes']);
    await expect(run((tx) => proposeRemoval(tx, { ...sales(), id: 99 }, NOW))).rejects.toThrow('no longer in the list');
  });

  test('is decided by the other side once: a second, equal decision changes nothing', async () => {
    const id = await propose(sales(), words('Calls'));
    expect(rolesWaitingFor(db, 'MAR')?.proposals).toHaveLength(1);
    expect([rolesWaitingFor(db, 'SAL'), rolesWaitingFor(db, 'SAM'), rolesSince(db, 'MAR')]).toEqual([
      undefined,
      undefined,
      [NOW],
    ]);
    homes();
    await decide(marketing(), 'declined', id);
    await decide(marketing('MEG'), 'declined', id);
    expect([roleLine(db, id)?.decidedBy, roleLine(db, id)?.decidedAt, homes()[0]]).toEqual(['MAR', NOW, 'MAR SAL']);
    await expect(decide(marketing(), 'agreed', id)).rejects.toThrow('This was decided already, by <@MAR>.');
    await expect(decide(marketing(), 'agreed', 99)).rejects.toThrow('This proposal no longer exists.');
    const line = await agreed('Writes');
    await run((tx) => proposeRemoval(tx, { ...sales(), id: line }, NOW));
    const removal = proposedLines(db)[0]?.id ?? 0;
    for (const _ of [1, 2]) await decide(marketing(), 'agreed', removal);
    expect([roleLine(db, removal)?.state, roleLine(db, line)?.state, list()]).toEqual(['removed', 'replaced', []]);
  });

  test('keeps a line whose removal is declined', async () => {
    const line = await agreed('Writes');
    await run((tx) => proposeRemoval(tx, { ...sales(), id: line }, NOW));
    await decide(marketing(), 'declined', proposedLines(db)[0]?.id ?? 0);
    expect([list(), proposedLines(db)]).toEqual([['Writes'], []]);
  });

  test('loses a proposal that its author or side withdraws, and no one else may', async () => {
    const [first, second] = [await propose(sales(), words('Calls')), await propose(sales(), words('Writes'))];
    await expect(decide(marketing(), 'withdrawn', first)).rejects.toThrow('Only sales can withdraw this proposal.');
    await decide(marketing('SAL'), 'withdrawn', first);
    await decide(sales('SUE'), 'withdrawn', second);
    expect([proposed(), roleLine(db, second)?.state]).toEqual([[], 'withdrawn']);
  });

  test('takes an agreed answer at once, in place of an equal line, whose form stays', async () => {
    const add = (what: string) => {
      const who = { side: 'marketing', proposedBy: 'MAR', decidedBy: 'SAL' } as const;
      return run((tx) => addAgreed(tx, { words: words(what, { owner: 'both' }), ...who }, NOW));
    };
    const id = await agreed('Calls', { citedIn: 'request' });
    await add('CALLS');
    expect(agreedLines(db)).toMatchObject([
      { what: 'CALLS', owner: 'both', citedIn: 'request', replacesId: id, position: 1, isRemoval: false },
    ]);
    await add('Writes');
    expect(agreedLines(db)[1]).toMatchObject({
      what: 'Writes',
      position: 2,
      proposedBy: 'MAR',
      decidedBy: 'SAL',
      citedIn: null,
    });
    await propose(sales(), words('Walks'));
    await expect(add('Walks')).rejects.toThrow('The list has this line already.');
  });

  test('has lines of people who left for managers alone', async () => {
    await agreed('Calls', { personId: 'SAM' });
    await leave('SAM');
    expect([rolesWaitingFor(db, 'MAR')?.orphans.length, rolesWaitingFor(db, 'SUE')]).toEqual([1, undefined]);
  });
});
