/** Each open lead has one person who can act on it and was told, after any act and any change of people or teams. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { passOnOfLeavers } from '../../src/leads/acts/leavers.ts';
import { routeAllWaiting } from '../../src/leads/acts/move.ts';
import { disqualifyLead, nurtureLead, wakeLead, wakeNurtured } from '../../src/leads/acts/nurture.ts';
import { offerToTeam } from '../../src/leads/acts/offer.ts';
import { loseLead, qualifyLead, reopenLead, winLead } from '../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../src/leads/acts/reassign.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { coverReturned } from '../../src/leads/acts/return.ts';
import { snoozeLead, wakeSnoozed } from '../../src/leads/acts/snooze.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { cardKey } from '../../src/leads/card-place.ts';
import { dueSteps, takeStep } from '../../src/leads/escalation/escalate.ts';
import { isPossible, isWithMarketing, type LeadAct } from '../../src/leads/lifecycle.ts';
import { requireAllowed } from '../../src/leads/permissions.ts';
import { comeBack, goAway } from '../../src/leads/routing/away.ts';
import { canHold } from '../../src/leads/routing/can-hold.ts';
import { sellersOf } from '../../src/leads/routing/queries.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { saveRouting } from '../../src/leads/routing/settings.ts';
import { escalationOf, stepsOf } from '../../src/leads/sla/plan.ts';
import { isOpen, type Lead, leadHistory, leads } from '../../src/leads/table.ts';
import type { LeadStatus } from '../../src/leads/types.ts';
import { gt, sql } from '../../src/platform/db/drizzle.ts';
import { withSavepoint } from '../../src/platform/db/savepoint.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveMembers } from '../../src/teams/members.ts';
import { answersFor } from '../../src/teams/membership.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { isHere, noteStandings } from '../../src/teams/standing.ts';
import { memberships, type Team } from '../../src/teams/table.ts';
import { MONDAY_9, minutesAfter, salesTeam } from './world.ts';

const SELLERS = ['A', 'B', 'C'];
/** The admin cannot leave: someone installed Baton and can name others. */
const PEOPLE = [...SELLERS, 'BOSS', 'F', 'UMARKETER', 'MARIA', 'CHIEF'];
const everyone = [...PEOPLE, 'ADMIN'];
const STANDINGS = ['member', 'deactivated', 'a guest'] as const;

interface World {
  tx: Tx;
  sales: Team;
  marketing: Team;
  now: Date;
}

function actorOn({ tx, sales }: World, lead: Lead, id: string): Actor {
  const team = requireTeam(tx, sales.id);
  return {
    id,
    isSeller: answersFor(team, id) || sellersOf(tx, team.id).some((one) => one.userId === id && one.isPresent),
    isManager: id === team.managerId || id === 'ADMIN',
    isMarketer: ['UMARKETER', 'MARIA', 'CHIEF', lead.handedOffBy, lead.marketerId].includes(id),
    teamChannelId: team.channelId,
  };
}

type OnLead = (world: World, act: { leadId: number; actor: Actor; other: string }) => unknown;

const acts: Record<Exclude<LeadAct, 'note' | 'value'>, OnLead> = {
  accept: ({ tx, now }, { leadId, actor }) => acceptLead(tx, { leadId, seller: actor, by: 'button' }, now),
  release: ({ tx, now }, act) => releaseLead(tx, act, now),
  decline: ({ tx, now }, act) => declineLead(tx, { ...act, reason: 'not_a_fit', words: null }, now),
  hand_back: ({ tx, now }, act) => handBackLead(tx, { ...act, facts: 'They grew' }, now),
  touch: ({ tx, now }, act) => touchLead(tx, { ...act, kind: 'call', outcome: null, words: null }, now),
  qualify: ({ tx, now }, act) => qualifyLead(tx, { ...act, deal: { amount: 1, currency: 'EUR', closeOn: null } }, now),
  win: ({ tx, now }, act) => winLead(tx, act, now),
  lose: ({ tx, now }, act) => loseLead(tx, { ...act, reason: 'price', words: null }, now),
  reopen: ({ tx, now }, act) => reopenLead(tx, act, now),
  nurture: ({ tx, now }, act) => nurtureLead(tx, { ...act, until: '2026-08-03', words: null }, now),
  wake: ({ tx, now }, act) => wakeLead(tx, act, now),
  disqualify: ({ tx, now }, act) => disqualifyLead(tx, { ...act, words: null }, now),
  snooze: ({ tx, now }, act) => snoozeLead(tx, { ...act, span: 'short' }, now),
  // The command asks Slack about the person who is named; this is the same question to what is known.
  reassign: (world, act) =>
    canHold(world.tx, requireTeam(world.tx, world.sales.id), act.other, world.now) &&
    reassignLead(world.tx, { ...act, to: act.other }, world.now),
};

