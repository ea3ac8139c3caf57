import { expect, test } from 'vitest';
import { askForReviews, reviewJobs } from '../../src/library/due-review.ts';
import { UserError } from '../../src/platform/errors.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import type { Directory } from '../../src/platform/slack/directory.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { NOW, stock } from './stock.ts';

const MONDAY = new Date('2026-11-23T08:00:00Z');
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);

async function reviews(person: Directory['person']) {
  const { db, write, add } = stock();
  const team = {
    kind: 'marketing',
    name: 'Marketing',
    channelId: 'C1',
    userGroupId: null,
    managerId: 'U0MANAGER',
    zone: 'Europe/Berlin',
    workDays: [1, 2, 3, 4, 5],
    worksFrom: '09:00',
    worksUntil: '17:00',
    holidays: [],
    digestCron: null,
  } as const;
  await write((tx) =>
    saveTeam(tx, { ...team, workDays: [...team.workDays], holidays: [] }, { id: null, by: 'U1' }, NOW),
  );
  await add({ title: 'Stale', reviewAt: NOW });
  return {
    /** Monday’s job, and then the list of people who are asked. */
    slot: async (now: Date) => {
      await write((tx) => {
        for (const job of reviewJobs(tx)) job.run(tx, { at: now, late: false }, now);
      });
      await askForReviews(
        { db, write, directory: { person } as Directory, now: () => now, hearsOtherwise: () => false },
        new AbortController().signal,
      );
    },
    asked: () =>
      db
        .select({ orderingKey: outbox.orderingKey })
        .from(outbox)
        .all()
        .map(({ orderingKey }) => orderingKey),
    clear: () => write((tx) => tx.delete(outbox).run()),
  };
}

const member: Directory['person'] = async (id) => ({ id, isMember: true }) as Awaited<ReturnType<Directory['person']>>;

test('each owner is asked once a week, for any number of runs', async () => {
  const { slot, asked, clear } = await reviews(member);
  await slot(MONDAY);
  expect(asked()).toEqual(['U1']);
  await clear();
  // As after a change of the team’s time zone.
  await slot(later(1));
  expect(asked()).toEqual([]);
  await slot(later(7));
  expect(asked()).toEqual(['U1']);
});

test('while Slack does not answer, owners are neither asked nor skipped', async () => {
  let isDown = true;
  const { slot, asked } = await reviews(async (id) => {
    if (isDown) throw new UserError('I could not check with Slack.');
    return member(id);
  });
  await slot(MONDAY);
  expect(asked()).toEqual([]);
  isDown = false;
  await slot(MONDAY);
  expect(asked()).toEqual(['U1']);
});
