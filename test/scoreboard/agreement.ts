import fc from 'fast-check';
import { expect } from 'vitest';
import { leadsBehind } from '../../src/scoreboard/behind.ts';
import { catchUp, countSome, uncounted } from '../../src/scoreboard/catch-up.ts';
import { countRows } from '../../src/scoreboard/count-rows.ts';
import { definitionOf, figureKeys } from '../../src/scoreboard/figures.ts';
import { keepTallies } from '../../src/scoreboard/keep-tallies.ts';
import { talliesOf } from '../../src/scoreboard/kept-tallies.ts';
import { percentile } from '../../src/scoreboard/minutes.ts';
import { boardViews, type Scope } from '../../src/scoreboard/scope.ts';
import { comparedKeys, partsIn, type Tallies } from '../../src/scoreboard/tallies.ts';
import { leadsIn, type Part, partsByOrigin, partsOf, spreadOf } from '../../src/scoreboard/tally.ts';
import { type Counted, inScope, naiveFigures } from './naive.ts';
import { CAMPAIGNS, createWorld, play, SOURCES, START, turns, type World } from './world.ts';

const DAY_MS = 86_400_000;

const spans = fc.record({
  from: fc.integer({ min: -1, max: 120 }),
  days: fc.integer({ min: 1, max: 120 }),
});

/** Histories are played, and each figure is compared with the naive one in periods of any length. */
export async function figuresAgree({ runs, acts }: { runs: number; acts: number }): Promise<void> {
  await fc.assert(
    fc.asyncProperty(turns(acts), spans, fc.nat(), async (played, span, n) => {
      const world = await createWorld();
      for (const [at, turn] of played.entries()) {
        await play(world, turn);
        // Counted at any moment: a lead is counted again when it changes.
        if (at % 5 === 0 && uncounted(world.db) > 0) await world.write(countSome);
        if (at % 20 === 0) await keepTallies({ ...world, now: () => world.now });
      }
      await catchUp(world);
      // Days that the last turns changed are left as they are: they are read from the leads.
      if (n % 2 === 0) await keepTallies({ ...world, now: () => world.now });
      const naive = naiveFigures(world);
      const handedOffAt = new Map(naive.handed_off?.map(({ leadId, at }) => [leadId, at]));
      const whole = { from: new Date(0), to: new Date('2099-01-01') };
      const from = new Date(START.getTime() + span.from * DAY_MS);
      const cut = { from, to: new Date(from.getTime() + span.days * DAY_MS) };
      const scopes = scopesOf(world);
      for (const period of [whole, cut]) {
        for (const view of boardViews) {
          for (const more of [{}, scopes[n % scopes.length]])
            agree(world, naive, handedOffAt, { view, ...period, ...more });
        }
      }
      for (const view of boardViews) {
        addUp(world, { view, ...cut });
        for (const period of [whole, cut]) sameFromDays(world, { view, ...period });
      }
    }),
    { numRuns: runs },
  );
}

const scopesOf = ({ teamIds }: World): Partial<Scope>[] => [
  { teamId: teamIds[0], source: SOURCES[0] ?? '' },
  { campaign: '' },
  { source: '' },
  { person: { id: 'MIA', as: 'marketer' } },
];

function agree(world: World, naive: Record<string, Counted[]>, handedOffAt: Map<number, Date>, scope: Scope): void {
  for (const key of figureKeys) {
    const counted = (naive[key] ?? []).filter((one) =>
      inScope(world, one, handedOffAt.get(one.leadId) ?? one.at, scope),
    );
    const parts = partsOf(world.db, key, scope);
    expect(leadsIn(parts), key).toBe(counted.length);
    expect(sorted(partsIn(talliesOf(world.db, scope).figures, key)), key).toEqual(sorted(parts));
    const list = leadsBehind(world.db, { key }, scope, { limit: 10_000, offset: 0 });
    expect(list.total, key).toBe(counted.length);
    expect(list.rows.map(({ id }) => id).sort(ascending), key).toEqual(
      counted.map(({ leadId }) => leadId).sort(ascending),
    );
    if (!definitionOf(key).part) continue;
    expect(parts.map(({ part }) => String(part)).sort(), key).toEqual(
      [...new Set(counted.map(({ part }) => String(part)))].sort(),
    );
    for (const { part, leads, cents } of parts) {
      const same = counted.filter((one) => one.part === part);
      expect(leads, `${key} ${part}`).toBe(same.length);
      expect(cents, `${key} ${part}`).toBe(same.reduce((sum, one) => sum + one.cents, 0));
      expect(leadsBehind(world.db, { key, part }, scope, { limit: 1, offset: 0 }).total).toBe(leads);
    }
    const minutes = counted.map(({ part }) => Number(part)).sort(ascending);
    if (key.startsWith('to_')) {
      expect(percentile(spreadOf(parts), 0.5)).toBe(minutes[Math.ceil(minutes.length / 2) - 1]);
      expect(percentile(spreadOf(parts), 0.9)).toBe(minutes[Math.ceil((minutes.length * 9) / 10) - 1]);
    }
  }
}

/** Days and months that are kept say the same as the leads. */
function sameFromDays({ db }: World, scope: Scope): void {
  const kept = talliesOf(db, scope);
  for (const key of figureKeys) {
    expect(sorted(partsIn(kept.figures, key)), key).toEqual(sorted(partsOf(db, key, scope)));
  }
  const names = (one: Tallies) => Object.keys(one.source).sort();
  const counted = countRows(db, scope);
  expect(names(kept)).toEqual(names(counted));
  for (const name of names(kept)) {
    for (const key of comparedKeys) {
      const parts = (one: Tallies) => sorted(partsIn(one.source[name] ?? {}, key));
      expect(parts(kept), `${name} ${key}`).toEqual(parts(counted));
    }
  }
}

const sorted = (parts: Part[]): Part[] => parts.toSorted((a, b) => String(a.part).localeCompare(String(b.part)));

const ascending = (a: number, b: number) => a - b;

/** Teams, sources and campaigns add up to the whole; in a cohort no step has more leads than the one before. */
function addUp(world: World, scope: Scope): void {
  const { db, teamIds } = world;
  for (const key of figureKeys) {
    const all = leadsIn(partsOf(db, key, scope));
    const ofTeams = teamIds.map((teamId) => leadsIn(partsOf(db, key, { ...scope, teamId })));
    expect(
      ofTeams.reduce((sum, leads) => sum + leads, 0),
      key,
    ).toBe(all);
    for (const [by, names] of [
      ['source', SOURCES],
      ['campaign', CAMPAIGNS],
    ] as const) {
      expect(leadsIn(partsByOrigin(db, { key, by }, scope)), key).toBe(all);
      const each = names.map((name) => leadsIn(partsOf(db, key, { ...scope, [by]: name ?? '' })));
      expect(
        each.reduce((sum, leads) => sum + leads, 0),
        key,
      ).toBe(all);
    }
  }
  if (scope.view === 'activity') return;
  const [handedOff = 0, accepted = 0, touched = 0, qualified = 0, won = 0] = (
    ['handed_off', 'accepted', 'touched', 'qualified', 'won'] as const
  ).map((key) => leadsIn(partsOf(db, key, scope)));
  expect(handedOff >= accepted && accepted >= touched && touched >= qualified && qualified >= won).toBe(true);
}
