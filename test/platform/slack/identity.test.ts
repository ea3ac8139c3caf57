/** The start with each kind of token: docs.slack.dev/enterprise/developing-for-enterprise-orgs, and auth.teams.list. */
import { startSandbox, type WorkspaceSpec } from '@baton/sandbox';
import { WebClient } from '@slack/web-api';
import { expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../src/platform/log.ts';
import { clientBase } from '../../../src/platform/slack/clients.ts';
import { whoAmI } from '../../../src/platform/slack/identity.ts';
import { manifest, workspace, workspaceId } from '../../support/test-app.ts';

const log = createLog('silent');

/** Baton's question to a company with these grants: undefined is an app in one workspace. */
async function company(grants?: string[]) {
  const organisation: WorkspaceSpec['organisation'] = { workspaces: { emea: { name: 'EMEA' }, apart: {} }, grants };
  const slack = await startSandbox({ manifest, workspace: { ...workspace, organisation } });
  onTestFinished(() => slack.close());
  const web = new WebClient(slack.botToken, clientBase(slack.apiUrl, log));
  const id = (domain: string) => workspaceId(slack, domain);
  return { id, organisationId: slack.store.organisation?.id, ask: (...chosen: string[]) => whoAmI(web, log, chosen) };
}

test('the token of an organisation reaches all granted workspaces, or those that are chosen', async () => {
  const { id, organisationId, ask } = await company(['northwind', 'emea']);
  const all = { organisationId, workspaceIds: [id('northwind'), id('emea')], takesAll: true };
  expect((await ask()).company).toEqual(all);
  expect((await ask(id('emea'))).company).toEqual({ organisationId, workspaceIds: [id('emea')] });
});

test('a chosen workspace that is not granted ends the start, with the ones that are', async () => {
  const { id, ask } = await company(['northwind', 'emea']);
  await expect(ask(id('apart'))).rejects.toThrow(
    `SLACK_WORKSPACES names ${id('apart')}, which is not granted to the app. Granted: ${id('northwind')} (Northwind), ${id('emea')} (EMEA).`,
  );
});

test('an installation without any workspace ends the start', async () => {
  const { ask } = await company([]);
  await expect(ask()).rejects.toThrow('installed on the organisation, and no workspace is granted to it');
});

test('the token of a workspace serves that one alone', async () => {
  const { id, organisationId, ask } = await company();
  expect((await ask()).company).toEqual({ organisationId, workspaceIds: [id('northwind')] });
  await expect(ask(id('emea'))).rejects.toThrow(`SLACK_BOT_TOKEN is the token of ${id('northwind')} alone`);
});

test('an organisation in place of the workspace is read as one', async () => {
  const answers = {
    auth: {
      test: async () => ({ team_id: 'E1', bot_id: 'B1', user_id: 'U1', url: 'https://acme.enterprise.slack.com/' }),
      teams: { list: async () => ({ teams: [{ id: 'T1', name: 'One' }] }) },
    },
  } as unknown as WebClient;
  const { company: found } = await whoAmI(answers, log);
  expect(found).toEqual({ organisationId: 'E1', workspaceIds: ['T1'], takesAll: true });
});
