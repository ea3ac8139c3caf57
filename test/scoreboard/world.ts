/** Two sales teams and their leads, on which generated people act through the real acts. */
import fc from 'fast-check';
import type { Actor } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { handBackLead } from '../../src/leads/acts/hand-back.ts';
import { appendToLead, type HandOff, handOff } from '../../src/leads/acts/handoff.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { disqualifyLead, nurtureLead, wakeLead, wakeNurtured } from '../../src/leads/acts/nurture.ts';
import { offerToTeam } from '../../src/leads/acts/offer.ts';
import { loseLead, qualifyLead, reopenLead, valueLead, winLead } from '../../src/leads/acts/outcome.ts';
import { reassignLead } from '../../src/leads/acts/reassign.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { snoozeLead, wakeSnoozed } from '../../src/leads/acts/snooze.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { addClause } from '../../src/leads/definition/change.ts';
import { clausesOf } from '../../src/leads/definition/queries.ts';
import { eraseOld, keepEndedMonths } from '../../src/leads/erase.ts';
import { dueSteps, takeStep } from '../../src/leads/escalation/escalate.ts';
import { rateLead } from '../../src/leads/quality/rate.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { saveRoster } from '../../src/leads/routing/roster.ts';
import { declineReasons, declineReasonsOf, lossReasonsOf } from '../../src/leads/settings.ts';
import { leadHistory } from '../../src/leads/table.ts';
import type { LeadStatus } from '../../src/leads/types.ts';
import { addItem } from '../../src/library/add.ts';
import { useWithLead } from '../../src/library/usage.ts';
import { asc, gt } from '../../src/platform/db/drizzle.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Tx, type Write } from '../../src/platform/db/write.ts';
import { UserError } from '../../src/platform/errors.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { allTeams, requireTeam } from '../../src/teams/queries.ts';
import { saveTeam, type TeamForm } from '../../src/teams/save.ts';
import type { Team } from '../../src/teams/table.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** Europe and the United States change their clocks in the weeks after it. */
export const START = new Date('2026-03-02T08:00:00Z');
const MINUTE_MS = 60_000;
const SELLERS = ['A', 'B', 'C', 'BOSS'];
const MARKETERS = ['MIA', 'MAX'];
export const SOURCES = ['Webinar', 'Trade fair: Köln', null];
export const CAMPAIGNS = ['Spring & summer', null];
const CURRENCIES = ['EUR', 'USD', 'JPY'];

const team = (name: string, zone: string): TeamForm => ({
  kind: 'sales',
  name,
  channelId: `C${name}`,
  managerId: 'BOSS',
  zone,
  workDays: [1, 2, 3, 4, 5],
  worksFrom: '09:00',
  worksUntil: '17:00',
  holidays: ['2026-04-03'],
  digestCron: null,
  routing: 'round_robin',
});

export interface World {
  db: Db;
  write: Write;
  now: Date;
  teamIds: number[];
  leadIds: number[];
  itemId: number;
  /** The hours of the lead's team when a history entry was made, and those of marketing. */
  hours: Map<number, Team>;
  marketingHours: Map<number, Team>;
  marketingId: number;
}

export async function createWorld(): Promise<World> {
  const db = memoryDatabase();
  const write = createWriter(db);
  const { teamIds, itemId, marketingId } = await write((tx) => {
    const saved = [team('Berlin', 'Europe/Berlin'), team('New York', 'America/New_York')].map((form) =>
      saveTeam(tx, form, { id: null, by: 'test' }, START),
    );
    const early = { zone: 'UTC', worksFrom: '07:00', worksUntil: '15:00' };
    const marketing = { ...team('Marketing', 'UTC'), ...early, kind: 'marketing' as const };
    const { id: marketingId } = saveTeam(tx, marketing, { id: null, by: 'test' }, START);
    for (const { id } of saved) {
      const roster = SELLERS.map((userId) => ({ userId, absence: null, undisturbedUntil: null }));
      saveRoster(tx, id, roster, START);
      for (const text of ['More than 50 people', 'A budget']) addClause(tx, { teamId: id, by: 'test', text }, START);
    }
    const content = { link: 'https://example.com/a', tags: [], summary: null, ownerId: 'MIA', reviewAt: null };
    const item = addItem(tx, { ...content, title: 'A deck', kind: 'deck', stage: null, by: 'MIA' }, START);
    return { teamIds: saved.map(({ id }) => id), itemId: item.id, marketingId };
  });
  return {
    db,
    write,
    now: START,
    teamIds,
    leadIds: [],
    itemId,
    marketingId,
    hours: new Map(),
    marketingHours: new Map(),
  };
}

/** An act by a person, or of the clock; the numbers choose among what there is. */
export interface Turn {
  act: keyof typeof acts;
  waitMinutes: number;
  lead: number;
  who: number;
  n: number;
}

const waits = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 90 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1_500 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 20_000 }) },
);

