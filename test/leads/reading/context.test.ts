import { expect, test } from 'vitest';
import { consumerDomains, ownDomains } from '../../../src/leads/company-domain.ts';
import { readingContext } from '../../../src/leads/reading/context.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { MONDAY_9, salesTeam } from '../world.ts';

test('texts are read with the country of the sales teams, the domains of the company, and the name of its workspace', async () => {
  const { db, write } = await salesTeam({ zone: 'Europe/Berlin' });
  await write((tx) => {
    changeSetting(tx, { setting: ownDomains, value: ['north.example'], by: 'ADMIN' }, MONDAY_9);
    changeSetting(tx, { setting: consumerDomains, value: ['club.example'], by: 'ADMIN' }, MONDAY_9);
  });
  expect(readingContext({ db, workspaceUrl: 'https://northwind.slack.com/' })).toEqual({
    country: 'DE',
    ownDomains: ['north.example', 'northwind'],
    consumerDomains: ['club.example'],
  });
});
