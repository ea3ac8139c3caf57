/** Scopes that a person may decline at the installation: docs.slack.dev/changelog/2026/03/16/optional-scopes */
import { expect, test } from 'vitest';
import { startSandbox } from '../src/index.ts';
import { call } from './support/call.ts';
import { manifest, workspace } from './support/workspace.ts';

const { bot } = manifest.oauth_config.scopes;
const withOptional = (bot_optional: string[]) => ({ ...manifest, oauth_config: { scopes: { bot, bot_optional } } });

test('a declined scope is missing for its methods and its events, and in the header of every answer', async () => {
  const optional = withOptional(['dnd:read', 'usergroups:read']);
  const sandbox = await startSandbox({ manifest: optional, workspace, declinedScopes: ['dnd:read'] });
  const users = sandbox.ids.people.sam;
  expect(await call(sandbox, 'dnd.teamInfo', { users })).toMatchObject({ error: 'missing_scope', needed: 'dnd:read' });
  expect(await call(sandbox, 'usergroups.list')).toMatchObject({ ok: true });
  sandbox.admin.setDnd('sam', 1_900_000_000);
  sandbox.admin.setStatus('sam', { text: 'away', emoji: ':palm_tree:' });
  await sandbox.settled();
  expect(sandbox.traffic.deliveries('dnd_updated_user')).toEqual([]);
  expect(sandbox.traffic.deliveries('user_change')).not.toEqual([]);
  const { headers } = await fetch(`${sandbox.apiUrl}auth.test`, {
    headers: { authorization: `Bearer ${sandbox.botToken}` },
  });
  expect(headers.get('x-oauth-scopes')?.split(',')).toEqual(bot.filter((scope) => scope !== 'dnd:read'));
  await sandbox.close();
});

test('a required scope cannot be declined, and an optional one must be among the scopes of the app', async () => {
  const refused = (bot_optional: string[], declinedScopes: string[]) =>
    startSandbox({ manifest: withOptional(bot_optional), workspace, declinedScopes });
  await expect(refused(['dnd:read'], ['users:read'])).rejects.toThrow(
    'Not an optional scope of the manifest: users:read.',
  );
  await expect(refused(['pins:read'], [])).rejects.toThrow('must also be in bot');
});