/** Mostly acts that a lead can take next; the others come at any moment. */
export const turns = (most: number): fc.Arbitrary<Turn[]> =>
  fc.array(
    fc.record({
      act: fc.oneof(
        { weight: 6, arbitrary: fc.constant<Turn['act']>('step') },
        { weight: 1, arbitrary: fc.constant<Turn['act']>('handOff') },
        { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(acts) as Turn['act'][])) },
      ),
      waitMinutes: waits,
      lead: fc.nat(11),
      who: fc.nat(11),
      n: fc.nat(11),
    }),
    { minLength: most, maxLength: most },
  );

/** Plays one turn. An act that Baton refuses changes nothing. */
export async function play(world: World, turn: Turn): Promise<void> {
  world.now = new Date(world.now.getTime() + turn.waitMinutes * MINUTE_MS);
  const before = new Map(allTeams(world.db).map((one) => [one.id, one]));
  await world
    .write((tx) => acts[turn.act](tx, world, turn))
    .catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
    });
  for (const { id, leadId } of entriesOf(world.db, world.hours.size)) {
    const hours = before.get(requireLead(world.db, leadId).teamId);
    const marketing = before.get(world.marketingId);
    if (hours) world.hours.set(id, hours);
    if (marketing) world.marketingHours.set(id, marketing);
  }
}

export const entriesOf = (db: Db, afterId = 0) =>
  db.select().from(leadHistory).where(gt(leadHistory.id, afterId)).orderBy(asc(leadHistory.id)).all();

const pick = <T>(all: readonly T[], n: number): T => all[n % all.length] as T;

type Act = (tx: Tx, world: World, turn: Turn) => unknown;

const onLead =
  (act: (tx: Tx, about: { leadId: number; actor: Actor }, turn: Turn, now: Date) => unknown, by = SELLERS): Act =>
  (tx, { leadIds, now }, turn) => {
    const leadId = pick(leadIds, turn.lead);
    if (leadId === undefined) return;
    const id = pick(by, turn.who);
    const isMarketer = by === MARKETERS;
    act(
      tx,
      { leadId, actor: { id, isSeller: !isMarketer, isManager: id === 'BOSS', isMarketer, teamChannelId: 'C' } },
      turn,
      now,
    );
  };

const form = ({ n }: Turn): HandOff['form'] => ({
  name: `Person ${n}`,
  company: 'Acme',
  email: `person${n}@acme.example`,
  phone: null,
  role: null,
  source: pick(SOURCES, n),
  campaign: pick(CAMPAIGNS, n),
  stage: null,
  temperature: pick(['hot', 'warm'] as const, n),
  need: 'A demo',
});

/** A message of up to some days ago; every third lead has no message. */
function messageOf({ now }: World, { n, who }: Turn): string | null {
  const seconds = Math.floor(now.getTime() / 1000) - n * who * 1_801;
  return n % 3 === 0 ? null : `https://acme.slack.com/archives/C1/p${seconds}000200`;
}

