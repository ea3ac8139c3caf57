/** The places of an erasure in words, and what is found in them. */
import { expect, test } from 'vitest';
import { noteLead } from '../../src/leads/acts/note.ts';
import { historyOf } from '../../src/leads/queries.ts';
import { noteErasure } from '../../src/privacy/erasures.ts';
import { amongOthers, eraseOtherTexts, findMentions } from '../../src/privacy/mentions.ts';
import { placeLines } from '../../src/privacy/places.ts';
import { erasures } from '../../src/privacy/table.ts';
import { wordsOfContact } from '../../src/privacy/words.ts';
import { actor, MONDAY_9, salesTeam } from '../leads/world.ts';

const ana = { name: 'Ana Reis', email: 'ana@porto.example', phone: null };
const NOTE = 'Ana Reis asked for a price';

test('each kind of place is one line, and each row counts once', () => {
  expect(
    placeLines([
      { table: 'leads', rowid: 1 },
      { table: 'leads', rowid: 1 },
      { table: 'lead_history', rowid: 1 },
      { table: 'lead_history', rowid: 2 },
      { table: 'unheard_of', rowid: 1 },
      { table: 'another_one', rowid: 1 },
    ]),
  ).toEqual(['1 other lead', '2 notes on other leads', '2 other entries']);
  expect(placeLines([])).toEqual([]);
});

async function noted() {
  const world = await salesTeam();
  const own = await world.handOff(MONDAY_9, { ...ana, need: 'Ana Reis wants a demo' });
  const other = await world.handOff(MONDAY_9, { name: 'Bo Li', email: 'bo@li.example' });
  const namesake = await world.handOff(MONDAY_9, { name: 'Ana Reis', email: 'reis@elsewhere.example' });
  await world.write((tx) => {
    for (const leadId of [own.id, other.id, namesake.id])
      noteLead(tx, { leadId, actor: actor('A'), words: NOTE }, MONDAY_9);
  });
  const note = (leadId: number) =>
    historyOf(world.db, leadId, { limit: 1, offset: 0 }).map(({ details }) => (details as { words: string }).words)[0];
  return { ...world, own, other, namesake, note };
}

test('texts about the contact are found, but not those about a namesake, and their own leads can be left out', async () => {
  const { db, own, other } = await noted();
  const found = await findMentions(db, wordsOfContact([ana]));
  const leadsOf = (places: typeof found) => [
    ...new Set(
      places
        .filter(({ table }) => table === 'lead_history')
        .map(({ rowid }) => db.$client.prepare('select lead_id from lead_history where id = ?').pluck().get(rowid)),
    ),
  ];
  expect(leadsOf(found)).toEqual([other.id]);
  expect(amongOthers(db, found, [other.id]).filter(({ table }) => table === 'lead_history')).toEqual([]);
  expect(leadsOf(amongOthers(db, found, [own.id]))).toEqual([other.id]);
});

test('they are erased in the notes of other leads, whose names are then forgotten', async () => {
  const { db, write, other, namesake, note } = await noted();
  await write((tx) => noteErasure(tx, { subject: 'lead:99:1', contact: ana }, MONDAY_9));
  await eraseOtherTexts({ db, write, now: () => MONDAY_9 });
  expect([note(other.id), note(namesake.id)]).toEqual(['Erased asked for a price', NOTE]);
  expect(
    db
      .select()
      .from(erasures)
      .all()
      .map(({ contact }) => contact),
  ).toEqual([null]);
});

test('a stop leaves the names for the next run', async () => {
  const { db, write, other, note } = await noted();
  await write((tx) => noteErasure(tx, { subject: 'lead:99:1', contact: ana }, MONDAY_9));
  const stop = new AbortController();
  stop.abort();
  await eraseOtherTexts({ db, write, now: () => MONDAY_9 }, stop.signal);
  expect(note(other.id)).toBe(NOTE);
  await eraseOtherTexts({ db, write, now: () => MONDAY_9 });
  expect(note(other.id)).toBe('Erased asked for a price');
});
