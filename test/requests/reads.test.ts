/** Cards, lists, digests, dates and figures of requests. */
import { describe, expect, test } from 'vitest';
import { handOff } from '../../src/leads/acts/handoff.ts';
import type { ContentKind } from '../../src/library/settings.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { claimRequest, startRequest } from '../../src/requests/acts/claim.ts';
import { declineRequest, reopenRequest } from '../../src/requests/acts/close.ts';
import { voteForLead } from '../../src/requests/acts/vote.ts';
import { kindIn, openRequestsLike } from '../../src/requests/alike.ts';
import { leadOfVoter, placeOf, readCard } from '../../src/requests/card.ts';
import { cardKey } from '../../src/requests/card-place.ts';
import { digestJobs, readDigest } from '../../src/requests/digest.ts';
import { type Told, turnaroundOf, workedBetween } from '../../src/requests/figures.ts';
import { isLate } from '../../src/requests/lifecycle.ts';
import { listRequests, openCards } from '../../src/requests/list.ts';
import { noticeFault } from '../../src/requests/notice.ts';
import { meaningOf } from '../../src/requests/reactions.ts';
import { receiverOf } from '../../src/requests/receiver.ts';
import { noteStandings } from '../../src/teams/standing.ts';
import { MONDAY_9, minutesAfter } from '../leads/world.ts';
import { people, requestIn } from './requests.ts';
import { asked } from './world.ts';

const { owner, requester, voter } = people;
const HOUR_MS = 3_600_000;
const at = (minutes: number) => minutesAfter(MONDAY_9, minutes);

describe('a card', () => {
  test('has the decline, the delivery, or the reopening, whichever it is now', async () => {
    const { db, write, requestId, deliver } = await asked();
    const by = { requestId, actor: owner };
    const card = () => readCard(db, requestId);
    expect(card()).toMatchObject({ kindLabel: 'One-pager', lead: undefined, item: undefined, voters: ['UREQUESTER'] });
    await write((tx) => declineRequest(tx, { ...by, reason: 'unclear', words: 'x', itemId: null }, MONDAY_9));
    expect(card()).toMatchObject({ lastDecline: { actorId: 'UOWNER', details: { reason: 'unclear' } } });
    expect(card()).not.toHaveProperty('lastReopening');
    await write((tx) => reopenRequest(tx, { requestId, actor: requester, words: 'y' }, MONDAY_9));
    expect(card()).toMatchObject({ lastReopening: { actorId: 'UREQUESTER', details: { words: 'y' } } });
    expect(card()).not.toHaveProperty('lastDecline');
    expect(card()).not.toHaveProperty('lastDelivery');
    await write((tx) => claimRequest(tx, by, MONDAY_9));
    await deliver('Here');
    expect(card()).toMatchObject({ lastDelivery: { details: { words: 'Here' } }, item: { title: 'Banks' } });
    expect(readCard(db, 99)).toBeUndefined();
  });

  test('is where it was posted, and comes back to its team while it is open', async () => {
    const { db, write, request, team } = await asked();
    expect(placeOf(db, request)).toEqual({ channel: 'CMARKETING', orElse: [team.managerId], home: 'CMARKETING' });
    await write((tx) => savePosted(tx, cardKey(request.id), { channel: 'COLD', ts: '1.1' }));
    expect(placeOf(db, request)?.channel).toBe('COLD');
    expect(placeOf(db, { ...request, closedAt: MONDAY_9 })?.home).toBeUndefined();
    expect(placeOf(db, { ...request, teamId: 99 })).toBeUndefined();
    expect(openCards(db, 9)).toEqual([{ subjectId: request.id, channel: 'COLD', ts: '1.1' }]);
  });

  test('knows the lead that each person needs it for; its owner gets messages for one who left', async () => {
    const { db, write, requestId, team, now } = await asked();
    const form = {
      ...{ name: 'Jane', company: 'Acme', email: 'j@acme.example', phone: null, role: null, source: null },
      ...{ stage: null, temperature: 'warm' as const, need: 'x' },
    };
    const { id: leadId } = await write((tx) => {
      const asked = { form, teamId: team.id, assigneeId: null, marketerId: 'MIA', messageLink: null };
      return handOff(tx, { ...asked, earlierLeadId: null }, MONDAY_9);
    });
    expect([leadOfVoter(db, requestId, requester.id), leadOfVoter(db, requestId, 'X')]).toEqual([undefined, undefined]);
    await write((tx) => voteForLead(tx, { requestId, actor: voter, leadId }, MONDAY_9));
    expect([leadOfVoter(db, requestId, voter.id)?.id, now().leadId]).toEqual([leadId, null]);
    await write((tx) => voteForLead(tx, { requestId, actor: requester, leadId }, MONDAY_9));
    expect([readCard(db, requestId)?.lead?.id, now().leadId]).toEqual([leadId, leadId]);
    expect([receiverOf(db, now(), 'X'), receiverOf(db, now(), requester.id)]).toEqual(['X', requester.id]);
    await write((tx) => {
      const gone = { isAdmin: false, isMember: false, standing: 'deactivated' as const, zone: null, statusEmoji: null };
      noteStandings(tx, [{ ...gone, id: requester.id, name: 'x' }]);
    });
    expect(receiverOf(db, now(), requester.id)).toBeUndefined();
    expect(receiverOf(db, { ...now(), leadId: null }, requester.id)).toBeUndefined();
    db.$client.prepare('update leads set owner_id = ?').run('SUE');
    expect(receiverOf(db, now(), requester.id)).toBe('SUE');
  });
});

