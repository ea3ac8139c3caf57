/** The sync of Baton with Salesforce's client, over HTTP. */
import { expect, test } from 'vitest';
import { linkOfLead } from '../../../src/crm/links.ts';
import { acceptLead } from '../../../src/leads/acts/accept.ts';
import { qualifyLead, winLead } from '../../../src/leads/acts/outcome.ts';
import { touchLead } from '../../../src/leads/acts/touch.ts';
import { historyOf } from '../../../src/leads/queries.ts';
import { actor } from '../../leads/world.ts';
import { agreement, QUALIFIED } from './agreement.ts';

const seller = { ...actor('A'), isMarketer: true };

test('a lead goes from Salesforce to its win and back, and a round without changes writes nothing', async () => {
  const { db, fake, connection, write, writes, leads, sync, clock } = await agreement();
  const id = fake.addLead({
    ...{ FirstName: 'Ana', LastName: 'Reis', Email: 'ana@porto.example', Phone: '+351 912 345 678' },
    ...{ Company: 'Porto Foods', Country: 'Portugal', Status: QUALIFIED },
  });
  await sync();
  const [lead] = leads();
  expect(lead).toMatchObject({ name: 'Ana Reis', phone: '+351912345678', assigneeId: 'A', company: 'Porto Foods' });
  const leadId = lead?.id ?? 0;
  await write((tx) => {
    acceptLead(tx, { leadId, seller, by: 'button' }, clock());
    touchLead(tx, { leadId, actor: seller, kind: 'call', outcome: 'reached', words: 'Wants a demo' }, clock());
  });
  await sync();
  expect(fake.values(id)).toMatchObject({
    Status: 'Working - Contacted',
    Baton_Link__c: `https://baton.example/lead/${leadId}`,
  });
  const deal = { amount: 1200, currency: 'EUR', closeOn: '2026-07-01' };
  await write((tx) => qualifyLead(tx, { leadId, actor: seller, deal }, clock()));
  await sync();
  await sync();
  const contact = `Contact:${fake.values(id).ConvertedContactId}`;
  expect(linkOfLead(db, connection.id, leadId)).toMatchObject({ recordId: contact });
  const history = historyOf(db, leadId, { limit: 50, offset: 0 }).map(({ details }) => details);
  expect(history).toContainEqual({ crm: 'Salesforce', record: 'converted' });
  await write((tx) => winLead(tx, { leadId, actor: seller }, clock()));
  await sync();
  expect(fake.all('Opportunity')).toMatchObject([{ StageName: 'Closed Won', Amount: 1200, CloseDate: '2026-07-01' }]);
  expect(fake.all('Task').map(({ Subject, WhoId }) => [Subject, `Contact:${WhoId}`])).toEqual([
    ['Call: touched Wants a demo', contact],
  ]);
  expect(fake.values(contact)).toMatchObject({ Phone: '+351 912 345 678', FirstName: 'Ana', OwnerId: fake.sellerId });
  for (let round = 0; round < 3; round++) await sync(400);
  writes();
  for (let round = 0; round < 3; round++) await sync(400);
  expect(writes()).toEqual([]);
});
