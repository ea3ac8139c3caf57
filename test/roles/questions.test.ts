/** Questions of roles in detail: who answers, who hears of it, and in what form the answer is kept. */
import { beforeEach, describe, expect, test } from 'vitest';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { agreeToAnswer, answerQuestion } from '../../src/roles/answer.ts';
import { answerersOf } from '../../src/roles/answerers.ts';
import { askWhoDoesThis } from '../../src/roles/ask.ts';
import { followRoleQuestions } from '../../src/roles/follow.ts';
import { keepAnswer } from '../../src/roles/keep.ts';
import { agreedLines, requireQuestion } from '../../src/roles/queries.ts';
import type { LineWords } from '../../src/roles/usual.ts';
import { rolesSince } from '../../src/roles/waiting.ts';

import { begin, days, db, homes, leave, list, NOW, name, post, retire, run, team } from './world.ts';

beforeEach(begin);

describe('a question', () => {
  const ask = (more: { salesTeamId?: number; marketingTeamId?: number } = {}) =>
    run((tx) =>
      askWhoDoesThis(tx, { words: 'Who?', askerId: 'SAM', salesTeamId: null, marketingTeamId: null, ...more }, NOW),
    );
  const answer = (questionId: number, by: string, owner: LineWords['owner'] = 'both') =>
    run((tx) =>
      answerQuestion(
        tx,
        { questionId, by, answer: { what: 'Sends the quote', owner, personId: null, note: null } },
        NOW,
      ),
    );
  const agree = (questionId: number, by: string) =>
    run((tx) => agreeToAnswer(tx, { questionId, answerId: 1, by }, NOW));
  const keep = (questionId: number, as: 'role' | 'definition', by = 'MAR') =>
    run((tx) => keepAnswer(tx, { questionId, by, as }, NOW));

  test('needs a team whose manager reads it, and goes to the teams that it names while they exist', async () => {
    await expect(ask()).rejects.toThrow('There is no team yet');
    const mar = await team('marketing', 'MAR');
    expect((await ask()).told).toEqual(['MAR']);
    const [sal, two] = [await team('sales', 'SAL'), await team('sales', 'TWO')];
    const meg = await team('marketing', 'MEG');
    const question = await ask({ salesTeamId: two, marketingTeamId: meg });
    expect([question.told, (await ask()).told]).toEqual([
      ['TWO', 'MEG'],
      ['SAL', 'MAR'],
    ]);
    await retire(two);
    expect(answerersOf(db, question)).toEqual(['SAL', 'MEG']);
    for (const id of [sal, mar, meg]) await retire(id);
    expect(answerersOf(db, question)).toEqual([]);
    await name('UEVA');
    expect(answerersOf(db, question)).toEqual(['UEVA']);
  });

  test('is not answered by a manager who left and whom no one follows', async () => {
    await team('sales', 'SAL');
    await team('marketing', 'MAR');
    await leave('SAL');
    expect((await ask()).told).toEqual(['MAR']);
  });

  test('tells its asker and the author of the answer when it is settled, but not who settled it', async () => {
    await team('sales', 'SAL');
    await team('marketing', 'MAR');
    const { id } = await ask();
    expect([post(), homes().at(-1)]).toEqual([['role_question MAR', 'role_question SAL'], 'SAL MAR']);
    await answer(id, 'SAL');
    expect(post()).toEqual(['role_question MAR', 'role_question SAL']);
    await agree(id, 'MAR');
    expect(post()).toEqual(['role_answer SAL', 'role_answer SAM', 'role_question MAR', 'role_question SAL']);
    await expect(answer(id, 'SAL')).rejects.toThrow('<@MAR> has settled this already.');
    await agree(id, 'SAL');
    expect([post(), requireQuestion(db, id)]).toMatchObject([[], { settledBy: 'MAR', settledAt: NOW }]);
  });

  test('of a manager, or answered by the only one, brings them no message of their own act', async () => {
    await team('sales', 'SAL');
    const alone = await ask();
    post();
    await answer(alone.id, 'SAL');
    expect(post()).toEqual(['role_answer SAM', 'role_question SAL']);
    await team('marketing', 'MAR');
    const question = await run((tx) =>
      askWhoDoesThis(tx, { words: 'Who?', askerId: 'MAR', salesTeamId: null, marketingTeamId: null }, NOW),
    );
    await answer(question.id, 'SAL');
    post();
    await run((tx) => agreeToAnswer(tx, { questionId: question.id, answerId: 2, by: 'MAR' }, NOW));
    expect(post().filter((one) => one.startsWith('role_answer'))).toEqual(['role_answer SAL']);
  });

  test('is settled by the executive alone only once the week is over', async () => {
    await team('sales', 'SAL');
    await team('marketing', 'UEVA');
    await name('UEVA');
    const [early, late] = [await ask(), await ask()];
    await answer(early.id, 'UEVA');
    expect(requireQuestion(db, early.id).settledBy).toBeNull();
    await run((tx) => followRoleQuestions(tx, new Date(days(7).getTime() - 1)));
    expect(requireQuestion(db, late.id).escalatedAt).toBeNull();
    post();
    await run((tx) => followRoleQuestions(tx, days(7)));
    expect([requireQuestion(db, late.id).escalatedAt, post().length]).toEqual([days(7), 4]);
    await run((tx) => followRoleQuestions(tx, days(8)));
    expect([requireQuestion(db, late.id).escalatedAt, post()]).toEqual([days(7), []]);
    expect(rolesSince(db, 'SAL')).toEqual([NOW, days(7), days(7)]);
    await answer(late.id, 'UEVA');
    expect(requireQuestion(db, late.id).settledBy).toBe('UEVA');
  });

  test('is kept once, as a line of the side that answered', async () => {
    await team('sales', 'SAL');
    await team('marketing', 'MAR');
    const { id } = await ask();
    await answer(id, 'SAL');
    await expect(keep(id, 'role')).rejects.toThrow('Both managers have to agree on an answer first.');
    await agree(id, 'MAR');
    post();
    await keep(id, 'role');
    expect(post()).toEqual(['role_question MAR', 'role_question SAL']);
    await keep(id, 'definition');
    expect(agreedLines(db)).toMatchObject([
      { side: 'sales', proposedBy: 'SAL', decidedBy: 'MAR', owner: 'both', citedIn: null },
    ]);
    expect([requireQuestion(db, id), post()]).toMatchObject([{ keptAs: 'role', keptBy: 'MAR' }, []]);
  });

  test('is kept as a clause of the definition of its sales team, if there is one', async () => {
    await team('marketing', 'MAR');
    const early = await ask();
    await answer(early.id, 'MAR', 'marketing');
    await expect(keep(early.id, 'definition')).rejects.toThrow('There is no sales team yet');
    await team('sales', 'SAL');
    const two = await team('sales', 'MAR2');
    const { id } = await ask({ salesTeamId: two });
    await answer(id, 'MAR', 'marketing');
    await run((tx) => agreeToAnswer(tx, { questionId: id, answerId: 2, by: 'MAR2' }, NOW));
    await keep(id, 'definition');
    expect(clausesOf(db, two).map(({ text }) => text)).toEqual(['Marketing: Sends the quote']);
    expect(list()).toEqual([]);
  });
});
