/** After the end of a survey: its author follows up, and shares the results. */
import { beforeEach, describe, expect, test } from 'vitest';
import { agendaPoints } from '../../src/agenda/table.ts';
import { isActionWanted, isOnAgenda, noteAction, usualDueDate } from '../../src/feedback/action.ts';
import { closeRound } from '../../src/feedback/close.ts';
import { actionWantedKey } from '../../src/feedback/posted.ts';
import { remindOfActions } from '../../src/feedback/remind.ts';
import { channelFault, shareSummary } from '../../src/feedback/share.ts';
import { feedbackActions, type Round } from '../../src/feedback/table.ts';
import { homeChanges } from '../../src/platform/changes/table.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { sharedChannel } from '../../src/teams/settings.ts';
import { CLOSES, newWorld, peopleOf, START, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = newWorld();
});

const anonymous = { isAnonymous: true };
const close = ({ id }: Round, now = START) => world.write((tx) => closeRound(tx, world.keys, id, now));
async function answered(letters: string, more: Parameters<World['open']>[0] = {}): Promise<Round> {
  const round = await world.open(more);
  for (const letter of letters) await world.answer(round, letter);
  return round;
}
const PLACE = { channel: 'D1', ts: '1' };

describe('the author of a survey', () => {
  const step = { what: 'Meet earlier', ownerId: 'UOWN', dueOn: '2026-12-11', whyNothing: null };
  const note = ({ id }: Round, action = step as Parameters<typeof noteAction>[2], now = START) =>
    world.write((tx) => noteAction(tx, id, action, now));
  const share = ({ id: roundId }: Round) =>
    world.write((tx) => shareSummary(tx, { roundId, channel: 'C1', withWords: true }, START));

  test('has nothing to follow up or to share before the end, and without results', async () => {
    const round = await world.open();
    for (const _ of ['open', 'closed']) {
      await expect(note(round)).rejects.toThrow('This survey has no results to follow up on.');
      await expect(share(round)).rejects.toThrow('This survey has no results to share.');
      expect(isActionWanted(world.db, world.now(round))).toBe(false);
      await close(round);
    }
    expect(world.db.select().from(feedbackActions).all()).toEqual([]);
  });

  test('shares the results in a channel', async () => {
    const round = await answered('A');
    await close(round);
    world.db.delete(outbox).run();
    await share(round);
    expect(world.db.select().from(outbox).all()).toMatchObject([
      { kind: 'feedback_shared', orderingKey: 'C1', payload: { roundId: round.id, channel: 'C1', withWords: true } },
    ]);
  });

  test('cannot share in a channel in which Baton does not see them', async () => {
    const directory = { members: async () => new Set(['UMIA']) } as unknown as Directory;
    expect(await channelFault(directory, { channelId: 'C1', userId: 'UMIA' })).toBeUndefined();
    expect(await channelFault(directory, { channelId: 'C1', userId: 'USAM' })).toContain(
      'I cannot see you in this channel.',
    );
  });

  test('is reminded once of the follow-up, on the second morning', async () => {
    const round = await answered('A');
    await close(round);
    world.post();
    const remind = (at: string) => world.write((tx) => remindOfActions(tx, new Date(at)));
    await remind('2026-12-02T08:59:59Z');
    expect(world.post()).toEqual([]);
    await remind('2026-12-02T09:00:00Z');
    expect(world.post()).toEqual(['action_wanted UMIA']);
    await remind('2026-12-03T09:00:00Z');
    expect(world.post()).toEqual([]);
    await world.write((tx) => savePosted(tx, actionWantedKey(round.id), PLACE));
    await note(round);
    expect(world.post()).toContain('action_wanted UMIA');
  });

  test('tells the next step to its owner and to all who answered, but not to themselves', async () => {
    const round = await answered('AB');
    await close(round);
    world.post();
    world.db.delete(homeChanges).run();
    await note(round, { ...step, ownerId: 'UMIA' });
    expect(world.post()).toEqual(['action UA', 'action UB', 'card UMIA', 'summary UMIA']);
    expect(world.now(round).actionRemindAt).toBeNull();
    expect(world.db.select().from(feedbackActions).all()).toMatchObject([
      { what: 'Meet earlier', ownerId: 'UMIA', dueOn: '2026-12-11', at: START },
    ]);
    expect(world.db.select().from(homeChanges).all()[0]).toMatchObject({ people: 'UMIA' });
    await expect(note(round)).rejects.toThrow('was already shared');
    const another = await answered('C');
    await close(another);
    world.post();
    await note(another);
    expect(world.post()).toEqual(['action UC', 'action UOWN', 'card UMIA', 'summary UMIA']);
  });

  test('tells the reason for no step, without owner and date, to everyone asked if no one knows who answered', async () => {
    const round = await answered('ABCDE', { ...anonymous, asked: peopleOf('ABCDEF') });
    await close(round);
    world.post();
    await note(round, { ...step, what: null, whyNothing: 'It is good as it is' });
    expect(world.db.select().from(feedbackActions).all()).toMatchObject([
      { what: null, ownerId: null, dueOn: null, whyNothing: 'It is good as it is' },
    ]);
    expect(world.post()).toEqual([...[...'ABCDEF'].map((one) => `action U${one}`), 'card UMIA', 'summary UMIA']);
  });

  test('has the next step on the agenda of the review, if there is one', async () => {
    const [first, second, third] = [await answered('A'), await answered('A'), await answered('A')];
    for (const round of [first, second, third]) await close(round);
    await note(first);
    expect([isOnAgenda(world.db), world.db.select().from(agendaPoints).all()]).toEqual([false, []]);
    await world.write((tx) => changeSetting(tx, { setting: sharedChannel, value: 'C9', by: 'UADA' }, START));
    await note(second, { ...step, what: null, whyNothing: 'Nothing' });
    expect([isOnAgenda(world.db), world.db.select().from(agendaPoints).all()]).toEqual([true, []]);
    await note(third);
    expect(world.db.select().from(agendaPoints).all()).toMatchObject([
      { about: { kind: 'feedback', roundId: third.id } },
    ]);
  });

  test('finds the next Friday in the form', async () => {
    const round = await world.open();
    expect(usualDueDate(world.db, round, START)).toBe('2026-12-04');
    expect(usualDueDate(world.db, round, CLOSES)).toBe('2026-12-11');
  });
});
