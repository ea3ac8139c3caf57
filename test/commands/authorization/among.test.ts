/** Acts of everyone that a domain lets some people do: another colleague is refused in a sentence, and nothing changes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Permission } from '../../../commands/permission-rules.ts';
import { permissions, type Rule } from '../../../commands/permissions.ts';
import { requireOpenFor } from '../../../src/feedback/answer.ts';
import type { Actor as LeadActor } from '../../../src/leads/actor.ts';
import { actOnSeveral } from '../../../src/leads/acts/bulk.ts';
import { rateLead } from '../../../src/leads/quality/rate.ts';
import { requireLead } from '../../../src/leads/queries.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { createWriter, type Tx } from '../../../src/platform/db/write.ts';
import { UserError } from '../../../src/platform/errors.ts';
import { saveFeedback } from '../../../src/requests/acts/helped.ts';
import type { RequestAct } from '../../../src/requests/lifecycle.ts';
import { requireRequestFor } from '../../../src/requests/permissions.ts';
import { saveDebrief } from '../../../src/ride-alongs/debrief.ts';
import { requireOpenCycle } from '../../../src/rituals/queries.ts';
import { ritualCycles } from '../../../src/rituals/table.ts';
import { requireAnswerer } from '../../../src/roles/answer.ts';
import { askWhoDoesThis } from '../../../src/roles/ask.ts';
import { ROOT } from '../../support/sources.ts';
import { memoryDatabase } from '../../support/temp-database.ts';
import type { TestApp } from '../../support/test-app.ts';
import { insiders } from './people.ts';
import { makeThings } from './things.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const idsOf = (prefix: string, keys: string[]) =>
  Object.fromEntries(keys.map((key) => [key, `${prefix}0${key.toUpperCase()}`]));
const people = idsOf('U', Object.keys(insiders));
/** Cam is a colleague in no team, whom no one asked. */
const [by = '', sam = ''] = [people.cam, people.sam];

async function company() {
  const db = memoryDatabase();
  const write = createWriter(db);
  const channels = idsOf('C', ['sales', 'south', 'marketing', 'general']);
  const deps = { db, write, keys: createKeys(':memory:'), now: () => NOW };
  await makeThings({ slack: { ids: { people, channels } }, baton: { deps } } as unknown as TestApp);
  const cycle = { ritual: 'plan_check', status: 'open', dueAt: NOW, closesAt: new Date('2026-11-26') } as const;
  await write((tx) => {
    askWhoDoesThis(tx, { words: 'Who writes case studies?', askerId: sam, salesTeamId: 1, marketingTeamId: 3 }, NOW);
    tx.insert(ritualCycles).values(cycle).run();
  });
  return { db, write };
}

const nobody = { isSeller: false, isManager: false, isMarketer: false, teamChannelId: 'C0SALES' };
const asLead: LeadActor = { id: by, ...nobody };
const request = (act: RequestAct) => (tx: Tx) =>
  requireRequestFor(tx, act, {
    requestId: 1,
    actor: { id: by, isMaker: false, isManager: false, isVoter: false, teamChannelId: 'C0MARKETING' },
  });
const cycle = (tx: Tx) => requireOpenCycle(tx, 1, by, NOW);

const attempts: Partial<Record<Rule, (tx: Tx) => unknown>> = {
  'lead.several': (tx) => {
    const [outcome] = actOnSeveral(tx, [{ leadId: 1, actor: asLead, refusal: null }], { kind: 'accept' }, NOW);
    throw outcome?.refusal ? new UserError(outcome.refusal) : new Error('They accepted it.');
  },
  'lead.rate': (tx) => rateLead(tx, { leadId: 1, actor: asLead, moment: 'touch' as never, rating: 'good' }, NOW),
  'request.answer': request('answer'),
  'request.cancel': request('cancel'),
  'request.reopen': request('reopen'),
  'request.say_if_it_helped': (tx) => saveFeedback(tx, { requestId: 1, userId: by, helped: true, words: null }, NOW),
  'feedback.answer': (tx) => requireOpenFor(tx, { roundId: 1, userId: by }, NOW),
  'ride_along.debrief': (tx) => saveDebrief(tx, { rideId: 1, userId: by } as never, NOW),
  'plan.check': cycle,
  'mindset.answer': cycle,
  'role.answer': (tx) => requireAnswerer(tx, 1, by),
};

const narrowed = (Object.entries(permissions) as [Rule, Permission][]).flatMap(([act, { only }]) =>
  only ? [{ act, ...only }] : [],
);

test('each of them is tried here, and its file exists', () => {
  expect(narrowed.map(({ act }) => act).sort()).toEqual(Object.keys(attempts).sort());
  expect(narrowed.filter((one) => !existsSync(join(ROOT, one.in)))).toEqual([]);
});

test('another colleague is refused each act, in words that say who may', async () => {
  const { db, write } = await company();
  const before = JSON.stringify(requireLead(db, 1));
  for (const { act } of narrowed) {
    const refusal = await write((tx) => attempts[act]?.(tx)).catch((error: unknown) => error);
    expect(refusal, act).toBeInstanceOf(UserError);
    expect((refusal as Error).message, act).toMatch(/\b(?:[Oo]nly|not asked|not in)\b/);
  }
  expect(JSON.stringify(requireLead(db, 1))).toBe(before);
});
