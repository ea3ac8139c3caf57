import { beforeEach, describe, expect, test } from 'vitest';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { agreeToAnswer, answerQuestion } from '../../src/roles/answer.ts';
import { answerersOf } from '../../src/roles/answerers.ts';
import { askWhoDoesThis } from '../../src/roles/ask.ts';
import { followRoleQuestions } from '../../src/roles/follow.ts';
import { keepAnswer } from '../../src/roles/keep.ts';
import { decideLines, proposeLine, proposeRemoval, proposeUsual } from '../../src/roles/lines.ts';
import { agreedLines, proposedLines, recordOfLines, requireQuestion } from '../../src/roles/queries.ts';
import { executive } from '../../src/roles/settings.ts';
import { MOST_LINES } from '../../src/roles/types.ts';
import { rolesSince, rolesWaitingFor } from '../../src/roles/waiting.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { retireTeam } from '../../src/teams/retire.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { memoryDatabase } from '../support/temp-database.ts';

// A Thursday.
const NOW = new Date('2026-11-19T09:00:00Z');
const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const words = (what: string, more: object = {}) => ({
  ...{ what, owner: 'sales' as const, personId: null, citedIn: null, ...more },
});
const FOR = {
  sales: { by: 'SAL', sides: ['sales' as const] },
  marketing: { by: 'MAR', sides: ['marketing' as const] },
};

let db: Db;
let write: Write;
const run = <T>(act: (tx: Tx) => T) => write(act);
const team = (kind: 'sales' | 'marketing', managerId: string, channelId: string, id: number | null = null) =>
  run((tx) => {
    const form = {
      ...{ kind, name: channelId, channelId, managerId, zone: 'Europe/Berlin', workDays: [1, 2, 3, 4, 5] },
      ...{ worksFrom: '09:00', worksUntil: '17:00', holidays: [], digestCron: null, routing: 'pool' as const },
    };
    return saveTeam(tx, form, { id, by: 'test' }, NOW).id;
  });
const leave = (id: string) =>
  run((tx) => noteStandings(tx, [{ id, standing: 'deactivated', isAdmin: false } as Person]));
const name = (userId: string) =>
  run((tx) => changeSetting(tx, { setting: executive, value: [userId], by: 'ADA' }, NOW));

beforeEach(() => {
  db = memoryDatabase();
  write = createWriter(db);
});

describe('a line of who does what', () => {
  beforeEach(async () => {
    await team('sales', 'SAL', 'C1');
    await team('marketing', 'MAR', 'C2');
  });
  const propose = (by: keyof typeof FOR, what: string, replacesId: number | null = null) =>
    run((tx) => proposeLine(tx, { ...FOR[by], replacesId, words: words(what) }, NOW));
  const decide = (by: keyof typeof FOR, state: 'agreed' | 'declined' | 'withdrawn') =>
    run((tx) => decideLines(tx, { ...FOR[by], ids: proposedLines(tx).map(({ id }) => id), state }, NOW));
  const list = () => agreedLines(db).map(({ what }) => what);

  test('is in the list once the other side agrees, and not by its own side', async () => {
    await propose('sales', 'Sends the quote');
    await expect(decide('sales', 'agreed')).rejects.toThrow('A manager in marketing decides');
    expect(list()).toEqual([]);
    await decide('marketing', 'agreed');
    expect(list()).toEqual(['Sends the quote']);
    await expect(propose('marketing', 'sends  the QUOTE')).rejects.toThrow('has this line already');
  });

  test('is not agreed on by the person who proposed it, also if they manage a team of the other side', async () => {
    await team('sales', 'MAR', 'C3');
    const both = { by: 'MAR', sides: ['sales' as const, 'marketing' as const] };
    await run((tx) => proposeLine(tx, { ...both, replacesId: null, words: words('Sends the quote') }, NOW));
    const ids = proposedLines(db).map(({ id }) => id);
    const agree = (by: typeof both) => run((tx) => decideLines(tx, { ...by, ids, state: 'agreed' }, NOW));
    await expect(agree(both)).rejects.toThrow('decides on this proposal');
    expect(rolesWaitingFor(db, 'MAR')).toBeUndefined();
  });

  test('keeps its place and its versions through changes and a removal', async () => {
    await run((tx) => proposeUsual(tx, FOR.marketing, NOW));
    await decide('sales', 'agreed');
    const [first, second] = agreedLines(db);
    await propose('sales', 'Sets the strategy alone', first?.id);
    await decide('marketing', 'agreed');
    expect(list()[0]).toBe('Sets the strategy alone');
    const [changed] = agreedLines(db);
    await run((tx) => proposeRemoval(tx, { ...FOR.sales, id: changed?.id ?? 0 }, NOW));
    expect(list()[0]).toBe('Sets the strategy alone');
    await decide('marketing', 'agreed');
    expect(list()[0]).toBe(second?.what);
    expect(recordOfLines(db, 9).map(({ state }) => state)).toEqual(['removed', 'replaced', 'replaced']);
  });

  test('has one open change, which its own side replaces and the other side answers first', async () => {
    await propose('sales', 'Sends the quote');
    await decide('marketing', 'agreed');
    const id = agreedLines(db)[0]?.id ?? 0;
    await propose('sales', 'Sends the quote in a day', id);
    await propose('sales', 'Sends the quote in two days', id);
    await expect(propose('marketing', 'Sends no quote', id)).rejects.toThrow('The other side has proposed a change');
    await decide('marketing', 'declined');
    expect(list()).toEqual(['Sends the quote']);
  });

  test('is one of at most twenty', async () => {
    for (let number = 0; number < MOST_LINES; number += 1) await propose('sales', `Line ${number}`);
    await expect(propose('sales', 'One more')).rejects.toThrow('at most 20 lines');
  });

  test('of a person who left waits for the managers', async () => {
    await run((tx) =>
      proposeLine(tx, { ...FOR.sales, replacesId: null, words: words('Sends', { personId: 'SAM' }) }, NOW),
    );
    await decide('marketing', 'agreed');
    expect(rolesWaitingFor(db, 'SAL')).toBeUndefined();
    await leave('SAM');
    expect(rolesWaitingFor(db, 'SAL')?.orphans).toHaveLength(1);
  });
});

