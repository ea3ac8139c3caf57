/** The report card of a story: its company, and whether Slack and the database agree with the model. */
import assert from 'node:assert/strict';
import { allRituals } from '../../src/all-rituals/list.ts';
import { minimumGroup } from '../../src/feedback/settings.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { workspace } from '../support/test-app.ts';
import { called, MINUTE_MS } from './company.ts';
import {
  answersOf,
  type Cycle,
  MINIMUM,
  type managers,
  type Person,
  planned,
  type Ritual,
  running,
  sides,
} from './ritual.ts';
import { createStage, type Mode, type Stage } from './stage.ts';

const colleague = (who: string) => ({ realName: called(who), email: `${who}@northwind.example`, tz: 'Africa/Lagos' });

const company = {
  ...workspace,
  people: { ...workspace.people, tom: colleague('tom'), kim: colleague('kim') },
  channels: {
    general: {},
    marketing: { members: [...sides.marketing] },
    sales: { members: [...sides.sales, 'gus'] },
  },
  botIn: ['sales', 'marketing', 'general'],
};

/** A Wednesday, 10:00, four working days before a report card. */
export const BEGIN = Date.parse('2027-03-03T09:00:00Z');

/** The clock of Lagos is that of Berlin in winter, and never changes. All other rituals are stopped. */
export async function createRitualStage(mode: Mode): Promise<Stage> {
  const stage = await createStage(mode, company, BEGIN);
  const { deps } = stage.app.baton;
  const by = 'test';
  await deps.write((tx) => {
    changeSetting(tx, { setting: minimumGroup, value: MINIMUM, by }, deps.now());
    for (const { key, rhythm } of allRituals)
      if (key !== 'report_card') changeSetting(tx, { setting: rhythm, value: 'off', by }, deps.now());
  });
  deps.db.$client.exec("UPDATE teams SET zone = 'Africa/Lagos'");
  await stage.travel(BEGIN);
  return stage;
}

interface Row {
  id: number;
  status: string;
  due_at: number;
}

export const rowsOf = (stage: Stage): Row[] =>
  stage.app.baton.deps.db.$client
    .prepare("SELECT id, status, due_at FROM ritual_cycles WHERE ritual = 'report_card' ORDER BY id")
    .all() as Row[];

/** How the database differs from the model; empty if it agrees. */
export function differences(stage: Stage, { cycles }: Ritual): string[] {
  const day = (at: number) => new Date(Math.round(at / (10 * MINUTE_MS)) * 10 * MINUTE_MS).toISOString();
  const found = rowsOf(stage).map(({ status, due_at }) => `${status}, due ${day(due_at)}`);
  const expected = cycles.map(({ status, dueAt }) => `${status}, due ${day(dueAt)}`);
  return found.join() === expected.join() ? [] : [`${found.join('; ')}\nand it should be:\n${expected.join('; ')}`];
}

/** In the cycle that runs; a person who is not here is not asked. */
const wasAsked = (ritual: Ritual, who: Person): boolean =>
  !ritual.waiting[who] && (ritual.askedAt[who] ?? 0) >= (running(ritual)?.dueAt ?? 0);

/** Each person is asked once in a cycle, in a message that takes answers as long as the cycle does. */
function checkMessages(stage: Stage, ritual: Ritual, who: Person): void {
  const messages = stage.as(who).dm();
  const some = (words: RegExp) => messages.filter(({ text }) => words.test(text));
  const count = (what: keyof Ritual['told']) => ritual.told[what][who] ?? 0;
  const reminders = some(/Closes today/);
  const ahead = some(/begins|skipped|begun/).filter(({ text }) => text.startsWith('Report card'));
  const asking = some(/^Report card/).filter((one) => !ahead.includes(one));
  const all = messages.map(({ text }) => text).join('\n---\n');
  assert.equal(asking.length, count('asked'), `how often ${who} was asked:\n${all}`);
  assert.equal(reminders.length, count('reminded'), `how often ${who} was reminded:\n${all}`);
  assert.equal(ahead.length, count('ahead'), `how often ${who} heard of a report card before it:\n${all}`);
  const cycle = running(ritual);
  const isAsked = cycle?.status === 'open' && Object.values(cycle.asked).flat().includes(who) && wasAsked(ritual, who);
  const open = asking.filter(({ buttons }) => buttons.includes('Fill in'));
  assert.equal(open.length, isAsked ? 1 : 0, `the open questions to ${who}:\n${all}`);
}

/** Of a side with too few answers, nothing is shown. */
function wordsOn(cycle: Cycle, side: 'sales' | 'marketing'): RegExp {
  const [asked, given] = [cycle.asked[side].length, answersOf(cycle, side).length];
  if (asked === 0) return new RegExp(`${called(side)} has \\d (person|people): too few to stay anonymous`);
  if (given < MINIMUM) return new RegExp(`Fewer than ${MINIMUM} of ${asked} people in ${side} answered`);
  return new RegExp(`${given} of ${asked} in ${side} answered\\.[\\s\\S]*A ${given}\\b`);
}

/** The cards of each cycle that was published, once in the channel of each team. */
function checkCards(stage: Stage, { cycles }: Ritual): void {
  const published = cycles.filter(({ status }) => status === 'published');
  for (const [who, channel] of [
    ['max', '#sales'],
    ['ada', '#marketing'],
  ] as const) {
    const isCard = ({ text, threadTs }: { text: string; threadTs?: string | undefined }) =>
      threadTs === undefined && text.includes('Report card:');
    const cards = stage.as(who).sees(channel).filter(isCard);
    assert.equal(cards.length, published.length, `the cards in ${channel}`);
    for (const [index, cycle] of published.entries())
      for (const side of ['sales', 'marketing'] as const) assert.match(cards[index]?.text ?? '', wordsOn(cycle, side));
  }
}

/** The list of rituals, which only managers open. */
async function checkList(stage: Stage, ritual: Ritual, who: (typeof managers)[number]): Promise<void> {
  for (let tries = 0; tries < 3 && !stage.form(who, 'Rituals'); tries += 1) {
    await stage.reached();
    await stage.as(who).command('/baton rituals', { in: who === 'max' ? '#sales' : '#marketing' });
    await stage.app.settled();
  }
  const list = stage.read(stage.form(who, 'Rituals')?.text() ?? stage.as(who).notices.join());
  await stage.closeAll(who);
  const text = /Report card {2}·[\s\S]*?(?=\n[A-Z][^\n]* {2}· {2}Stopped|$)/.exec(list)?.[0] ?? '';
  const [next, now] = [planned(ritual), running(ritual)];
  assert.equal(text.includes('Report card  ·  Stopped'), ritual.isStopped, `the list:\n${list}`);
  const day = next && new Date(next.dueAt).toISOString().slice(0, 10);
  assert.equal(/Next: (\d{4}-\d\d-\d\d)/.exec(text)?.[1], day, `the next day in the list:\n${list}`);
  assert.equal(text.includes('Open, closes'), now?.status === 'open', `an open one in the list:\n${list}`);
  assert.equal(text.includes('Closed, results come'), now?.status === 'closed', `a closed one in the list:\n${list}`);
}

/** Everything that people see, and the database. */
export async function check(stage: Stage, ritual: Ritual, looking: (typeof managers)[number]): Promise<void> {
  assert.deepEqual(differences(stage, ritual), []);
  for (const who of Object.values(sides).flat()) checkMessages(stage, ritual, who);
  checkMessages(stage, ritual, 'gus');
  checkCards(stage, ritual);
  await checkList(stage, ritual, looking);
  assert.deepEqual(stage.faults(), []);
}
