/** The definition of a good lead: its clauses change, and its team hears of the difference. */
import { describe, expect, test } from 'vitest';
import { agendaPoints } from '../../../src/agenda/table.ts';
import { addClause, clauseFault, editClause, moveClause, retireClause } from '../../../src/leads/definition/change.ts';
import { definitionNews } from '../../../src/leads/definition/news.ts';
import { changesFrom, clausesOf } from '../../../src/leads/definition/queries.ts';
import { saveDefinition } from '../../../src/leads/definition/save.ts';
import { MOST_CLAUSES } from '../../../src/leads/definition/types.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../world.ts';

/** A team with a definition of these clauses. `by` is BOSS. */
async function defined(...texts: string[]) {
  const { db, write, team, addMarketing } = await salesTeam();
  const by = { teamId: team.id, by: 'BOSS' };
  await write((tx) => saveDefinition(tx, { ...by, texts }, MONDAY_9));
  const idOf = (text: string) => clausesOf(db, team.id).find((clause) => clause.text === text)?.id ?? 0;
  const all = () => changesFrom(db, team.id, 0);
  const before = all().length;
  return {
    ...{ db, write, team, by, addMarketing },
    texts: () => clausesOf(db, team.id).map(({ text }) => text),
    /** An act on the clause with this text. */
    on: (text: string) => ({ ...by, clauseId: idOf(text) }),
    fault: (text: string, own: string | null = null) =>
      clauseFault(db, { teamId: team.id, clauseId: own === null ? null : idOf(own), text }),
    /** Kinds and details of the changes since then. */
    changes: () =>
      all()
        .slice(before)
        .map(({ kind, details }) => [kind, details]),
    news: () => definitionNews(db, team.id, all()[before]?.id ?? Number.MAX_SAFE_INTEGER),
  };
}

describe('a clause', () => {
  test('is added at the end, once', async () => {
    const { write, by, texts, fault, changes } = await defined('Has a budget', 'Decides');
    expect(fault(' has  a BUDGET')).toBe('The definition says this already.');
    const add = (text: string) => write((tx) => addClause(tx, { ...by, text }, MONDAY_9));
    await expect(add('decides')).rejects.toThrow('The definition says this already.');
    await add('In Europe');
    expect(texts()).toEqual(['Has a budget', 'Decides', 'In Europe']);
    expect(changes()).toEqual([['added', { text: 'In Europe' }]]);
  });

  test(`is one of at most ${MOST_CLAUSES}, and can be edited there`, async () => {
    const many = Array.from({ length: MOST_CLAUSES - 1 }, (_, index) => `Clause ${index}`);
    const { write, by, fault } = await defined(...many);
    expect(fault('One more')).toBeUndefined();
    await write((tx) => addClause(tx, { ...by, text: 'One more' }, MONDAY_9));
    expect(fault('Two more')).toContain('at most 20 clauses');
    expect(fault('One else', 'One more')).toBeUndefined();
  });

  test('is edited in its place, as its editor saw it', async () => {
    const { write, on, texts, changes, fault } = await defined('Has a budget', 'Decides');
    const edit = (from: string, version: number, text: string) =>
      write((tx) => editClause(tx, { ...on(from), version, text }, MONDAY_9));
    await edit('Has a budget', 1, 'Has a budget');
    expect(changes()).toEqual([]);
    expect(fault('has a budget', 'Has a budget')).toBeUndefined();
    await expect(edit('Has a budget', 1, 'decides')).rejects.toThrow('The definition says this already.');
    await edit('Has a budget', 1, 'Has money');
    await expect(edit('Has money', 1, 'Is rich')).rejects.toThrow('<@BOSS> changed this clause in the meantime');
    await edit('Has money', 2, 'Is rich');
    expect(texts()).toEqual(['Is rich', 'Decides']);
    expect(changes()).toEqual([
      ['edited', { from: 'Has a budget', to: 'Has money' }],
      ['edited', { from: 'Has money', to: 'Is rich' }],
    ]);
  });

  test('moves by one place, and not beyond the ends', async () => {
    const { write, on, texts, changes } = await defined('One', 'Two', 'Three');
    const move = (text: string, direction: 'up' | 'down') =>
      write((tx) => moveClause(tx, { ...on(text), direction }, MONDAY_9));
    await move('One', 'up');
    await move('Three', 'down');
    expect(changes()).toEqual([]);
    await move('Three', 'up');
    expect(texts()).toEqual(['One', 'Three', 'Two']);
    await move('One', 'down');
    expect(texts()).toEqual(['Three', 'One', 'Two']);
    expect(changes()).toEqual([
      ['moved', { from: 3, to: 2 }],
      ['moved', { from: 1, to: 2 }],
    ]);
  });

  test('that is retired cannot be changed any more', async () => {
    const { write, on, texts, changes } = await defined('One', 'Two');
    const one = on('One');
    await write((tx) => retireClause(tx, one, MONDAY_9));
    expect(texts()).toEqual(['Two']);
    expect(changes()).toEqual([['retired', { text: 'One' }]]);
    const gone = 'no longer in the definition';
    const acts: ((tx: Tx) => void)[] = [
      (tx) => retireClause(tx, one, MONDAY_9),
      (tx) => moveClause(tx, { ...one, direction: 'down' }, MONDAY_9),
      (tx) => editClause(tx, { ...one, version: 1, text: 'Else' }, MONDAY_9),
    ];
    for (const act of acts) await expect(write(act)).rejects.toThrow(gone);
  });

  test('is only of a sales team, and of its own', async () => {
    const { write, on, ...world } = await defined('One');
    expect(world.texts()).toEqual(['One']);
    const foreign = { ...on('One'), teamId: 99 };
    await expect(write((tx) => addClause(tx, { ...foreign, text: 'Two' }, MONDAY_9))).rejects.toThrow();
    const { id: marketing } = await world.addMarketing();
    const ofMarketing = { teamId: marketing, by: 'CHIEF', text: 'Two' };
    await expect(write((tx) => addClause(tx, ofMarketing, MONDAY_9))).rejects.toThrow();
    expect(clausesOf(world.db, marketing)).toEqual([]);
    await expect(write((tx) => moveClause(tx, { ...foreign, direction: 'up' }, MONDAY_9))).rejects.toThrow(
      'no longer in the definition',
    );
  });
});

