/** The replies of Baton under the cards of people who were erased are deleted in Slack. */
import { describe, expect, test } from 'vitest';
import { cardKey } from '../../src/leads/card-place.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { noteErasure, noteThread } from '../../src/privacy/erasures.ts';
import { subjectOfLead } from '../../src/privacy/subjects.ts';
import { erasures } from '../../src/privacy/table.ts';
import { emptyThreads } from '../../src/privacy/threads.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';

const CARD = { channel: 'CSALES', ts: '1.1' };

/** A Slack of one thread: the card, a reply of Baton and one of a person. */
function thread(refusal?: string) {
  const messages = new Map([
    [CARD.ts, 'B1'],
    ['1.2', 'B1'],
    ['1.3', undefined],
  ]);
  const answer = <T>(data: T) =>
    refusal === undefined
      ? Promise.resolve(data)
      : Promise.reject(Object.assign(new Error(), { data: { error: refusal } }));
  const web = {
    conversations: {
      replies: () => answer({ messages: [...messages].map(([ts, bot_id]) => ({ ts, ...(bot_id && { bot_id }) })) }),
    },
    chat: { delete: ({ ts }: { ts: string }) => answer({ ok: messages.delete(ts) }) },
  };
  return { web: web as never, left: () => [...messages.keys()] };
}

async function setUp(refusal?: string) {
  const world = await salesTeam();
  const { db, write } = world;
  const slack = thread(refusal);
  const warned: unknown[] = [];
  const log = { warn: (details: unknown) => void warned.push(details) } as never;
  const stop = new AbortController();
  return {
    ...{ ...world, ...slack, warned, stop },
    empty: (now = minutesAfter(MONDAY_9, 5)) =>
      emptyThreads({ db, write, web: slack.web, now: () => now, log }, stop.signal),
    isEmptied: () =>
      db
        .select()
        .from(erasures)
        .all()
        .map(({ threadEmptiedAt }) => threadEmptiedAt !== null),
  };
}

const erased = async (refusal?: string) => {
  const world = await setUp(refusal);
  const lead = await world.handOff(MONDAY_9);
  await world.write((tx) => {
    tx.delete(outbox).run();
    noteErasure(tx, { subject: subjectOfLead(lead), card: CARD }, MONDAY_9);
  });
  return { ...world, lead };
};

describe('the thread of an erased lead', () => {
  test('loses the replies of Baton alone, once, and keeps its card', async () => {
    const { empty, left, isEmptied, warned } = await erased();
    await empty();
    expect([left(), isEmptied(), warned]).toEqual([['1.1', '1.3'], [true], []]);
  });

  test('is that of the card as it is now', async () => {
    const { empty, left, write, lead } = await erased();
    await write((tx) => savePosted(tx, cardKey(lead.id), { channel: 'CSALES', ts: '1.2' }));
    await empty();
    // The reply of before is the card now.
    expect(left()).toEqual(['1.2', '1.3']);
  });

  test('goes with its card if a restored database does not have the lead', async () => {
    const { empty, left, write } = await setUp();
    await write((tx) => noteErasure(tx, { subject: 'lead:99:1', card: CARD }, MONDAY_9));
    await empty();
    expect(left()).toEqual(['1.3']);
  });

  test('of a number that another lead has now goes with its card too', async () => {
    const { empty, left, write, handOff } = await setUp();
    const { id } = await handOff(MONDAY_9);
    await write((tx) => {
      tx.delete(outbox).run();
      noteErasure(tx, { subject: `lead:${id}:1`, card: CARD }, MONDAY_9);
    });
    await empty();
    expect(left()).toEqual(['1.3']);
  });

  test('without a card is done', async () => {
    const { empty, left, isEmptied, write } = await setUp('channel_not_found');
    await write((tx) => noteErasure(tx, { subject: 'lead:99:1' }, MONDAY_9));
    await empty();
    expect([left().length, isEmptied()]).toEqual([3, [true]]);
  });

  test('waits for messages that were on their way at the erasure', async () => {
    const { empty, left, isEmptied, write } = await erased();
    await write((tx) => enqueue(tx, 'agenda', {}, { orderingKey: 'CSALES' }, MONDAY_9));
    await empty();
    expect([left().length, isEmptied()]).toEqual([3, [false]]);
    await write((tx) => tx.delete(outbox).run());
    await empty();
    expect(isEmptied()).toEqual([true]);
  });

  test('where Slack refuses for good is left, with a line in the log', async () => {
    const { empty, isEmptied, warned, lead } = await erased('is_archived');
    await empty();
    expect(isEmptied()).toEqual([true]);
    expect(warned).toEqual([{ subject: subjectOfLead(lead), error: 'is_archived' }]);
  });

  test('is tried again after a fault that passes, and not after a stop', async () => {
    const { empty, isEmptied } = await erased('internal_error');
    await expect(empty()).rejects.toMatchObject({ data: { error: 'internal_error' } });
    expect(isEmptied()).toEqual([false]);
    const stopped = await erased();
    stopped.stop.abort();
    await stopped.empty();
    expect([stopped.left().length, stopped.isEmptied()]).toEqual([3, [false]]);
  });
});

test('the thread of a card that named the person keeps its card, and is emptied again for the next person', async () => {
  const { empty, left, isEmptied, write } = await setUp();
  await write((tx) => {
    noteThread(tx, CARD, MONDAY_9);
    noteThread(tx, undefined, MONDAY_9);
  });
  await empty();
  expect([left(), isEmptied()]).toEqual([['1.1', '1.3'], [true]]);
  await write((tx) => noteThread(tx, CARD, minutesAfter(MONDAY_9, 9)));
  expect(isEmptied()).toEqual([false]);
});