describe('a question of roles', () => {
  const ask = (askerId = 'SAM') =>
    run((tx) => askWhoDoesThis(tx, { words: 'Who?', askerId, salesTeamId: null, marketingTeamId: null }, NOW));
  const answer = (questionId: number, by: string, what = 'Sends the quote') =>
    run((tx) => answerQuestion(tx, { questionId, by, answer: { ...words(what), note: null } }, NOW));
  const isSettled = (id: number) => requireQuestion(db, id).settledBy;
  const follow = (at: Date) => run((tx) => followRoleQuestions(tx, at));

  test('is settled when one manager answers and the other agrees to that answer', async () => {
    await team('sales', 'SAL', 'C1');
    await team('marketing', 'MAR', 'C2');
    const { id } = await ask();
    await answer(id, 'SAL');
    expect(rolesWaitingFor(db, 'SAL')).toBeUndefined();
    expect(rolesSince(db, 'MAR')).toEqual([NOW]);
    await answer(id, 'MAR', 'Sends no quote');
    const agree = (answerId: number, by: string) =>
      run((tx) => agreeToAnswer(tx, { questionId: id, answerId, by }, NOW));
    await expect(agree(1, 'SAL')).rejects.toThrow('another answer by now');
    await expect(agree(2, 'MAR')).rejects.toThrow('The other manager agrees');
    await expect(agree(2, 'SAM')).rejects.toThrow('Only the managers');
    await agree(2, 'SAL');
    await agree(2, 'SAL');
    expect(isSettled(id)).toBe('SAL');
    await expect(answer(id, 'MAR')).rejects.toThrow('has settled this already');
    await run((tx) => keepAnswer(tx, { questionId: id, by: 'MAR', as: 'role' }, NOW));
    await run((tx) => keepAnswer(tx, { questionId: id, by: 'SAL', as: 'role' }, NOW));
    expect(agreedLines(db).map(({ what, side }) => `${side}: ${what}`)).toEqual(['marketing: Sends no quote']);
  });

  test('goes to the executive after five working days, and only then', async () => {
    await team('sales', 'SAL', 'C1');
    await team('marketing', 'MAR', 'C2');
    await name('UEVA');
    const { id } = await ask();
    await follow(days(6));
    expect(requireQuestion(db, id).told).toEqual(['SAL', 'MAR']);
    await follow(days(7));
    expect(requireQuestion(db, id).told).toEqual(['SAL', 'MAR', 'UEVA']);
    await answer(id, 'UEVA');
    expect(isSettled(id)).toBe('UEVA');
  });

  test('stays with the managers where no executive is named, and comes up again after the week', async () => {
    await team('sales', 'SAL', 'C1');
    await team('marketing', 'MAR', 'C2');
    const { id } = await ask();
    await follow(days(7));
    expect(rolesSince(db, 'SAL')).toEqual([days(7)]);
    await name('UEVA');
    await follow(days(8));
    expect(requireQuestion(db, id).told).toContain('UEVA');
  });

  test('follows a new manager, and a person who stands in for one who left', async () => {
    const sales = await team('sales', 'SAL', 'C1');
    await team('marketing', 'MAR', 'C2');
    const { id } = await ask();
    await team('sales', 'NEW', 'C1', sales);
    await follow(NOW);
    expect(requireQuestion(db, id).told).toEqual(['SAL', 'MAR', 'NEW']);
    await run((tx) => noteStandings(tx, [{ id: 'ADA', standing: 'member', isAdmin: true } as Person]));
    await leave('NEW');
    expect(answerersOf(db, requireQuestion(db, id))).toEqual(['ADA', 'MAR']);
    await expect(answer(id, 'SAL')).rejects.toThrow('Only the managers');
  });

  test('needs no agreement where one person manages both sides, or one side has no team', async () => {
    const sales = await team('sales', 'SAL', 'C1');
    const { id } = await ask();
    expect(answerersOf(db, requireQuestion(db, id))).toEqual(['SAL']);
    await answer(id, 'SAL');
    expect(isSettled(id)).toBe('SAL');
    await team('marketing', 'SAL', 'C2');
    const both = await ask();
    await answer(both.id, 'SAL');
    expect(isSettled(both.id)).toBe('SAL');
    await team('sales', 'TWO', 'C3');
    await run((tx) => retireTeam(tx, requireTeam(tx, sales), 'test', NOW));
    const after = await ask();
    expect(answerersOf(db, requireQuestion(db, after.id)).toSorted()).toEqual(['SAL', 'TWO']);
  });

  test('has at most five open ones of a person', async () => {
    await team('sales', 'SAL', 'C1');
    for (let number = 0; number < 5; number += 1) await ask();
    await expect(ask()).rejects.toThrow('5 open questions');
    await ask('SUE');
  });
});