test('a change is news for the team after five minutes, in working time', async () => {
  const { db, write, by, on } = await defined();
  const evening = new Date('2026-06-01T16:58Z');
  await write((tx) => addClause(tx, { ...by, text: 'One' }, MONDAY_9));
  const waiting = () => db.select().from(outbox).all();
  expect(waiting()).toMatchObject([
    { kind: 'definition', orderingKey: 'CSALES', notBefore: minutesAfter(MONDAY_9, 5), state: 'waiting' },
  ]);
  await write((tx) => {
    tx.delete(outbox).run();
    addClause(tx, { ...by, text: 'Two' }, evening);
    moveClause(tx, { ...on('One'), direction: 'down' }, evening);
  });
  expect(waiting()).toMatchObject([{ kind: 'definition', notBefore: new Date('2026-06-02T09:00Z') }]);
});

test('a change is a point to discuss, but for a new order', async () => {
  const { db, write, by, on } = await defined('One', 'Two');
  await write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'CSHARED', by: 'ADMIN' }, MONDAY_9));
  const points = () => db.select().from(agendaPoints).all().length;
  await write((tx) => moveClause(tx, { ...on('One'), direction: 'down' }, MONDAY_9));
  expect(points()).toBe(0);
  await write((tx) => addClause(tx, { ...by, text: 'Three' }, MONDAY_9));
  expect(points()).toBe(1);
});

describe('the news of a definition', () => {
  const usual = { by: ['BOSS'], added: [], edited: [], retired: [], isReordered: false };

  test('are what was added, edited and retired since', async () => {
    const { write, by, on, news } = await defined('One', 'Two', 'Three');
    await write((tx) => {
      addClause(tx, { ...by, by: 'ADA', text: 'Four' }, MONDAY_9);
      editClause(tx, { ...on('One'), version: 1, text: 'Uno' }, MONDAY_9);
      editClause(tx, { ...on('Uno'), version: 2, text: 'Eins' }, MONDAY_9);
      retireClause(tx, on('Two'), MONDAY_9);
    });
    expect(news()).toEqual({
      ...{ ...usual, by: ['ADA', 'BOSS'], total: 3 },
      ...{ added: ['Four'], edited: [{ from: 'One', to: 'Eins' }], retired: ['Two'] },
    });
  });

  test('are of an edited clause that was retired what it was before', async () => {
    const { write, on, news } = await defined('One', 'Two');
    await write((tx) => {
      moveClause(tx, { ...on('One'), direction: 'down' }, MONDAY_9);
      editClause(tx, { ...on('One'), version: 1, text: 'Uno' }, MONDAY_9);
      retireClause(tx, on('Uno'), MONDAY_9);
    });
    expect(news()).toEqual({ ...usual, isReordered: true, retired: ['One'], total: 1 });
  });

  test('can be one kind of change alone', async () => {
    const { write, on, news } = await defined('One', 'Two');
    await write((tx) => editClause(tx, { ...on('One'), version: 1, text: 'Uno' }, MONDAY_9));
    expect(news()).toEqual({ ...usual, edited: [{ from: 'One', to: 'Uno' }], total: 2 });
    const other = await defined('One', 'Two');
    await other.write((tx) => retireClause(tx, other.on('Two'), MONDAY_9));
    expect(other.news()).toEqual({ ...usual, retired: ['Two'], total: 1 });
  });

  test('can be a new order alone', async () => {
    const { write, on, news } = await defined('One', 'Two');
    await write((tx) => moveClause(tx, { ...on('One'), direction: 'down' }, MONDAY_9));
    expect(news()).toEqual({ ...usual, isReordered: true, total: 2 });
  });

  test('do not exist if the changes cancel out', async () => {
    const { write, by, on, news } = await defined('One');
    expect(news()).toBeUndefined();
    await write((tx) => {
      addClause(tx, { ...by, text: 'Two' }, MONDAY_9);
      retireClause(tx, on('Two'), MONDAY_9);
      editClause(tx, { ...on('One'), version: 1, text: 'Uno' }, MONDAY_9);
      editClause(tx, { ...on('Uno'), version: 2, text: 'One' }, MONDAY_9);
    });
    expect(news()).toBeUndefined();
  });
});

test('a definition that is saved whole keeps, edits, adds, retires and moves what differs', async () => {
  const { write, by, texts, on, changes } = await defined('One', 'Two', 'Three');
  const kept = on('Three').clauseId;
  const save = (all: string[]) => write((tx) => saveDefinition(tx, { ...by, texts: all }, MONDAY_9));
  await save(['THREE', 'Four', 'One']);
  expect(texts()).toEqual(['THREE', 'Four', 'One']);
  expect(on('THREE').clauseId).toBe(kept);
  expect(changes().map(([kind]) => kind)).toEqual(['retired', 'edited', 'added', 'moved', 'moved']);
  await save(['THREE', 'Four', 'One']);
  expect(changes()).toHaveLength(5);
});
