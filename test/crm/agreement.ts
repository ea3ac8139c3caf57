/** A month of changes on both sides, with faults and deaths in the middle, ends in agreement. */
import { expect } from 'vitest';
import { endErasedLinks } from '../../src/crm/erase.ts';
import { linkOfLead } from '../../src/crm/links.ts';
import { peopleOf } from '../../src/crm/people.ts';
import { sidesOf, syncFields } from '../../src/crm/sides.ts';
import { crmKept, crmLinks, crmOrders } from '../../src/crm/table.ts';
import { handOffByProgram } from '../../src/intake/hand-off.ts';
import { ERASED } from '../../src/leads/erase.ts';
import { isEnded } from '../../src/leads/lifecycle.ts';
import type { ChangeDetails } from '../../src/leads/types.ts';
import { UserError } from '../../src/platform/errors.ts';
import { actInSlack, type Dice, dice, formOf, personOf, valuesInCrm } from './player.ts';
import { syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;

const FAULTS = ['away', 'limit'] as const;
const CALLS = ['changes', 'read', 'find', 'write'] as const;
const PEOPLE = 25;
const SPELLINGS = [
  (_: string, value: string) => value,
  (_: string, value: string) => ` ${value}`,
  (field: string, value: string) => (field === 'phone' ? value.replace('+', '00') : value),
];

export async function agreesAfterAMonth({ seed, turns }: { seed: number; turns: number }): Promise<void> {
  const roll = dice(seed);
  const world = await syncedWorld({ page: 7, spell: roll.pick(SPELLINGS) });
  await world.know({ o1: 'A', o2: 'B' });
  await world.sync();
  for (let turn = 0; turn < turns; turn += 1) {
    world.later(60 * roll.below((60 * 24 * 2 * 30) / turns));
    await turnOf(world, roll);
  }
  world.crm.faults.length = 0;
  // Both sides rest: the longest pause after faults passes, and each linked record is read again.
  for (let round = 0; round < 12; round += 1) {
    world.later(round < 6 ? 24 * 3600 : 360);
    await world.write((tx) => endErasedLinks(tx, world.clock()));
    await world.sync();
  }
  expectAgreement(world, `seed ${seed}`);
  const written = world.crm.writes.length;
  for (let round = 0; round < 3; round += 1) {
    world.later(360);
    await world.sync();
  }
  expect(world.crm.writes.length, `seed ${seed}: nothing is written at rest`).toBe(written);
}

async function turnOf(world: World, roll: Dice): Promise<void> {
  const { crm, write } = world;
  const [records, leads] = [
    [...crm.records.values()].filter(({ isGone, mergedInto }) => !isGone && !mergedInto),
    world.leads(),
  ];
  const what = roll.below(20);
  if (what < 3 || leads.length === 0) {
    const number = roll.below(PEOPLE);
    if (roll.below(2))
      crm.add({ contact: { ...personOf(number), role: 'CEO' }, ownerId: roll.pick(['o1', 'o2', null]) });
    else
      await inSlack(world, (tx) =>
        handOffByProgram(tx, { form: formOf(roll, number), teamId: world.team.id, marketerId: 'MIA' }, world.clock()),
      );
  } else if (what < 10) {
    const lead = roll.pick(leads);
    if (lead.name !== ERASED) await inSlack(world, (tx) => actInSlack(tx, roll, lead, world.clock()));
    await write((tx) => endErasedLinks(tx, world.clock()));
  } else if (what < 15 && records.length > 0) {
    const record = roll.pick(records);
    const number = Number(/\d+/.exec(record.contact.name ?? '')?.[0] ?? 1);
    crm.change(record.id, valuesInCrm(roll, number));
  } else if (what === 15 && records.length > 1 && roll.below(3) === 0) {
    const [from, into] = [roll.pick(records), roll.pick(records)];
    if (from !== into && from.contact.company === into.contact.company) crm.merge(from.id, into.id);
    else if (roll.below(4) === 0) crm.remove(from.id);
  } else if (what === 16) {
    crm.faults.push({
      call: roll.pick(CALLS),
      fault: roll.pick(FAULTS),
      when: roll.pick(['before', 'after'] as const),
    });
  } else if (what === 17) await world.dieAfter(roll.below(6));
  else await world.sync();
}

const liveOf = (crm: World['crm']) =>
  [...crm.records.values()].filter(({ isGone, mergedInto }) => !isGone && mergedInto === undefined);

async function inSlack(world: World, act: Parameters<World['write']>[0]): Promise<void> {
  await world.write(act).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
  });
}

