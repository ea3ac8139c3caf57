/** A workspace of people who speak anonymously, watched by an attacker. */
import type { WorkspaceSpec } from '@baton/sandbox';
import { createTestApp, type TestApp } from '../../support/test-app.ts';
import { seeded, shuffledBy, type Trial } from './chance.ts';
import { backUp, callsOf, type Disk, readDisk, tellHealth } from './evidence.ts';

export const CROWD = ['ann', 'bob', 'cat', 'dan', 'eva', 'fay', 'gil', 'hal'];
/** Each text is unique, and no two begin alike. */
const SAID = ['apricot', 'bramble', 'cypress', 'dogwood', 'elderberry', 'foxglove', 'gorse', 'hawthorn'];

const colleague = (key: string) => ({ realName: key, email: `${key}@northwind.example`, tz: 'Europe/Berlin' });

const workspace: WorkspaceSpec = {
  name: 'Northwind',
  domain: 'northwind',
  people: {
    ...Object.fromEntries(CROWD.map((key) => [key, colleague(key)])),
    mia: colleague('mia'),
    max: colleague('max'),
    ada: { ...colleague('ada'), admin: true },
  },
  channels: {
    general: {},
    marketing: { members: ['mia', 'ada', ...CROWD.slice(4)] },
    sales: { members: ['max', ...CROWD.slice(0, 4)] },
    crowd: { members: ['mia', ...CROWD] },
  },
  botIn: ['sales', 'marketing', 'crowd'],
};

/** A Thursday, 10:00 in Berlin. */
const AT = '2026-11-19T09:00:00Z';
export const createCrowd = (): Promise<TestApp> => createTestApp({ workspace, at: AT });

/** All of them sell, so that the side of an answer tells no more about its author. */
export const createCrowdOfSellers = (): Promise<TestApp> => {
  const { marketing, sales, ...others } = workspace.channels ?? {};
  const channels = {
    ...others,
    marketing: { ...marketing, members: ['mia', 'ada'] },
    sales: { ...sales, members: ['max', ...CROWD] },
  };
  return createTestApp({ workspace: { ...workspace, channels }, at: AT });
};

export interface Happening {
  /** Runs before anyone speaks. */
  begin?(): Promise<void>;
  /**
   * One person submits words. With `inTrouble` Slack first opens no form, and Baton’s disk refuses the first
   * submission.
   */
  say(who: string, words: string, inTrouble: boolean): Promise<void>;
  /** Runs until the words can be read. */
  end(): Promise<void>;
}

/** Each person submits their own words in an order drawn from the seed; then the attacker collects the evidence. */
export async function playTrial(app: TestApp, seed: number, happening: Happening): Promise<Trial> {
  const random = seeded(seed);
  const people = shuffledBy(random, CROWD);
  const said = shuffledBy(random, SAID).map((word) => `${word} ${seed}`);
  const { slack, databasePath, logLines, baton } = app;
  await happening.begin?.();
  await app.settled();
  const from = slack.traffic.calls().length;
  logLines.splice(0);
  const at: number[] = [];
  const before = readDisk(databasePath);
  const watched: Disk[] = [];
  const told: string[] = [];
  for (const [place, who] of people.entries()) {
    // Some minutes pass between two people.
    app.setTime(new Date(baton.deps.now().getTime() + 60_000 * (1 + Math.floor(20 * random()))));
    await happening.say(who, said[place] ?? '', place % 2 === seed % 2);
    await app.settled();
    at.push(baton.deps.now().getTime());
    watched.push(readDisk(databasePath));
    told.push(tellHealth(baton.deps));
  }
  await happening.end();
  await app.settled();
  const ids = people.map((who) => slack.ids.people[who] ?? '');
  const evidence = {
    people: ids,
    at,
    words: [...said].sort(),
    before,
    watched,
    after: readDisk(databasePath),
    ...backUp(databasePath),
    log: [...logLines],
    told,
    calls: callsOf(slack, from),
  };
  return { evidence, truth: new Map(said.map((word, place) => [word, ids[place] ?? ''])) };
}