const person = (id: string, standing: (typeof STANDINGS)[number]) => ({
  ...{ id, name: id, zone: null, statusEmoji: null, isAdmin: id === 'ADMIN' },
  ...{ standing, isMember: standing === 'member' },
});

type Change = (world: World) => void;

/** A counterexample names its steps. */
const step = (label: string, change: Change): Change =>
  Object.assign((world: World) => change(world), { [fc.toStringMethod]: () => label });

const named = fc.constantFrom(...PEOPLE);
const teamOf = ({ tx, sales }: World) => requireTeam(tx, sales.id);

const names = Object.keys(acts) as (keyof typeof acts)[];

/** One of the acts that are possible for one of the leads. */
const onLeads = fc
  .record({
    act: fc.nat(100),
    lead: fc.nat(100),
    by: fc.constantFrom(...everyone, ...Array.from({ length: 12 }, () => 'holder')),
    other: named,
  })
  .map(({ act, lead, by, other }) =>
    step(`act ${act} on lead ${lead} by ${by}, ${other}`, (world) => {
      const known = world.tx.select().from(leads).all();
      const one = known[lead % Math.max(known.length, 1)];
      const id = by === 'holder' ? one && holderOf(one) : by;
      if (!one || !id || !isHere(world.tx, id)) return;
      const possible = names.filter((name) => isPossible(one, name));
      const name = possible[act % Math.max(possible.length, 1)];
      if (!name) return;
      withSavepoint(world.tx, () => acts[name](world, { leadId: one.id, actor: actorOn(world, one, id), other }));
    }),
  );

/** The change that matters most: the person who has a lead cannot act any more. */
const onHolders = fc.tuple(fc.nat(100), fc.constantFrom(...STANDINGS.slice(1))).map(([lead, standing]) =>
  step(`the person who has lead ${lead} is ${standing}`, ({ tx }) => {
    const known = tx.select().from(leads).where(isOpen).all();
    const one = known[lead % Math.max(known.length, 1)];
    const id = one && holderOf(one);
    if (id && id !== 'ADMIN') noteStandings(tx, [person(id, standing)]);
  }),
);

const handOffs = fc.record({ by: fc.constantFrom('UMARKETER', 'MARIA'), to: fc.option(fc.constantFrom(...SELLERS)) });

const onPeople = fc.oneof(
  fc
    .tuple(named, fc.constantFrom(...STANDINGS))
    .map(([id, standing]) => step(`${id} is ${standing}`, ({ tx }) => noteStandings(tx, [person(id, standing)]))),
  fc.subarray(SELLERS).map((ids) =>
    step(`the team is ${ids}`, ({ tx, sales, now }) => {
      const roster = ids.map((userId) => ({ userId, absence: null, undisturbedUntil: null }));
      saveRoster(tx, sales.id, roster, now);
    }),
  ),
  fc.constant(
    step('the team is not known', ({ tx, sales }) => {
      tx.delete(memberships).where(sql`team_id = ${sales.id}`).run();
    }),
  ),
  named.map((id) => step(`${id} is away`, ({ tx, now }) => goAway(tx, id, { until: null }, now))),
  named.map((id) => step(`${id} offers`, ({ tx, now }) => void offerToTeam(tx, id, { all: false }, now))),
  named.map((id) => step(`${id} is back`, ({ tx, now }) => comeBack(tx, id, now))),
  // The forms refuse people who cannot act.
  named.map((id) =>
    step(`${id} manages`, (world) => {
      if (!isHere(world.tx, id)) return;
      saveTeam(world.tx, { ...teamOf(world), managerId: id }, { id: world.sales.id, by: 'ADMIN' }, world.now);
    }),
  ),
  fc.option(named).map((fallbackId) =>
    step(`${fallbackId} is the fallback owner`, (world) => {
      if (fallbackId !== null && !isHere(world.tx, fallbackId)) return;
      const settings = { ...teamOf(world), fallbackId };
      saveRouting(world.tx, { teamId: world.sales.id, by: 'ADMIN', settings }, world.now);
    }),
  ),
);

const holderOf = ({ ownerId, assigneeId, marketerId }: Lead): string | null => ownerId ?? assigneeId ?? marketerId;

const nextAct: Partial<Record<LeadStatus, LeadAct>> = {
  new: 'accept',
  accepted: 'touch',
  working: 'qualify',
  qualified: 'win',
  returned: 'disqualify',
  nurturing: 'wake',
};

