import { describe, expect, test } from 'vitest';
import { requireLead, updateLead } from '../../src/leads/queries.ts';
import { noteChange } from '../../src/platform/changes/changes.ts';
import { handOffMany } from '../commands/leads/many-leads.ts';
import { createScene } from '../support/scene.ts';
import { homesOn } from './fixtures.ts';

const PACE_MS = 100;
const scene = createScene({ homePaceMs: PACE_MS });
const { as, newLead, press: pressOnCard, app, travel } = scene;
const { open, text, publishes } = homesOn(scene);
const publish = { method: 'views.publish' };

describe('an open home', () => {
  test('shows acts of others, and publishes no other home for them', async () => {
    await open('sam');
    await open('mia');
    await open('sue');
    app().slack.traffic.clear();
    const lead = await newLead({ 'Assign to': 'sam' });
    expect(text('sam')).toContain(lead);
    expect(text('mia')).toMatch(new RegExp(`${lead}[\\s\\S]*assigned to @sam`));
    expect(publishes('sue')).toEqual([]);
    await pressOnCard('sue', lead, 'Accept');
    expect(text('sam')).not.toContain(lead);
    expect(text('mia')).toMatch(new RegExp(`${lead}[\\s\\S]*accepted by @sue`));
    // The figures of the team changed, also for people without another change.
    expect(text('sam')).toMatch(/Leads accepted\*\n0 {2}· {2}team: 1/);
  });

  test('is published at most once per interval, for any number of changes', async () => {
    const [lead] = await handOffMany(app(), ['Busy Bee'], { seller: 'sam' });
    await open('sam');
    app().slack.traffic.clear();
    const startedAt = performance.now();
    const { write, now } = app().baton.deps;
    for (let change = 1; change <= 200; change += 1) {
      await write((tx) => {
        const known = requireLead(tx, lead?.id ?? 0);
        updateLead(tx, known, { temperature: change % 2 === 0 ? 'hot' : 'cold', company: `Hive ${change}` }, now());
        noteChange(tx, { people: [known.assigneeId] }, now());
      });
    }
    await app().settled();
    const paces = (performance.now() - startedAt) / PACE_MS;
    expect(text('sam')).toContain(':fire: Busy Bee · Hive 200');
    expect(publishes('sam').length).toBeLessThanOrEqual(Math.floor(paces) + 1);
    expect(publishes('sam').length).toBeLessThan(100);
  });

  test('is not published without a visible change', async () => {
    await open('ada');
    app().slack.traffic.clear();
    app().baton.deps.homes.review(app().slack.ids.people.ada ?? '');
    await app().settled();
    expect(publishes('ada')).toEqual([]);
  });

  test('counts down without an event', async () => {
    const lead = await newLead({ Name: 'Time Passes', 'Assign to': 'sue' });
    await open('sue');
    expect(text('sue')).toMatch(new RegExp(`${lead}[\\s\\S]*under 2 h left`));
    await travel('2026-11-19T10:35:00Z');
    expect(text('sue')).toMatch(new RegExp(`${lead}[\\s\\S]*under 30 min left`));
    await travel('2026-11-19T10:46:00Z');
    expect(text('sue')).toMatch(new RegExp(`${lead}[\\s\\S]*under 15 min left`));
  });

  test('is not published after its person went to the messages, or opened it too long ago', async () => {
    await open('mia');
    as('mia').openMessagesTab();
    await app().settled();
    app().slack.traffic.clear();
    await newLead();
    expect(publishes('mia')).toEqual([]);
    await open('mia');
    expect(publishes('mia')).toHaveLength(1);
    await travel('2026-11-19T23:00:00Z');
    app().slack.traffic.clear();
    await newLead();
    expect(publishes('mia')).toEqual([]);
  });
});

describe('when Slack refuses the home', () => {
  test.each([
    ['for a second', { kind: 'rate_limited', retryAfter: 1 }],
    ['for troubles of its own', { kind: 'status', status: 500 }],
    ['though it stored it', { kind: 'status', status: 500, stored: true }],
    ['and resets the connection', { kind: 'reset' }],
    ['because another one is newer', { kind: 'error', error: 'hash_conflict' }],
  ] as const)('%s, the newest state is shown after it, and messages go on meanwhile', async (_, fault) => {
    await open('mia');
    app().slack.faults.calls(fault, { ...publish, times: fault.kind === 'rate_limited' ? 1 : 2 });
    const lead = await newLead();
    expect(scene.standing(lead)).toContain('Unclaimed');
    await as('mia').home()?.waitForText(lead);
    await expect.poll(() => app().slack.faults.active().calls).toEqual([]);
  });

  test('of one person permanently, the others get theirs', async () => {
    await open('sam');
    await open('mia');
    app().slack.faults.calls(
      { kind: 'error', error: 'user_not_found' },
      { ...publish, times: 99, when: ({ user_id }) => user_id === app().slack.ids.people.sam },
    );
    app().slack.traffic.clear();
    await newLead({ 'Assign to': 'sam' });
    const second = await newLead({ 'Assign to': 'sam' });
    expect(publishes('sam')).toHaveLength(1);
    expect(text('mia')).toContain(second);
  });
});

test('a restart publishes all open homes in their current state', async () => {
  await open('mia');
  app().slack.faults.calls({ kind: 'error', error: 'internal_error' }, { ...publish, times: 99 });
  const lead = await newLead();
  expect(text('mia')).not.toContain(lead);
  await app().baton.stop();
  app().slack.faults.clear();
  await app().restart();
  await as('mia').home()?.waitForText(lead);
});
