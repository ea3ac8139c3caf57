import { expect, test } from 'vitest';
import { createScopeLog } from '../../src/health/log-scopes.ts';
import { neededScopes, optionalScopes } from '../../src/health/scopes.ts';
import { createLog } from '../../src/platform/log.ts';
import { createTestApp } from '../support/test-app.ts';

const all = [...neededScopes, ...optionalScopes];

test('scopes that were not granted are logged at the start and after each change, with the events that need them', () => {
  const lines: Record<string, unknown>[] = [];
  const logScopes = createScopeLog(createLog('debug', { write: (line: string) => void lines.push(JSON.parse(line)) }));
  const without = (...names: string[]) => all.filter((scope) => !names.includes(scope));
  for (const granted of [without('reactions:read'), without('reactions:read'), without('files:read'), all, all]) {
    logScopes(granted);
  }
  expect(lines).toEqual([
    expect.objectContaining({
      ...{ level: 40, missing: ['reactions:read'], eventsNotSent: ['reaction_added', 'reaction_removed'] },
      msg: expect.stringContaining('press Reinstall to Workspace'),
    }),
    expect.objectContaining({ level: 30, optional: ['files:read'], eventsNotSent: [] }),
    expect.objectContaining({ level: 30, msg: 'Slack granted every scope of the manifest' }),
  ]);
});

test('a first start logs what Slack granted', async () => {
  const app = await createTestApp({ fresh: true });
  await app.baton.runDue();
  await app.settled();
  await app.close();
  expect(app.logLines.join()).toContain('Slack granted every scope of the manifest');
  expect(app.logLines.join()).toContain('come with manifest.yml');
});