describe('a list', () => {
  test('of open requests is the queue, and of a person has closed ones last', async () => {
    const { db, write, requestId, team, ask } = await asked();
    const { id: soon } = await ask({ neededBy: '2026-06-04' });
    const { id: late } = await ask({ neededBy: '2026-06-02' });
    await write((tx) => claimRequest(tx, { requestId: soon, actor: owner }, MONDAY_9));
    const page = { limit: 9, offset: 0 };
    const list = (filter: Parameters<typeof listRequests>[1]) => {
      const { requests, total } = listRequests(db, filter, page);
      return [requests.map(({ id }) => id), total];
    };
    expect(list({ show: 'open', teamIds: [team.id] })).toEqual([[late, soon, requestId], 3]);
    const wednesday = new Date('2026-06-03T09:00Z');
    expect(list({ show: 'waiting', teamId: team.id, at: wednesday })).toEqual([[late, requestId], 2]);
    expect(list({ show: 'mine', userId: owner.id })).toEqual([[soon], 1]);
    const decline = { requestId: late, actor: owner, reason: 'unclear' as const, words: null, itemId: null };
    await write((tx) => declineRequest(tx, decline, MONDAY_9));
    expect(list({ show: 'mine', userId: requester.id })).toEqual([[soon, requestId, late], 3]);
    const digest = readDigest(db, team.id, 1, new Date('2026-06-05T09:00Z'));
    expect(digest).toMatchObject({ unclaimed: 1, late: 1, total: 2, rows: [{ request: { id: soon } }] });
  });

  test('in a digest is sent while work of the day is ahead and a request waits', async () => {
    const { db, write, team, requestId } = await asked();
    const run = (now: Date, late = false) =>
      write((tx) => {
        for (const job of digestJobs(db)) job.run(tx, { at: MONDAY_9, late }, now);
        return tx
          .delete(outbox)
          .returning()
          .all()
          .filter(({ kind }) => kind === 'request_digest').length;
      });
    expect(digestJobs(db)).toEqual([]);
    db.$client.prepare("update teams set digest_cron = '0 9 * * *' where id = ?").run(team.id);
    const [job] = digestJobs(db);
    expect(job).toMatchObject({ cron: '0 9 * * *', zone: 'UTC' });
    expect(await run(MONDAY_9)).toBe(1);
    expect(await run(new Date('2026-06-06T09:00Z'))).toBe(0);
    expect([await run(at(600), true), await run(at(60), true)]).toEqual([0, 1]);
    await write((tx) => claimRequest(tx, { requestId, actor: owner }, MONDAY_9));
    expect(await run(MONDAY_9)).toBe(0);
  });
});

test('open requests are alike when they have each longer word, the last perhaps in part', async () => {
  const { db, ask } = await asked();
  const { id } = await ask({ title: 'Case study of insurers', audience: 'Brokers', customer: null });
  const like = (question: string, limit = 9) => openRequestsLike(db, question, limit).map((one) => one.id);
  expect([like('a case for insur'), like('brokers'), like('case banks'), like('of a')]).toEqual([[], [id], [], []]);
  expect([like('case insur'), like('one'), like('one', 0)]).toEqual([[id], [1], []]);
});

