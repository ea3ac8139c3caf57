/** Links to leads. */
import { expect, test } from 'vitest';
import { cardKey } from '../../../src/leads/card-place.ts';
import { leadIdIn, leadIdOfPath } from '../../../src/leads/links/address.ts';
import { pageOfLead } from '../../../src/leads/links/page.ts';
import { forgetUnfurl, isShown, unfurlLead } from '../../../src/leads/links/unfurl.ts';
import { savePosted } from '../../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { MONDAY_9, salesTeam } from '../world.ts';

const HOME = 'https://baton.acme.example';

test.each([
  [`${HOME}/lead/123`, 123],
  [`${HOME}/lead/123/`, 123],
  [`${HOME}/lead/123?from=mail#x`, 123],
  ['https://BATON.acme.example/lead/7', 7],
  ['http://baton.acme.example/lead/123', undefined],
  ['https://baton.acme.example:8443/lead/123', undefined],
  ['https://other.example/lead/123', undefined],
  [`${HOME}/lead/12a`, undefined],
  [`${HOME}/lead/`, undefined],
  [`${HOME}/leads/123`, undefined],
  [`${HOME}/lead/1234567890123456`, undefined],
  ['lead/123', undefined],
])('%s leads to %s', (url, id) => expect(leadIdIn(url, HOME)).toBe(id));

test('the path of a lead has its number', () => {
  expect([leadIdOfPath('/lead/5'), leadIdOfPath('/')]).toEqual([5, undefined]);
});

test('a lead is found at its own link, else at its card', async () => {
  const { db, write, handOff } = await salesTeam();
  const { id } = await handOff(MONDAY_9);
  const slack = { publicUrl: undefined, workspaceUrl: 'https://acme.slack.com/' };
  expect(pageOfLead(db, id, slack)).toBeNull();
  await write((tx) => savePosted(tx, cardKey(id), { channel: 'C1', ts: '1780300000.000100' }));
  expect(pageOfLead(db, id, slack)).toBe('https://acme.slack.com/archives/C1/p1780300000000100');
  expect(pageOfLead(db, id, { ...slack, publicUrl: HOME })).toBe(`${HOME}/lead/${id}`);
});

test('a lead below a message follows it until the message is gone', async () => {
  const { db, write, handOff, ...world } = await salesTeam();
  const { id: leadId } = await handOff(MONDAY_9);
  const place = { channel: 'C1', ts: '1.1', url: `${HOME}/lead/${leadId}` };
  const shown = () =>
    db
      .select()
      .from(outbox)
      .all()
      .flatMap(({ kind, payload }) => (kind === 'lead_unfurl' ? [payload] : []));
  await write((tx) => unfurlLead(tx, { ...place, leadId }, MONDAY_9));
  expect(shown()).toEqual([{ ...place, leadId }]);
  const isThere = (at: { channel: string; ts: string }) => isShown(db, { ...at, leadId });
  expect([isThere(place), isThere({ ...place, ts: '2.2' }), isThere({ ...place, channel: 'C2' })]).toEqual([
    ...[true, false, false],
  ]);
  await write((tx) => {
    tx.delete(outbox).run();
    unfurlLead(tx, { ...place, leadId }, MONDAY_9);
  });
  expect(shown()).toHaveLength(1);
  await write((tx) => {
    forgetUnfurl(tx, { ...place, ts: '2.2' });
    forgetUnfurl(tx, { ...place, channel: 'C2' });
  });
  expect(isThere(place)).toBe(true);
  await write((tx) => forgetUnfurl(tx, place));
  expect(isThere(place)).toBe(false);
  expect(world.told()).toEqual([]);
});