function expectAgreement(world: World, seed: string): void {
  const { db, crm, connection } = world;
  const orders = db.select().from(crmOrders).all();
  expect(orders, `${seed}: nothing waits`).toEqual([]);
  const links = db
    .select()
    .from(crmLinks)
    .all()
    .filter(({ endedAt }) => endedAt === null);
  for (const of of ['leadId', 'recordId'] as const) {
    expect(new Set(links.map((link) => link[of])).size, `${seed}: one link for each ${of}`).toBe(links.length);
  }
  const people = peopleOf(db, connection.id);
  for (const link of links) expectSame(world, link, people, seed);
  expectNoneTwice(world, seed);
  expectAllThere(world, seed);
  const notes = liveOf(crm).flatMap((record) => [...record.notes.keys()].map((key) => [key, record.id]));
  expect(new Set(notes.map(([key]) => key)).size, `${seed}: each note once`).toBe(notes.length);
}

function expectSame(
  world: World,
  link: typeof crmLinks.$inferSelect,
  people: ReturnType<typeof peopleOf>,
  seed: string,
): void {
  const record = world.crm.records.get(link.recordId);
  const lead = world.lead(link.leadId);
  const where = `${seed}: lead ${lead.id}, record ${link.recordId}`;
  if (!record || record.isGone || record.mergedInto !== undefined) throw new Error(`${where}: the record is gone`);
  const context = { plan: world.connection.plan } as Parameters<typeof sidesOf>[1];
  for (const field of syncFields) {
    const sides = sidesOf(world.db, context, { lead, record, people }, field);
    if (!sides) continue;
    const isRefused = link.base[`refused ${field}`] !== undefined;
    // The CRM can hold what a lead cannot: a bad number, an owner outside of Slack, a stage that the lifecycle refuses.
    // A deal that ended before the lead came stays as it is.
    const isOfThePast = field === 'deal' && sides.baton === null;
    // Closed leads keep their owner.
    const isOnRecord = field === 'owner' && world.history(lead.id).some(({ details }) => namesOwner(details));
    const mayDiffer = isOnRecord || isOfThePast || !sides.canTake || isRefused || !sides.canGive;
    if (!mayDiffer && !sides.isSame)
      throw new Error(
        `${where}: ${field} differs: ${JSON.stringify({ ...sides, base: link.base, status: lead.status, kinds: world.history(lead.id).map(({ kind }) => kind) })}`,
      );
  }
}

const namesOwner = (details: unknown): boolean =>
  (details as ChangeDetails['synced'] | null)?.differs?.owner !== undefined;

/** Each lead added one record at most, and each write that added one was the first to reach the CRM. */
function expectNoneTwice({ crm }: World, seed: string): void {
  const added = liveOf(crm).flatMap(({ extra }) => extra.team ?? []);
  expect(new Set(added).size, `${seed}: no record is added twice`).toBe(added.length);
}

function expectAllThere(world: World, seed: string): void {
  const { db, crm, connection } = world;
  const kept = new Set(
    db
      .select()
      .from(crmKept)
      .all()
      .map(({ recordId }) => recordId),
  );
  const links = db.select().from(crmLinks).all();
  for (const record of crm.records.values()) {
    if (!record.isMatch || record.isGone || record.mergedInto !== undefined) continue;
    const isKnown = kept.has(record.id) || links.some(({ recordId }) => recordId === record.id);
    expect(isKnown, `${seed}: record ${record.id} is a lead, or kept`).toBe(true);
  }
  for (const lead of world.leads()) {
    if (lead.name === ERASED || isEnded(lead)) continue;
    const isKnown = links.some(({ leadId }) => leadId === lead.id) || hasOther(world, lead.id);
    expect(isKnown, `${seed}: lead ${lead.id} is in the CRM`).toBe(true);
    expect(linkOfLead(db, connection.id, lead.id)?.leadId ?? lead.id).toBe(lead.id);
  }
}

/** Another open lead of the person has the record. */
function hasOther(world: World, leadId: number): boolean {
  const lead = world.lead(leadId);
  return world
    .leads()
    .some(
      ({ id, email, phone }) => id !== leadId && (email === lead.email || (phone !== null && phone === lead.phone)),
    );
}