const acts = {
  handOff: (tx: Tx, world: World, turn: Turn) => {
    const teamId = pick(world.teamIds, turn.lead);
    const assigneeId = turn.n % 3 === 0 ? pick(SELLERS, turn.who) : null;
    const by = { marketerId: pick(MARKETERS, turn.who), messageLink: messageOf(world, turn), earlierLeadId: null };
    world.leadIds.push(handOff(tx, { form: form(turn), teamId, assigneeId, ...by }, world.now).id);
  },
  append: onLead(
    (tx, { leadId, actor }, turn, now) =>
      appendToLead(tx, requireLead(tx, leadId), { form: form(turn), marketerId: actor.id, messageLink: null }, now),
    MARKETERS,
  ),
  accept: onLead((tx, { leadId, actor }, _, now) => acceptLead(tx, { leadId, seller: actor, by: 'button' }, now)),
  touch: onLead((tx, about, _, now) => touchLead(tx, { ...about, kind: 'call', outcome: null, words: null }, now)),
  qualify: onLead((tx, about, { n }, now) => {
    const amount = n === 0 ? null : n * 1_000.1;
    const deal = { amount, currency: amount === null ? null : pick(CURRENCIES, n), closeOn: null };
    qualifyLead(tx, { ...about, deal }, now);
  }),
  win: onLead((tx, about, { n }, now) => {
    const value = n % 4 === 1 ? { value: { amount: n * 2_000.2, currency: pick(CURRENCIES, n + 1) } } : {};
    winLead(tx, { ...about, ...value }, now);
  }),
  value: onLead((tx, about, { n }, now) => {
    valueLead(tx, { ...about, value: { amount: (n + 1) * 3_000.3, currency: pick(CURRENCIES, n + 2) } }, now);
  }),
  lose: onLead((tx, about, { n }, now) => {
    loseLead(tx, { ...about, reason: pick(lossReasonsOf(tx), n).key, words: null }, now);
  }),
  reopen: onLead((tx, about, _, now) => reopenLead(tx, about, now)),
  release: onLead((tx, about, _, now) => releaseLead(tx, about, now)),
  decline: onLead((tx, { leadId, actor }, { n }, now) => {
    const clauses = clausesOf(tx, requireLead(tx, leadId).teamId);
    const clauseId = n % 2 === 0 ? pick(clauses, n).id : null;
    const reason = pick(declineReasonsOf(tx), n).key;
    declineLead(tx, { leadId, actor, reason, words: 'No', clauseId }, now);
  }),
  handBack: onLead((tx, about, _, now) => handBackLead(tx, { ...about, facts: 'But' }, now), MARKETERS),
  nurture: onLead((tx, about, { n }, now) => {
    const until = new Date(now.getTime() + (n + 1) * 86_400_000).toISOString().slice(0, 10);
    nurtureLead(tx, { ...about, until, words: null }, now);
  }),
  nurtureReturned: onLead((tx, about, _, now) => {
    nurtureLead(tx, { ...about, until: new Date(now.getTime() + 9e8).toISOString().slice(0, 10), words: null }, now);
  }, MARKETERS),
  wake: onLead((tx, about, _, now) => wakeLead(tx, about, now), MARKETERS),
  disqualify: onLead((tx, about, _, now) => disqualifyLead(tx, { ...about, words: null }, now), MARKETERS),
  reassign: onLead((tx, about, { n }, now) => reassignLead(tx, { ...about, to: pick(SELLERS, n) }, now)),
  snooze: onLead((tx, about, _, now) => snoozeLead(tx, { ...about, span: 'tomorrow' }, now)),
  note: onLead((tx, about, _, now) => noteLead(tx, { ...about, words: 'Hm' }, now)),
  rate: onLead((tx, about, { n }, now) => {
    const moment = pick(['touch', 'decline'] as const, n);
    rateLead(tx, { ...about, moment, rating: pick(['good', 'so_so', 'poor'] as const, n) }, now);
  }),
  useContent: (tx: Tx, world: World, turn: Turn) =>
    onLead((_, about) => useWithLead(tx, { ...about, itemId: world.itemId, words: null }, world.now))(tx, world, turn),
  leave: (tx: Tx, { now }: World, { who, n }: Turn) => offerToTeam(tx, pick(SELLERS, who), { all: n % 2 === 0 }, now),
  clock: (tx: Tx, { now }: World) => {
    wakeNurtured(tx, now);
    wakeSnoozed(tx, now);
    for (const step of dueSteps(tx, now, 100)) takeStep(tx, step, now);
  },
  erase: (tx: Tx, { now }: World) => {
    changeSetting(tx, { setting: keepEndedMonths, value: 1, by: 'test' }, now);
    eraseOld(tx, new Date(now.getTime() + 40 * 86_400_000));
  },
  /** Also its zone: the days of its figures begin at another moment. */
  editTeam: (tx: Tx, { teamIds, marketingId, now }: World, { lead, n }: Turn) => {
    const { id, updatedAt, updatedBy, ...form } = requireTeam(tx, pick([...teamIds, marketingId], lead));
    const zone = pick(['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'], n);
    const edited = {
      zone,
      worksFrom: pick(['08:00', '10:30'], n),
      acceptMinutes: 30 + n,
      workDays: [1, 2, 3, 4, 5 + (n % 3)],
    };
    saveTeam(tx, { ...form, ...edited }, { id, by: 'test' }, now);
  },
  editReasons: (tx: Tx, { now }: World, { n }: Turn) => {
    const value = declineReasonsOf(tx).map((one, at) => (at === n % 3 ? { ...one, label: `Renamed ${n}` } : one));
    changeSetting(tx, { setting: declineReasons, value, by: 'test' }, now);
  },
  /** An act that fits the status of a lead, whatever the company has set. */
  step: (tx: Tx, world: World, turn: Turn): void => {
    const leadId = pick(world.leadIds, turn.lead);
    if (leadId === undefined) return;
    const act = pick(NEXT[requireLead(tx, leadId).status], turn.n);
    if (act) acts[act](tx, world, turn);
  },
} satisfies Record<string, Act>;

const NEXT: Record<LeadStatus, Exclude<Turn['act'], 'step'>[]> = {
  new: ['accept', 'accept', 'touch', 'accept', 'decline', 'reassign', 'nurture'],
  accepted: ['touch', 'touch', 'release', 'touch', 'decline', 'reassign', 'leave'],
  working: ['qualify', 'qualify', 'useContent', 'rate', 'decline', 'touch', 'nurture', 'reassign'],
  qualified: ['win', 'useContent', 'lose', 'win', 'reopen'],
  won: ['reopen', 'value', 'rate', 'note'],
  lost: ['reopen', 'note', 'rate'],
  returned: ['handBack', 'nurtureReturned', 'handBack', 'disqualify', 'rate'],
  nurturing: ['wake', 'note'],
  disqualified: ['note'],
};