const kinds = [
  { key: 'video', label: 'Video' },
  { key: 'demo_video', label: 'Demo video' },
  { key: 'odd', label: '!' },
] as unknown as ContentKind[];
test.each([
  ['A demo video for banks', 'demo_video'],
  ['Videos for banks', 'video'],
  ['A videocall', null],
  ['', null],
])('%j names the kind %s', (title, key) => expect(kindIn(title, kinds)).toBe(key));

test.each([
  ['2026-05-31', null, 'neededBy', 'future date'],
  ['2026-06-03', null, 'hurry', 'takes 3 working days, until Jun 4, 2026'],
  ['2026-06-03', 'Call on Tuesday', undefined, ''],
  ['2026-06-04', null, undefined, ''],
])('a request for %s because of %s has a fault in %s', async (neededBy, hurry, field, words) => {
  const { team } = await asked();
  const fault = noticeFault(team, { label: 'Video', noticeDays: 3 }, { neededBy, hurry }, MONDAY_9);
  expect([fault?.field, fault?.message ?? '']).toEqual([field, expect.stringContaining(words)]);
  const quick = noticeFault(team, { label: 'Slide', noticeDays: 1 }, { neededBy: '2026-06-01', hurry: null }, MONDAY_9);
  expect(quick?.message).toContain('takes one working day');
});

test('a request is late from its due date on, until it is closed', () => {
  const due = requestIn('new', { dueAt: MONDAY_9 });
  expect([isLate(due, MONDAY_9), isLate(due, at(-1)), isLate({ ...due, status: 'delivered' }, at(1))]).toEqual([
    ...[true, false, false],
  ]);
});

test.each([
  ['raised_hand', 'claim'],
  ['raised_hand::skin-tone-3', 'claim'],
  ['heavy_plus_sign', 'vote'],
  ['tada', undefined],
])('%s means %s', async (emoji, meaning) => expect(meaningOf((await asked()).db, emoji)).toBe(meaning));

describe('the time of marketing', () => {
  const entry = (kind: Told['kind'], minutes: number): Told => ({ kind, at: at(minutes) });

  test.each<[string, Told[], number]>([
    ['all of it', [], 8],
    ['without the wait for an answer', [entry('asked_back', 60), entry('answered', 120)], 7],
    ['without the wait before it began', [entry('asked_back', -120), entry('answered', 60)], 7],
    [
      'without two waits',
      [entry('asked_back', 0), entry('answered', 60), entry('asked_back', 120), entry('delivered', 240)],
      5,
    ],
    [
      'a second question extends the wait',
      [entry('asked_back', 60), entry('asked_back', 120), entry('answered', 180)],
      6,
    ],
    ['an answer after the end', [entry('asked_back', 420), entry('answered', 2000)], 7],
    ['an answer to nothing', [entry('answered', 60)], 8],
  ])('%s', async (_, entries, hours) => {
    const { team } = await asked();
    expect(workedBetween(team, entries, MONDAY_9, at(480))).toBe(hours * HOUR_MS);
  });

  test('is counted for each request that was first delivered since', async () => {
    const { db, write, team, requestId, deliver, ask } = await asked();
    const figures = (since = MONDAY_9) => turnaroundOf(db, { teamId: team.id, since });
    expect(figures()).toEqual({
      ...{ asked: 1, delivered: 0, declined: 0, inTime: 0 },
      ...{ medianToClaimMs: null, medianToDeliverMs: null, medianTotalMs: null },
    });
    await write((tx) => claimRequest(tx, { requestId, actor: owner }, at(60)));
    await write((tx) => startRequest(tx, { requestId, actor: owner }, at(90)));
    await deliver(null, at(180));
    const { id: other } = await ask();
    const decline = { requestId: other, actor: owner, reason: 'unclear' as const, words: null, itemId: null };
    await write((tx) => declineRequest(tx, decline, at(1)));
    const once = {
      ...{ asked: 2, delivered: 1, declined: 1, inTime: 1 },
      ...{ medianToClaimMs: HOUR_MS, medianToDeliverMs: 2 * HOUR_MS, medianTotalMs: 3 * HOUR_MS },
    };
    expect(figures()).toEqual(once);
    await write((tx) => reopenRequest(tx, { requestId, actor: requester }, at(200)));
    await deliver(null, new Date('2026-06-09T09:00Z'));
    expect([figures(), figures(at(190)).delivered]).toEqual([once, 0]);
  });
});
