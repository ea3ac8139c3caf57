import { expect, test } from 'vitest';
import { discardKept, takeInKept } from '../../src/intake/acts/kept.ts';
import { changeSource, deleteSource, setMapping } from '../../src/intake/acts/sources.ts';
import { keepBody } from '../../src/intake/kept.ts';
import { allSources, keptOf, keysOfSource, lastLeads, requireSource, waitingBodies } from '../../src/intake/queries.ts';
import { authOf, makesItsSecret, senders } from '../../src/intake/senders.ts';
import { takeIn } from '../../src/intake/take-in.ts';
import { requireLead } from '../../src/leads/queries.ts';
import { entriesAfter } from '../../src/platform/audit/queries.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/time/units.ts';
import { ADMIN, after, NOW, world } from './world.ts';

const BODY = { email: 'jane@acme.example', source: '', temperature: '' };

test('a source gives its leads what the body leaves out', async () => {
  const { write, source } = await world();
  const form = { sourceLabel: 'Website', temperature: 'hot' as const };
  const taken = await write((tx) => {
    const changed = changeSource(tx, source.id, form, ADMIN, NOW);
    return [
      takeIn(tx, changed, BODY, NOW),
      takeIn(tx, changed, { phone: '+4930901820', source: 'Fair', temperature: 'cold' }, NOW),
    ];
  });
  expect(taken).toMatchObject([
    { lead: { source: 'Website', temperature: 'hot' } },
    { lead: { source: 'Fair', temperature: 'cold' } },
  ]);
});

test('a source that is deleted goes with its keys and messages, and its leads stay', async () => {
  const { db, write, source } = await world();
  const lead = await write((tx) => {
    keepBody(tx, { sourceId: source.id, kind: 'unread', body: {}, reasons: ['…'] }, NOW);
    const taken = takeIn(tx, source, BODY, NOW);
    deleteSource(tx, source.id, ADMIN, NOW);
    return 'lead' in taken ? taken.lead : undefined;
  });
  expect([allSources(db), keysOfSource(db, source.id), waitingBodies(db, NOW), lastLeads(db)]).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(() => requireSource(db, source.id)).toThrow('This source no longer exists.');
  expect(requireLead(db, lead?.id ?? 0).email).toBe('jane@acme.example');
  expect(entriesAfter(db, 0, 9).at(-1)).toMatchObject({ kind: 'source.deleted', subject: 'source:contact-form' });
});

test('an example that still cannot be read is kept as long as other messages, with the new reasons', async () => {
  const { db, write, source } = await world();
  const id = await write((tx) =>
    keepBody(tx, { sourceId: source.id, kind: 'example', body: { a: 1 }, reasons: [] }, NOW),
  );
  expect(waitingBodies(db, NOW)).toEqual([{ sourceId: source.id, kind: 'example', bodies: 1 }]);
  await write((tx) => setMapping(tx, source.id, { fields: { email: { places: [{ path: ['mail'] }] } } }, ADMIN, NOW));
  await write((tx) => takeInKept(tx, id, NOW));
  const [kept] = keptOf(db, source.id, after(2 * HOUR_MS), 9, 'unread');
  expect(kept).toMatchObject({
    id,
    expiresAt: after(30 * DAY_MS),
    reasons: ['Email: nothing is in “mail”.', 'Phone: no place is chosen.'],
  });
  await write((tx) => discardKept(tx, id, 'UADA', NOW));
  expect(waitingBodies(db, NOW)).toEqual([]);
});

test('a message about no lead is gone once it was looked at', async () => {
  const { db, write, source } = await world();
  const ignored = [{ path: ['event'], is: ['cancelled'], reason: 'The booking was cancelled.' }];
  const taken = await write((tx) => {
    setMapping(tx, source.id, { fields: {}, ignored }, ADMIN, NOW);
    const body = { event: 'cancelled' };
    return takeInKept(tx, keepBody(tx, { sourceId: source.id, kind: 'unread', body, reasons: [] }, NOW), NOW);
  });
  expect(taken).toEqual({ ignored: 'The booking was cancelled.' });
  expect(waitingBodies(db, NOW)).toEqual([]);
});

test('each sender has the best proof that it can give', () => {
  const exposed = senders.filter((sender) => ['query', 'field'].includes(authOf(sender).kind));
  expect(exposed).toEqual(['query', 'field']);
  expect(senders.filter(makesItsSecret)).toEqual(['webflow']);
  expect(authOf('typeform')).toEqual({ kind: 'signature', preset: 'typeform' });
});