/** A lead may wait for its team to be known, until its deadline. */
const waitsForTeam = (tx: Tx, lead: Lead): boolean =>
  lead.snoozedUntil !== null ||
  [escalationOf(tx, lead.id)].some((running) => running && stepsOf(running).some(([kind]) => kind === 'accept_move'));

function check(world: World, before: Map<number, string | null>, since: { entryId: number }): void {
  const { tx } = world;
  for (const lead of tx.select().from(leads).where(isOpen).all()) {
    const holders = [lead.ownerId, lead.assigneeId, lead.marketerId].filter((id) => id !== null);
    if (lead.status === 'new' && holders.length === 0 && waitsForTeam(tx, lead)) continue;
    expect(holders, `one person for a lead that is ${lead.status}`).toHaveLength(1);
    const [holder = ''] = holders;
    expect(lead.marketerId !== null).toBe(isWithMarketing(lead));
    expect(isHere(tx, holder), `${holder} is here`).toBe(true);
    requireAllowed(lead, nextAct[lead.status] as LeadAct, actorOn(world, lead, holder));
    if (before.get(lead.id) !== holder) expect(isTold(tx, lead, holder, since), `${holder} was told`).toBe(true);
  }
}

/** By a direct message, a mention in the thread, the card when it is new, or because they did it themselves. */
function isTold(tx: Tx, lead: Lead, holder: string, { entryId }: { entryId: number }): boolean {
  // Marketing gets the list of nurtured leads each week.
  if (lead.status === 'nurturing') return true;
  const entries = tx.select().from(leadHistory).where(gt(leadHistory.id, entryId)).all();
  const own = entries.filter(({ leadId }) => leadId === lead.id);
  if (own.some(({ actorId, details }) => actorId === holder || (details as { to?: string }).to === holder)) return true;
  const told = tx.select().from(outbox).where(sql`state = 'waiting'`).all();
  return told.some(({ kind, payload }) => {
    const { userId, leadId } = payload as { userId?: string; leadId?: number };
    if (kind === 'lead_card') return leadId === lead.id && own.some((entry) => entry.kind === 'handed_off');
    return kind === 'lead_news' && userId === holder;
  });
}

const lapses = fc.constantFrom(1, 30, 125, 600, 3000, 60 * 24 * 70);

test('at every moment each open lead has exactly one person who is here, may act, and was told', async () => {
  const anyStep = fc.oneof(
    { weight: 2, arbitrary: handOffs.map((handOff) => ({ handOff })) },
    { weight: 8, arbitrary: onLeads.map((run) => ({ run })) },
    { weight: 2, arbitrary: onHolders.map((run) => ({ run })) },
    { weight: 3, arbitrary: onPeople.map((run) => ({ run })) },
    { weight: 3, arbitrary: lapses.map((minutes) => ({ minutes })) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 20, maxLength: 40 }), async (steps) => {
      const { db, write, team: sales, handOff } = await salesTeam();
      const marketing = await write((tx) => {
        const form = {
          ...sales,
          id: undefined,
          kind: 'marketing' as const,
          name: 'Marketing',
          channelId: 'CMARKETING',
        };
        const saved = saveTeam(tx, { ...form, managerId: 'CHIEF' }, { id: null, by: 'ADMIN' }, MONDAY_9);
        saveMembers(tx, saved, { userIds: new Set(['UMARKETER', 'MARIA']), error: null }, MONDAY_9);
        noteStandings(tx, [person('ADMIN', 'member')]);
        return saved;
      });
      let now = MONDAY_9;
      for (const one of steps) {
        const before = new Map(
          db
            .select()
            .from(leads)
            .all()
            .map((lead) => [lead.id, holderOf(lead)]),
        );
        const entryId = Number(db.$client.prepare('select coalesce(max(id), 0) from lead_history').pluck().get());
        if ('handOff' in one) {
          const { by, to } = one.handOff;
          const canGet = to !== null && canHold(db, sales, to, now);
          if (isHere(db, by)) await handOff(now, canGet ? { to, by } : { by });
        }
        if ('minutes' in one) now = minutesAfter(now, one.minutes);
        await write((tx) => {
          const world: World = { tx, sales, marketing, now };
          if ('run' in one) one.run(world);
          wakeNurtured(tx, now);
          wakeSnoozed(tx, now);
          for (const due of dueSteps(tx, now, 100)) takeStep(tx, due, now);
          routeAllWaiting(tx, now);
          passOnOfLeavers(tx, now);
          coverReturned(tx, now);
          check(world, before, { entryId });
          for (const { id } of tx.select({ id: leads.id }).from(leads).all()) {
            savePosted(tx, cardKey(id), { channel: sales.channelId, ts: `${id}.0` });
          }
          tx.update(outbox).set({ state: 'sent' }).run();
        });
      }
    }),
    { numRuns: 20 },
  );
});
