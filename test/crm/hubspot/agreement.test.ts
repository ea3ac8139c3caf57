/** The sync of Baton with HubSpot's client, over HTTP. */
import { expect, test } from 'vitest';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { qualifyLead, winLead } from '../../../src/leads/acts/outcome.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { actor } from '../../leads/world.ts';
import { agreement, STAGE } from './agreement.ts';

const seller = { ...actor('A'), isMarketer: true };

test('a lead goes from HubSpot to its win and back, and a round without changes writes nothing', async () => {
  const { fake, people, write, leads, sync, time } = await agreement();
  const id = people.addContact({
    ...{
      firstname: 'Ana',
      lastname: 'Reis',
      email: 'ana@porto.example',
      phone: '+351 912 345 678',
      company: 'Porto Foods',
    },
    ...{ lifecyclestage: STAGE, hubspot_owner_id: '71', country: 'Portugal' },
  });
  await sync();
  await sync();
  const [lead] = leads();
  expect(lead).toMatchObject({ name: 'Ana Reis', phone: '+351912345678', assigneeId: 'A', company: 'Porto Foods' });
  const leadId = lead?.id ?? 0;
  await write((tx) => {
    acceptLead(tx, { leadId, seller, by: 'button' }, time.now());
    touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: 'reached', words: 'Wants a demo' }, time.now());
    qualifyLead(
      tx,
      { leadId, actor: seller, deal: { amount: 1200, currency: 'EUR', closeOn: '2026-07-01' } },
      time.now(),
    );
  });
  await sync();
  await write((tx) => winLead(tx, { leadId, actor: seller }, time.now()));
  await sync();
  const [deal, ...others] = people.linked(id, 'deals');
  expect(others).toEqual([]);
  expect(deal?.values).toMatchObject({ dealstage: 'closedwon', amount: '1200', closedate: '2026-07-01T10:00:00.000Z' });
  expect(people.valuesOf('contacts', id)).toMatchObject({ hs_lead_status: 'CONNECTED', phone: '+351 912 345 678' });
  expect(people.linked(id, 'calls')[0]?.values.hs_call_body).toContain('Wants a demo');
  for (let round = 0; round < 2; round++) await sync(600);
  fake.seen.length = 0;
  for (let round = 0; round < 3; round++) await sync(600);
  expect(fake.seen.filter(({ path, method }) => method === 'PATCH' || /update|create$/.test(path))).toEqual([]);
  expect(fake.faults()).toEqual([]);
});
