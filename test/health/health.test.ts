import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { neededScopes, optionalScopes } from '../../src/health/scopes.ts';
import { inboxBacklog, MAX_ATTEMPTS } from '../../src/platform/inbox/queries.ts';
import { inbox } from '../../src/platform/inbox/table.ts';
import { createScene } from '../support/scene.ts';

const scene = createScene();
const { as } = scene;
const AT = '2026-11-19T09:00:00Z';
const later = (minutes: number) => new Date(new Date(AT).getTime() + minutes * 60_000);

async function health(who = 'ada') {
  await as(who).command('/baton health', { in: '#general' });
  return scene.read((await scene.nextEphemeral(who, '#general')).text);
}

test('Baton asks Slack for the scopes in the manifest', () => {
  const { bot, bot_optional } = parse(readFileSync(join(import.meta.dirname, '../../manifest.yml'), 'utf8'))
    .oauth_config.scopes;
  expect([...neededScopes, ...optionalScopes].sort()).toEqual(bot);
  expect(optionalScopes).toEqual(bot_optional);
});

describe('/baton health', () => {
  test('tells an admin that all systems are normal, with sizes', async () => {
    const text = await health();
    expect(text).toMatch(
      /All systems normal\.\*\n(?:.*guest.*\n)?\*Queue\* {2}empty\n\*Events\* {2}(?:\d+ waiting|none waiting)/,
    );
    expect(text).toMatch(/\*Database\* {2}[\d.]+ [MG]B, [\d.]+ [MG]B free on its disk/);
    expect(text).toContain('*Last backup*  none yet');
  });

  test('is only for admins', async () => {
    expect(await health('max')).toContain('Only workspace admins can see how I am.');
  });
});

describe('events that failed too often', () => {
  const store = (eventId: string, reaction: string, reason: string) =>
    scene.app().baton.deps.write((tx) => {
      const { now } = scene.app().baton.deps;
      const item = { type: 'message', channel: 'C1', ts: '1.000001' };
      const event = { type: 'reaction_added', user: 'U1', reaction, item, event_ts: '1.000002' };
      const body = JSON.stringify({ type: 'event_callback', event_id: eventId, event });
      tx.insert(inbox)
        .values({ eventId, body, receivedAt: now(), notBefore: now(), attempts: MAX_ATTEMPTS, reason })
        .run();
    });

  test('are shown with their reasons, and an admin retries them', async () => {
    await store('Ev1', 'eyes', 'TypeError');
    await store('Ev2', 'eyes', 'TypeError');
    await store('Ev3', 'eyes', 'channel_not_found');
    await scene.travel(later(5));
    const { db } = scene.app().baton.deps;
    expect(scene.news('ada', 'events failed too often')).toHaveLength(1);
    await as('ada').command('/baton health', { in: '#general' });
    const shown = await scene.nextEphemeral('ada', '#general');
    expect(shown.text).toContain('2 × `reaction_added`: `TypeError`');
    expect(shown.text).toContain('1 × `reaction_added`: `channel_not_found`');
    await as('ada').press(shown, 'Retry events');
    await as('ada').waitForMessage('#general', '3 events are being retried.');
    await expect.poll(() => inboxBacklog(db)).toEqual({ waiting: 0, deadLettered: 0 });
    await scene.travel(later(6));
    expect(scene.news('ada', 'Slack events are processed again')).toHaveLength(1);
  });
});

describe('an admin is told once of a problem, and once of its end', () => {
  test('missing scopes are named', async () => {
    const { scopes } = scene.app().slack.store.manifest.oauth_config;
    const granted = scopes.bot;
    scopes.bot = granted.filter((scope) => scope !== 'im:write' && scope !== 'app_mentions:read');
    await scene.travel(later(11));
    await scene.travel(later(22));
    const news = () => scene.news('ada', 'Slack permissions');
    expect(news()).toHaveLength(1);
    expect(news()[0]).toContain('Missing scopes: `app_mentions:read`, `im:write`.');
    expect(news()[0]).toContain('Reinstall to Workspace');
    expect(await health()).toContain('Missing scopes');
    scopes.bot = granted;
    await scene.travel(later(33));
    expect(news()).toHaveLength(2);
    expect(news()[1]).toContain('I have all Slack permissions again.');
    expect(await health()).toContain('All systems normal.');
  });

  test('the manager is asked to fix an archived channel before a message fails', async () => {
    scene.app().slack.admin.archive('sales');
    await scene.travel(later(44));
    expect(scene.news('max', 'is archived')).toHaveLength(1);
    expect(await health()).toMatch(/#sales is archived, since/);
    scene.app().slack.admin.unarchive('sales');
    await scene.travel(later(55));
    expect(scene.news('max', 'is working again')).toHaveLength(1);
  });
});
