/** The rules of credit: one side proposes, the other decides. */
import { describe, expect, test } from 'vitest';
import type { TeamKind } from '../../src/teams/table.ts';
import { decideRules, proposeRules } from '../../src/wins/propose.ts';
import { openProposal, recordOfRules, rulesAt, rulesById } from '../../src/wins/rules.ts';
import { USUAL_WEIGHTS, type Weights } from '../../src/wins/types.ts';
import { weightsOf } from '../../src/wins/weights.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { winsWorld } from './world.ts';

const WEIGHTS: Weights = { hand_off: 50, content: 20, contacts: 15, ride_along: 5, close: 10 };

async function setUp() {
  const { db, write } = await winsWorld();
  const propose = (by: string, sides: TeamKind[], weights = WEIGHTS, now = MONDAY_9) =>
    write((tx) => proposeRules(tx, { by, sides, weights, words: 'Fairer' }, now));
  const decide = (by: string, sides: TeamKind[], state: 'agreed' | 'declined' | 'withdrawn', id?: number) =>
    write((tx) =>
      decideRules(tx, { id: id ?? openProposal(tx)?.id ?? 0, by, sides, state }, minutesAfter(MONDAY_9, 1)),
    );
  const record = () => recordOfRules(db, 10).map(({ state, proposedBy, decidedBy }) => [state, proposedBy, decidedBy]);
  return { db, propose, decide, record };
}

describe('a proposal', () => {
  test('counts from the moment at which the other side agrees', async () => {
    const { db, propose, decide, record } = await setUp();
    await propose('BOSS', ['sales']);
    expect(openProposal(db)).toMatchObject({ side: 'sales', words: 'Fairer', state: 'proposed', decidedBy: null });
    expect(weightsOf(openProposal(db))).toEqual(WEIGHTS);
    await decide('MIA', ['marketing'], 'agreed');
    expect(openProposal(db)).toBeUndefined();
    expect(record()).toEqual([['agreed', 'BOSS', 'MIA']]);
    expect(rulesAt(db, MONDAY_9)).toBeUndefined();
    const rules = rulesAt(db, minutesAfter(MONDAY_9, 1));
    expect(rulesById(db, rules?.id ?? 0)).toEqual(rules);
    expect(weightsOf(rules)).toEqual(WEIGHTS);
    expect(rulesById(db, null)).toBeUndefined();
    expect(weightsOf(undefined)).toEqual(USUAL_WEIGHTS);
  });

  test('replaces one of the same side, and keeps its side', async () => {
    const { db, propose, record } = await setUp();
    await propose('BOSS', ['sales', 'marketing']);
    await propose('SUE', ['sales'], { ...WEIGHTS, hand_off: 40, close: 20 });
    expect(record()).toEqual([['withdrawn', 'BOSS', 'SUE']]);
    expect(openProposal(db)).toMatchObject({ side: 'sales', handOff: 40, proposedBy: 'SUE' });
    await propose('SUE', ['marketing']);
    expect(openProposal(db)).toMatchObject({ side: 'sales', handOff: 50 });
  });

  test('waits for an answer before the other side proposes', async () => {
    const { db, propose } = await setUp();
    await propose('BOSS', ['sales']);
    await expect(propose('MIA', ['marketing'])).rejects.toThrow('The other side has proposed a change.');
    expect(openProposal(db)).toMatchObject({ proposedBy: 'BOSS' });
  });

  test('is not made by a person without a side', async () => {
    const { db, propose } = await setUp();
    await expect(propose('A', [])).rejects.toThrow('Only the managers of sales and marketing teams');
    expect(openProposal(db)).toBeUndefined();
  });

  test('is withdrawn by its author alone, and decided on by the other side alone', async () => {
    const { db, propose, decide, record } = await setUp();
    await propose('BOSS', ['sales']);
    await expect(decide('MIA', ['marketing'], 'withdrawn')).rejects.toThrow('Only <@BOSS> can withdraw');
    await expect(decide('SUE', ['sales'], 'agreed')).rejects.toThrow('A manager in marketing decides');
    await expect(decide('BOSS', ['sales', 'marketing'], 'agreed')).rejects.toThrow('A manager in marketing decides');
    expect(openProposal(db)?.state).toBe('proposed');
    await decide('BOSS', ['sales'], 'withdrawn');
    expect(record()).toEqual([['withdrawn', 'BOSS', 'BOSS']]);
  });

  test('is decided on once: the same decision again changes nothing, another one is refused', async () => {
    const { db, propose, decide, record } = await setUp();
    await propose('BOSS', ['sales']);
    const { id = 0 } = openProposal(db) ?? {};
    await decide('MIA', ['marketing'], 'declined');
    await decide('BOSS', ['sales'], 'declined', id);
    expect(record()).toEqual([['declined', 'BOSS', 'MIA']]);
    await expect(decide('MIA', ['marketing'], 'agreed', id)).rejects.toThrow('This proposal was declined by <@MIA>.');
    await expect(decide('MIA', ['marketing'], 'agreed', 99)).rejects.toThrow('no longer exists');
    expect(rulesAt(db, minutesAfter(MONDAY_9, 9))).toBeUndefined();
  });
});
