import { expect, test } from 'vitest';
import { countForgettable, forgettingJobs, keepRoundsMonths } from '../../../src/feedback/forget.ts';
import {
  feedbackActions,
  feedbackAnswers,
  feedbackQuestions,
  feedbackRecipients,
  feedbackResults,
  feedbackRounds,
} from '../../../src/feedback/table.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import type { Job } from '../../../src/platform/schedule/job.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Setting } from '../../../src/platform/settings/setting.ts';
import { cardKey } from '../../../src/requests/card-place.ts';
import { keepEndedMonths, retentionJobs } from '../../../src/requests/erase.ts';
import { contentRequests, requestHistory } from '../../../src/requests/table.ts';
import { allTeams } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-11-19T03:30:00Z');
const LONG_AGO = new Date('2025-11-18T09:00:00Z');
const LATELY = new Date('2025-11-20T09:00:00Z');

function open() {
  const { db } = tempDatabase();
  const write = createWriter(db);
  return {
    db,
    write,
    keep: (setting: Setting<number | null>, value: number) =>
      write((tx) => changeSetting(tx, { setting, value, by: 'U1' }, NOW)),
    atNight: async (jobs: Job[]) => {
      for (const job of jobs) await write((tx) => job.run(tx, { at: NOW, late: false }, NOW));
    },
  };
}

test('old closed surveys are deleted with all their data, if a company sets a retention', async () => {
  const { db, write, keep, atNight } = open();
  await write((tx) => {
    for (const [id, closedAt] of [LONG_AGO, LATELY, null].entries()) {
      const round = { askerId: 'U1', about: 'The webinar', isAnonymous: false, minimum: 5, zone: 'UTC', asked: 1 };
      tx.insert(feedbackRounds)
        .values({ ...round, id: id + 1, openedAt: LONG_AGO, closesAt: LONG_AGO, closedAt })
        .run();
      const of = { roundId: id + 1 };
      tx.insert(feedbackQuestions)
        .values({ ...of, place: 0, kind: 'text', text: 'What worked?', choices: [] })
        .run();
      tx.insert(feedbackRecipients)
        .values({ ...of, userId: 'U2' })
        .run();
      tx.insert(feedbackAnswers)
        .values({ ...of, userId: 'U2', answers: [], at: LONG_AGO })
        .run();
      tx.insert(feedbackResults)
        .values({ ...of, results: {} as never })
        .run();
      tx.insert(feedbackActions)
        .values({ ...of, whyNothing: 'No time', at: LONG_AGO })
        .run();
    }
  });
  expect(forgettingJobs(db)).toEqual([]);
  expect(countForgettable(db, LATELY)).toBe(1);
  await keep(keepRoundsMonths, 12);
  await atNight(forgettingJobs(db));
  expect(
    db
      .select()
      .from(feedbackRounds)
      .all()
      .map(({ id }) => id),
  ).toEqual([2, 3]);
  for (const part of [feedbackQuestions, feedbackRecipients, feedbackAnswers, feedbackResults, feedbackActions]) {
    expect(
      db
        .select()
        .from(part)
        .all()
        .map(({ roundId }) => roundId),
    ).toEqual([2, 3]);
  }
});

test('old closed requests lose their texts, also on their cards; their acts stay', async () => {
  const { db, write, keep, atNight } = open();
  const form = {
    kind: 'marketing' as const,
    name: 'Marketing',
    channelId: 'C0MARKETING',
    userGroupId: null,
    managerId: 'U0MIA',
    zone: 'UTC',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
  };
  await write((tx) => {
    saveTeam(tx, form, { id: null, by: 'U1' }, NOW);
    const teamId = allTeams(tx)[0]?.id ?? 0;
    for (const [id, closedAt] of [LONG_AGO, LATELY, null].entries()) {
      tx.insert(contentRequests)
        .values({
          id: id + 1,
          teamId,
          title: 'A case study for Acme',
          kind: 'case_study',
          customer: 'Acme',
          words: 'Who else has done it?',
          priority: 'normal',
          neededBy: '2025-11-01',
          dueAt: LONG_AGO,
          status: closedAt ? 'declined' : 'new',
          requestedBy: 'U2',
          requestedAt: LONG_AGO,
          closedAt,
          votes: 1,
          updatedAt: LONG_AGO,
        })
        .run();
      savePosted(tx, cardKey(id + 1), { channel: 'C0MARKETING', ts: `${id}.1` });
      const details = { reason: 'no_room', words: 'Acme can wait', itemId: null };
      tx.insert(requestHistory)
        .values({ requestId: id + 1, kind: 'declined', actorId: 'U1', at: LONG_AGO, statusAfter: 'declined', details })
        .run();
    }
  });
  expect(retentionJobs(db)).toEqual([]);
  await keep(keepEndedMonths, 12);
  await atNight(retentionJobs(db));
  await atNight(retentionJobs(db));
  const [erased, ...kept] = db.select().from(contentRequests).all();
  expect(erased).toMatchObject({
    title: 'Erased',
    customer: null,
    words: null,
    status: 'declined',
    closedAt: LONG_AGO,
  });
  expect(kept.map(({ title }) => title)).toEqual(['A case study for Acme', 'A case study for Acme']);
  expect(
    db
      .select()
      .from(requestHistory)
      .all()
      .map(({ details }) => details),
  ).toMatchObject([{ reason: 'no_room', words: 'Erased' }, { words: 'Acme can wait' }, { words: 'Acme can wait' }]);
  expect(db.select().from(outbox).all()).toMatchObject([{ kind: 'request_card', payload: { requestId: 1 } }]);
});
