/** Clocks of machines: summer time, an hour too much or too little, and a clock that was a year ahead. Each over both ways. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../../support/invariants.ts';
import { createTestApp, handOff, type TestApp } from '../../support/test-app.ts';
import { noteFigures } from '../figures.ts';

const HOUR_MS = 3_600_000;

/** Moves the clock, and everything that is due happens. */
async function travel(app: TestApp, to: Date | string): Promise<void> {
  app.setTime(to);
  for (let tick = 0; tick < 2; tick += 1) {
    await app.baton.runDue();
    await app.settled();
  }
}

const digests = ({ slack }: TestApp): number =>
  slack
    .as('sam')
    .sees('#sales')
    .filter(({ text }) => text.includes('awaiting first contact')).length;

function faultsOf({ slack, baton }: TestApp): string[] {
  const { db, now } = baton.deps;
  return [
    ...faultsOfDatabase(db),
    ...faultsOfOwners(db),
    ...faultsOfWaiting(db, now()),
    ...faultsOfMessages(db, slack),
    ...slack.problems,
  ];
}

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  async function started(at: string): Promise<TestApp> {
    const app = await createTestApp({ mode, at });
    onTestFinished(app.close);
    await handOff(app);
    await app.settled();
    return app;
  }
  const survived = (app: TestApp, name: string) => {
    expect(faultsOf(app)).toEqual([]);
    noteFigures({ name: `${name}, over ${mode}`, tried: 1, survived: 1 });
  };

  test.each([
    ['2026-10-25', 'twice'],
    ['2027-03-28', 'not at all'],
  ])('a digest at 02:30 comes once on %s, when the clock shows 02:30 %s', async (day, times) => {
    const app = await started(`${day}T00:00:00Z`);
    const { write, db, now } = app.baton.deps;
    const [team] = teamsOfKind(db, 'sales');
    if (!team) throw new Error('There is a sales team.');
    const allDay = { workDays: [1, 2, 3, 4, 5, 6, 7], worksFrom: '00:00', worksUntil: '23:59' };
    await write((tx) =>
      saveTeam(tx, { ...team, ...allDay, digestCron: '30 2 * * *' }, { id: team.id, by: 'test' }, now()),
    );
    for (const time of ['00:29', '00:31', '00:59', '01:01', '01:29', '01:31', '02:31', '20:00'])
      await travel(app, `${day}T${time}:00Z`);
    expect(digests(app)).toBe(1);
    await app.restart();
    await travel(app, `${day}T22:00:00Z`);
    expect(digests(app)).toBe(1);
    survived(app, `02:30 comes ${times}`);
  });

  test.each([
    ['forward', 1],
    ['back', -1],
  ] as const)('a clock that steps an hour %s around the digest, with a restart: it comes once', async (way, hours) => {
    const app = await started('2026-11-20T07:58:00Z');
    const right = Date.parse('2026-11-20T08:00:30Z');
    for (const at of [right, right + hours * HOUR_MS, right + 60_000]) await travel(app, new Date(at));
    await app.restart();
    await travel(app, new Date(right + hours * HOUR_MS));
    await travel(app, new Date(right + 2 * HOUR_MS));
    expect(digests(app)).toBe(1);
    await travel(app, '2026-11-23T08:00:30Z');
    expect(digests(app)).toBe(2);
    survived(app, `a step ${way}`);
  });

  test('a clock that was a year ahead: no flood then, and work goes on when it is right again', async () => {
    const app = await started('2026-11-19T09:00:00Z');
    const said = () => [...app.slack.store.messages.values()].flat().length;
    const before = said();
    for (const time of ['09:05', '09:06', '09:20']) await travel(app, `2027-11-19T${time}:00Z`);
    expect(said() - before).toBeLessThan(25);
    expect(digests(app)).toBeLessThan(2);
    await app.restart();
    await travel(app, '2026-11-19T09:30:00Z');
    const isCard = ({ text }: { text: string }) => text.startsWith('Jane Doe · ');
    const card = await app.slack.as('sam').waitForMessage('#sales', isCard);
    await handOff(app, { Name: 'Ben Right', Company: 'Right', Email: 'ben@right.example' });
    await app.slack.as('sam').press(card, 'Accept');
    await app.settled();
    expect((await app.slack.as('sam').waitForMessage('#sales', isCard)).text).toContain('owns this');
    const early = digests(app);
    await travel(app, '2026-11-20T08:00:30Z');
    await travel(app, '2026-11-20T08:30:00Z');
    expect(digests(app)).toBe(early + 1);
    survived(app, 'a year ahead');
  });
});
