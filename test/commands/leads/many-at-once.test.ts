/** Simultaneous changes of many leads reach each person as one message. */
import { describe, expect, test } from 'vitest';
import { isOverdueFor, mostUrgent, waitsFor } from '../../../src/leads/reads/waits.ts';
import { leads } from '../../../src/leads/table.ts';
import { and, type SQL, sql } from '../../../src/platform/db/drizzle.ts';
import { createScene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

describe('many leads at once', () => {
  // A Thursday, 10:00 in Berlin.
  const scene = createScene();
  const { as } = scene;
  const title = (name: string) => `${name} · ${name} Ltd`;

  test('that were not accepted in time are one message to the manager', async () => {
    const names = numbered(12);
    await handOffMany(scene.app(), names);
    // Each time a little more than two hours later, so that all of them are due.
    for (const time of ['10:30', '12:31', '14:32']) await scene.travel(`2026-11-19T${time}:00Z`);
    await scene.travel('2026-11-20T09:30:00Z');
    const [told, ...more] = scene.news('max', 'were not accepted in time');
    expect(told).toContain(':hourglass: 12 leads were not accepted in time and are now yours');
    for (const name of names.slice(0, 10)) expect(told).toContain(title(name));
    expect(told).toContain('And 2 more.');
    expect(more).toEqual([]);
    for (const name of names) expect(scene.standing(name)).toContain('@max');
  });

  test('of a seller who goes away are one message to each colleague', async () => {
    const names = numbered(6, 'Away');
    await handOffMany(scene.app(), names, { seller: 'sam' });
    for (const name of names.slice(0, 4)) await scene.press('sam', name, 'Accept');
    await as('sam').command('/leads away until 2026-12-24', { in: '#sales' });
    await as('sam').press(await scene.nextEphemeral('sam'), 'Hand them over');
    await scene.app().settled();
    const [told, ...more] = scene.news('sue', 'Away 0');
    expect(scene.read(told ?? '')).toContain(':arrow_right: 6 leads were reassigned to you');
    for (const name of names) expect(told).toContain(title(name));
    expect(more).toEqual([]);
  });

  test('that wait for a person are found without a scan of all leads', () => {
    const { db } = scene.app().baton.deps;
    const planOf = (where: SQL | undefined): string[] => {
      const query = db
        .select()
        .from(leads)
        .where(where)
        .orderBy(...mostUrgent(new Date()))
        .toSQL();
      const plan = db.$client.prepare(`EXPLAIN QUERY PLAN ${query.sql}`).all(...query.params) as { detail: string }[];
      return plan.map(({ detail }) => detail).filter((detail) => /^(?:SCAN|SEARCH) leads/.test(detail));
    };
    for (const where of [waitsFor('U1', new Date()), isOverdueFor('U1', new Date())]) {
      expect(planOf(where).length).toBeGreaterThan(0);
      for (const step of planOf(where)) expect(step).toMatch(/^SEARCH leads USING INDEX leads_of_(?:assignee|owner)/);
    }
    expect(planOf(and(sql`coalesce(owner_id, assignee_id) = 'U1'`))).toEqual(['SCAN leads']);
  });
});
