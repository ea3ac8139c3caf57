/** The merge of a field: what crosses, what is lost, and that nothing crosses twice. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Master } from '../../src/crm/crm.ts';
import { decide, masterOf } from '../../src/crm/merge.ts';
import { pathTo } from '../../src/crm/status-path.ts';
import type { Base } from '../../src/crm/types.ts';
import { leadStatuses } from '../../src/leads/types.ts';

type Pair = readonly [string, string] | undefined;

const way = (base: Pair, baton: string, crm: string, master: Master = 'crm', isSame = baton === crm) => {
  const { way, isConflict } = decide(base, { baton, crm, isSame }, master);
  return isConflict ? `${way}, one lost` : way;
};

describe('a field', () => {
  test.each<[base: Pair, baton: string, crm: string, way: string]>([
    [['a', 'a'], 'a', 'a', 'none'],
    [['a', 'A!'], 'a', 'A!', 'none'],
    [['a', 'a'], 'b', 'a', 'give'],
    [['a', 'a'], 'a', 'b', 'take'],
    [['a', 'a'], 'b', 'b', 'settle'],
    [['a', 'a'], 'b', 'c', 'take, one lost'],
    [['a', 'a'], '', 'a', 'give'],
    [['a', 'a'], 'a', '', 'take'],
    [undefined, 'a', '', 'give'],
    [undefined, '', 'a', 'take'],
    [undefined, '', '', 'settle'],
    [undefined, 'a', 'b', 'take, one lost'],
  ])('with base %s, %s in Baton and %s in the CRM: %s', (base, baton, crm, expected) => {
    expect(way(base, baton, crm)).toBe(expected);
  });

  test('that both sides changed has the value of its master', () => {
    expect(way(['a', 'a'], 'b', 'c', 'baton')).toBe('give, one lost');
    expect(['email', 'owner', 'status', 'deal'].map((field) => masterOf({ masters: {} }, field as 'email'))).toEqual([
      ...['crm', 'baton', 'baton', 'baton'],
    ]);
    expect(masterOf({ masters: { email: 'baton' } }, 'email')).toBe('baton');
  });

  test('that the CRM spells in its own way is no change', () => {
    expect(way(['+49301234', '030 1234'], '+49301234', '030 1234', 'crm', true)).toBe('none');
    expect(way(['+49301234', '+49301234'], '+49301234', '030 1234', 'crm', true)).toBe('settle');
  });
});

/** Two sides and what they agreed. The CRM may rewrite every value that it is given. */
function world(master: Master, rewrite: (value: string) => string) {
  const side = { baton: 'a', crm: 'a', base: ['a', 'a'] as Base[string] };
  let [given, taken] = [0, 0];
  const sync = () => {
    const { way } = decide(side.base, { ...side, isSame: side.baton === normal(side.crm) }, master);
    if (way === 'give') {
      given += 1;
      const sent = side.baton;
      side.crm = rewrite(sent);
      side.base = [side.baton, sent];
    } else if (way !== 'none') {
      if (way === 'take') taken += 1;
      side.baton = normal(side.crm);
      side.base = [side.baton, side.crm];
    }
    return way;
  };
  return { side, sync, counts: () => ({ given, taken }) };
}
/** Baton reads every spelling. */
const normal = (value: string) => value.toLowerCase().replaceAll(/\W/g, '');

describe('a sync of two sides', () => {
  test('agrees after any changes, and each change crosses at most once, whatever the CRM makes of values', () => {
    const change = fc.tuple(fc.constantFrom('baton', 'crm', 'sync'), fc.constantFrom('a', 'b', 'c', 'd'));
    const rewrites = [(v: string) => v, (v: string) => v.toUpperCase(), (v: string) => `${v} !`, (v: string) => v + v];
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 40 }),
        fc.constantFrom<Master>('crm', 'baton'),
        fc.constantFrom(...rewrites),
        (changes, master, rewrite) => {
          const { side, sync, counts } = world(master, rewrite);
          for (const [who, value] of changes) {
            if (who === 'sync') sync();
            else side[who as 'baton' | 'crm'] = value;
          }
          for (let round = 0; round < 4; round += 1) sync();
          expect(side.baton).toBe(normal(side.crm));
          expect(sync()).toBe('none');
          const made = changes.filter(([who]) => who !== 'sync').length;
          expect(counts().given).toBeLessThanOrEqual(made);
          // The echo of a rewritten value may be taken once.
          expect(counts().taken).toBeLessThanOrEqual(made + counts().given);
        },
      ),
    );
  });
});

describe('the way to a status of the CRM', () => {
  test('is the acts that people would do', () => {
    expect(pathTo('new', ['working'])).toEqual(['accept', 'touch']);
    expect(pathTo('new', ['won'])).toEqual(['accept', 'touch', 'qualify', 'win']);
    expect(pathTo('won', ['lost'])).toEqual(['reopen', 'qualify', 'lose']);
    expect(pathTo('working', ['disqualified'])).toEqual(['decline', 'disqualify']);
    expect(pathTo('returned', ['new'])).toEqual(['hand_back']);
    expect(pathTo('nurturing', ['new'])).toEqual(['wake']);
    expect(pathTo('qualified', ['qualified', 'won'])).toEqual([]);
  });

  test('does not lead through marketing and back, nor to a nurture without a date', () => {
    expect(pathTo('working', ['new'])).toBeUndefined();
    expect(pathTo('nurturing', ['working'])).toBeUndefined();
    expect(pathTo('disqualified', ['new'])).toBeUndefined();
    for (const from of leadStatuses.filter((status) => status !== 'nurturing')) {
      expect(pathTo(from, ['nurturing'])).toBeUndefined();
    }
  });
});
