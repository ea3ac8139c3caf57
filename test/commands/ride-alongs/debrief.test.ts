/** After a ride-along: three questions, and the uses of their answers. */
import type { SeenMessage } from '@baton/sandbox';
import { expect, test } from 'vitest';
import { countPoints, pointsOf } from '../../../src/agenda/queries.ts';
import { unmetSearches } from '../../../src/library/empty-searches.ts';
import { forgetContact, leadsOfContact } from '../../../src/privacy/contact.ts';
import { contentRequests } from '../../../src/requests/table.ts';
import { rideById } from '../../../src/ride-alongs/queries.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin. There is no channel of both teams.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const deps = () => scene.app().baton.deps;

const offer = (): SeenMessage => {
  const found = as('ada')
    .sees('#marketing')
    .findLast(({ text, threadTs }) => text.includes('hosted by') && threadTs === undefined);
  if (!found) throw new Error('There is no offer.');
  return found;
};
const ask = (who: string): SeenMessage => {
  const found = as(who)
    .dm()
    .findLast(({ text }) => /How was it|Your debrief|did not ride/.test(text));
  if (!found) throw new Error(`${who} was not asked.`);
  return found;
};
const shared = (): SeenMessage => {
  const found = offer().thread()[0];
  if (!found) throw new Error('There is no debrief.');
  return found;
};
const copies = () =>
  as('sam')
    .sees('#sales')
    .filter(({ text }) => text.includes('rode along with'));

test('riders are asked as soon as it is over, and no one before', async () => {
  const lead = await scene.newLead();
  await as('sam').command('/baton ride-along', { in: '#sales' });
  await scene.mustSubmit('sam', 'Offer a ride-along', {
    'What is it about?': 'Clinics in Lisbon',
    'When?': new Date('2026-11-19T10:00:00Z'),
    Lead: lead,
    Seats: '2 seats',
  });
  expect(offer().text).toContain(`${lead} · `);
  await as('mia').press(offer(), 'Ride along');
  await as('ada').press(offer(), 'Ride along');
  await scene.travel('2026-11-19T10:29:00Z');
  expect(() => ask('mia')).toThrow();
  await scene.travel('2026-11-19T10:30:30Z');
  expect(ask('mia').buttons).toEqual(['Write debrief…', 'I did not ride along']);
  expect(scene.read(offer().text)).toContain('@mia and @ada rode along.');
  expect(offer().buttons).toEqual([]);
});

test('a rider who did not come is taken out, and can come back', async () => {
  await as('ada').press(ask('ada'), 'I did not ride along');
  await scene.app().settled();
  expect(ask('ada').text).toContain('It does not count.');
  expect(scene.read(offer().text)).toContain('@mia rode along.');
  await as('ada').press(ask('ada'), 'I did ride along');
  await scene.app().settled();
  expect(scene.read(offer().text)).toContain('@mia and @ada rode along.');
});

test('one answer is enough; both teams read it, and the rider can change it', async () => {
  await as('mia').press(ask('mia'), 'Write debrief…');
  expect(await scene.submit('mia', 'Debrief')).toEqual({
    ok: false,
    errors: { 'What did the buyer ask?': 'Answer at least one question.' },
  });
  await scene.mustSubmit('mia', 'Debrief', { 'What did the buyer ask?': 'Do you speak HL7?' });
  expect(ask('mia').text).toContain('Your debrief is shared');
  expect(scene.read(shared().text)).toContain('@mia rode along with @sam: Clinics in Lisbon');
  expect(shared().buttons).toEqual(['Add to review']);
  await as('mia').press(ask('mia'), 'Change debrief…');
  await scene.mustSubmit('mia', 'Debrief', { 'Which content was missing?': 'HL7 one-pager' });
  expect(offer().thread()).toHaveLength(1);
  expect(shared().text).toContain('HL7 one-pager');
  expect(copies()).toHaveLength(1);
  expect(copies()[0]?.text).toContain('HL7 one-pager');
  expect(offer().text).toContain('1 debrief in the thread.');
});

test('the missing content becomes a request, filled in with the answers and the lead', async () => {
  await as('sam').press(shared(), 'Request content…');
  // The title names the kind.
  await scene.mustSubmit('sam', 'Request content');
  const [request] = deps().db.select().from(contentRequests).all();
  expect(request).toMatchObject({ title: 'HL7 one-pager', words: 'Do you speak HL7?', kind: 'one_pager', leadId: 1 });
  expect(shared().text).toContain('Content requested');
  expect(copies()[0]?.text).toContain('Content requested');
  expect(shared().buttons).toEqual(['Note as missing', 'Add to review']);
});

test('it is noted in the library and becomes a point of the review, once each', async () => {
  const before = shared();
  await as('sue').press(before, 'Note as missing');
  await as('mia').press(before, 'Note as missing');
  await as('sue').press(before, 'Add to review');
  await as('mia').press(before, 'Add to review');
  await scene.app().settled();
  expect(shared().buttons).toEqual([]);
  expect(unmetSearches(deps().db, 5, deps().now())).toEqual([{ words: 'hl7 pager', times: 1 }]);
  expect(countPoints(deps().db, null)).toBe(1);
  expect(pointsOf(deps().db, null, { limit: 1, offset: 0 })[0]?.about).toMatchObject({
    kind: 'message',
    words: 'Do you speak HL7? · HL7 one-pager',
    ts: before.ts,
    threadTs: offer().ts,
  });
});

test('only riders write a debrief, and one who wrote it rode along', async () => {
  const button = ask('ada');
  await as('mia').press(ask('mia'), 'Change debrief…');
  await (await as('mia').modal('Debrief')).close();
  await as('ada').press(button, 'Write debrief…');
  await scene.mustSubmit('ada', 'Debrief', { 'What surprised you?': 'They knew our prices' });
  expect(offer().thread()).toHaveLength(2);
  expect(rideById(deps().db, 1)?.status).toBe('over');
  expect(offer().text).toContain('2 debriefs in the thread.');
});

test('a contact who is erased is gone from the offer, the debrief and the direct message', async () => {
  await as('mia').press(ask('mia'), 'Change debrief…');
  await scene.mustSubmit('mia', 'Debrief', { 'What surprised you?': 'Lead 001 knew our prices' });
  expect(shared().text).toContain('Lead 001');
  expect(offer().text).toContain('Lead 001');
  const { deps: all } = scene.app().baton;
  const found = leadsOfContact(all.db, { leadId: 1 });
  await all.write((tx) => forgetContact(tx, all.erasureLog, found, 'test', all.now()));
  await scene.app().baton.runDue();
  await expect.poll(() => offer().text).not.toContain('Lead 001');
  await expect.poll(() => shared().text).not.toContain('Lead 001');
  expect(copies()[0]?.text).not.toContain('Lead 001');
});
