import { createWriter } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { askForContent, type RequestForm } from '../../src/requests/acts/ask.ts';
import { deliverRequest } from '../../src/requests/acts/deliver.ts';
import { historyOf, requireRequest } from '../../src/requests/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { MONDAY_9, SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';
import { people, requestIn } from './requests.ts';

const { owner, requester } = people;

/** A marketing team, and a request to it that no one has claimed. */
export async function asked() {
  const db = memoryDatabase();
  const write = createWriter(db);
  const team = await write((tx) => {
    const form = { ...SALES, kind: 'marketing', name: 'Marketing', channelId: 'CMARKETING' } as const;
    return saveTeam(tx, form, { id: null, by: 'test' }, MONDAY_9);
  });
  const { title, kind, stage, audience, leadId, customer, words, priority, hurry } = requestIn('new');
  const form = { title, kind, stage, audience, leadId, customer, words, priority, hurry, neededBy: '2026-06-05' };
  const ask = (more: Partial<RequestForm> = {}, now = MONDAY_9, requesterId: string = requester.id) =>
    write((tx) => askForContent(tx, { form: { ...form, ...more }, teamId: team.id, requesterId }, now));
  const request = await ask();
  const requestId = request.id;
  const entries = () => historyOf(db, requestId, { limit: 50, offset: 0 });
  const item = {
    ...{ title: 'Banks', kind: 'one_pager', stage: null, tags: [], summary: null },
    ...{ ownerId: owner.id, reviewAt: null },
  };
  const link = 'https://northwind.example/banks';
  const deliver = (words: string | null = null, now = MONDAY_9) =>
    write((tx) => deliverRequest(tx, { requestId, actor: owner, item, content: { link }, words }, now));
  return {
    ...{ db, write, team, requestId, request, entries, ask, deliver },
    kinds: () =>
      entries()
        .map((entry) => entry.kind)
        .toReversed(),
    now: () => requireRequest(db, requestId),
    /** The people with a direct message that waits, and its kind; it waits no longer. */
    told: () =>
      db
        .delete(outbox)
        .returning()
        .all()
        .filter((one) => one.kind === 'request_message' || one.kind === 'request_news')
        .map((one) => `${one.orderingKey} ${one.kind}`)
        .sort(),
  };
}
