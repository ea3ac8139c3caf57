/** A copy of a signed request is answered and has no effect, also after a restart. */
import { expect, test } from 'vitest';
import { absences } from '../../src/leads/routing/table.ts';
import { signedRequest } from '../support/redeliver.ts';
import { createScene } from '../support/scene.ts';

const { app, as, newLead, press, standing } = createScene({ mode: 'http' });

const lastPayload = (what: string): object => {
  const payload = app().slack.traffic.deliveries(what).at(-1)?.payload;
  if (typeof payload !== 'object' || payload === null) throw new Error(`Slack delivered no ${what}.`);
  return payload;
};

async function send(request: () => Promise<Response>): Promise<void> {
  const answer = await request();
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  await app().settled();
}

/** A command is acknowledged before it runs, so the log tells whether this one was left out. */
async function sendCopy(request: () => Promise<Response>): Promise<void> {
  const ignored = () => app().logLines.filter((line) => line.includes('A request that came before')).length;
  const before = ignored();
  await send(request);
  expect(ignored()).toBe(before + 1);
}

const isAway = () => app().baton.deps.db.select().from(absences).all().length > 0;

test('a command', async () => {
  await as('sam').command('/leads away until Friday', { in: '#sales' });
  await app().settled();
  const away = signedRequest(app(), lastPayload('/leads'));
  await send(away);
  expect(isAway()).toBe(true);
  await as('sam').command('/leads back', { in: '#sales' });
  await app().settled();

  await sendCopy(away);
  expect(isAway()).toBe(false);
  await app().restart();
  await sendCopy(away);
  expect(isAway()).toBe(false);
});

test('the press of a button', async () => {
  const name = await newLead();
  await press('sam', name, 'Accept');
  const accept = signedRequest(app(), lastPayload('block_actions'));
  await press('sam', name, 'Release');
  await send(accept);
  expect(standing(name)).toContain('@sam owns this');

  await press('sam', name, 'Release');
  await sendCopy(accept);
  expect(standing(name)).not.toContain('@sam owns this');
});
