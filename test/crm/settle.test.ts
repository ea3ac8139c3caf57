/** The outcome of a write: what is tried again, when, and what a failure leaves. */
import { describe, expect, test } from 'vitest';
import { CrmError, type CrmWrite, type CrmWritten } from '../../src/crm/crm.ts';
import { keptRecords } from '../../src/crm/kept.ts';
import { lastLinkOf, recordOfLead } from '../../src/crm/links.ts';
import { syncState } from '../../src/crm/state.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { declineLead } from '../../src/leads/acts/decline.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { disqualifyLead } from '../../src/leads/acts/nurture.ts';
import { OTHER } from '../../src/leads/types.ts';
import { accepted, ana, onlyLead, seller, syncedWorld } from './world.ts';

type World = Awaited<ReturnType<typeof syncedWorld>>;
const page = { limit: 10, offset: 0 };

/** The next writes get this answer. */
function answer(world: World, written: (write: CrmWrite) => Partial<CrmWritten>, times = 1): void {
  const { crm } = world.crm;
  const { write } = crm;
  let left = times;
  crm.write = async (_, writes) => {
    left -= 1;
    if (left === 0) crm.write = write;
    return writes.map((one) => ({ recordId: one.recordId, dealId: null, notes: [], ...written(one) }));
  };
}

const note = (world: World, leadId: number, ...words: string[]) =>
  world.write((tx) => {
    for (const one of words) noteLead(tx, { leadId, actor: seller, words: one }, world.clock());
  });
const texts = (world: World) => world.crm.writes.map(({ notes }) => notes.map(({ text }) => text));
const state = (world: World) => syncState(world.db, world.connection.id, world.clock());

test('many notes go in several writes, each of 2,000 characters at most', async () => {
  const { world, leadId } = await accepted();
  await note(world, leadId, ...Array.from({ length: 21 }, (_, at) => `Note ${at}`), 'x'.repeat(2_500));
  await world.sync();
  await world.sync();
  expect(texts(world).map(({ length }) => length)).toEqual([20, 2]);
  expect(texts(world)[1]).toEqual(['noted Note 20', `noted ${'x'.repeat(1_994)}`]);
  expect(state(world)).toMatchObject({ waiting: 0 });
});

test('a change while a write is under way is written with the next one', async () => {
  const world = await syncedWorld();
  const record = world.crm.add({ contact: ana });
  await world.sync();
  const { id: leadId } = onlyLead(world);
  await world.write((tx) => acceptLead(tx, { leadId, seller, by: 'button' }, world.clock()));
  const { write } = world.crm.crm;
  world.crm.crm.write = async (plan, writes) => {
    world.crm.crm.write = write;
    await world.know({ o1: 'A' });
    return await write(plan, writes);
  };
  await world.sync();
  await world.sync();
  expect(world.crm.records.get(record.id)).toMatchObject({ ownerId: 'o1', status: 'Open' });
});

test('a right that is missing rests the sync for ten minutes, and the write waits', async () => {
  const { world, leadId } = await accepted();
  await note(world, leadId, 'Call later');
  answer(world, () => ({ error: new CrmError('right', 'crm.objects.notes.write') }));
  await world.sync();
  expect(state(world)).toMatchObject({ waiting: 1, failed: 0, fault: 'right', words: 'crm.objects.notes.write' });
  world.later(9 * 60);
  await world.syncer.run(world.stop.signal);
  expect(world.crm.writes).toEqual([]);
  await world.sync();
  expect(texts(world).flat()).toEqual(['noted Call later']);
  expect(state(world)).toMatchObject({ waiting: 0, fault: null, restsUntil: null });
});

describe('a lead that is added, when the CRM has another lead’s record for it', () => {
  async function addedTo(isOpen: boolean) {
    const { world, leadId, record } = await accepted();
    const marketer = { ...seller, isMarketer: true };
    if (!isOpen)
      await world.write((tx) => {
        declineLead(tx, { leadId, actor: seller, reason: OTHER, words: 'A student' }, world.clock());
        disqualifyLead(tx, { leadId, actor: marketer, words: null }, world.clock());
      });
    await world.sync();
    const bo = { name: 'Bo Li', company: 'Li', email: 'bo@li.example' };
    const second = await world.handOff(world.clock(), bo);
    await world.write((tx) => acceptLead(tx, { leadId: second.id, seller, by: 'button' }, world.clock()));
    answer(world, () => ({ recordId: record.id }));
    await world.sync();
    return { world, record, first: leadId, second: second.id };
  }

  test('leaves it to the other lead while that is open, and says so', async () => {
    const { world, record, first, second } = await addedTo(true);
    expect(recordOfLead(world.db, first)?.recordId).toBe(record.id);
    expect(recordOfLead(world.db, second)).toBeUndefined();
    expect(keptRecords(world.db, world.connection.id, page).rows).toMatchObject([
      { reason: 'duplicate', leadId: second, words: 'Its record in HubSpot belongs to another open lead.' },
    ]);
    expect(state(world)).toMatchObject({ waiting: 0 });
  });

  test('gives it to the new lead after the other has ended', async () => {
    const { world, record, first, second } = await addedTo(false);
    expect(recordOfLead(world.db, second)?.recordId).toBe(record.id);
    expect(lastLinkOf(world.db, first)).toMatchObject({ endedWhy: 'replaced' });
    expect(world.history(second).map(({ details }) => details)).toContainEqual({ crm: 'HubSpot', record: 'added' });
  });
});
