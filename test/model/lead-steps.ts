/** The steps of a story about leads: acts of people, and time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { called, everyone, isGuest, MINUTE_MS, nextMonday, nextMorning, type Who } from './company.ts';
import { actTogether, assertTold } from './hands.ts';
import { attempt, handedOff, type Lead, type LeadAct, leadActs, pass, refusal, takenBack, type Wish } from './lead.ts';
import { leadWay } from './lead-hands.ts';
import { leadSentence } from './lead-words.ts';
import { cardOf, check, checkDigest, differences, idOf, MOST_LEADS, nameOf, observed } from './leads.ts';
import type { Stage } from './stage.ts';
import { type Step, step, steps, type Tried } from './step.ts';

export interface Leads {
  leads: Lead[];
  /** Number of times that the clock was moved. */
  moves: number;
  /** The ✅ on cards, by person and lead. */
  ticks: Set<string>;
  tried: Tried;
}

const hasLeads = ({ leads }: Leads): boolean => leads.length > 0;

const handOff = () =>
  step<Leads>(
    async (model, stage, tell) => {
      const name = nameOf(model.leads.length);
      tell(`Mia hands off ${name}`);
      const mia = stage.as('mia');
      await mia.command('/handoff', { in: '#marketing' });
      const form = await mia.modal('Hand off a lead');
      const email = `${name.toLowerCase()}@${name.toLowerCase()}.example`;
      await form.fill({ Name: name, Company: `${name} Foods`, Email: email, 'What do they need?': 'A demo' });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll('mia');
      model.leads.push(handedOff(name));
      await settle(model, stage, ['mia']);
    },
    ({ leads }) => leads.length < MOST_LEADS,
  );

export interface Doing extends Omit<Wish, 'now'> {
  to: 'sam' | 'sue';
  span: NonNullable<Wish['span']>;
}

/** In most steps, one of the acts that are possible; else the act that was drawn, whether it is possible or not. */
interface Drawn extends Doing {
  isAny: boolean;
  which: number;
}

function chosen({ isAny, which, ...doing }: Drawn, lead: Lead): Doing {
  const possible = leadActs.filter((one) => refusal(lead, { ...doing, act: one }) === undefined);
  return { ...doing, act: (isAny ? undefined : possible[which % possible.length]) ?? doing.act };
}

/** One person acts on a lead, or several at once, who have opened their forms before. */
const act = (drawn: readonly Drawn[], at: number) =>
  step<Leads>(async (model, stage, tell) => {
    const index = at % model.leads.length;
    const lead = model.leads[index] as Lead;
    const doings = drawn.map((one) => chosen(one, lead));
    tell(doings.map((doing) => leadSentence(doing, lead.name)).join(', and at the same moment '));
    const wishes = doings.map((doing): Wish => ({ ...doing, now: stage.now() }));
    model.leads[index] = await actTogether(stage, lead, wishes, {
      id: idOf(stage, lead.name),
      card: cardOf(stage, lead.name),
      way: leadWay,
      refusal,
      attempt,
      differences: (one) => differences(stage, one),
    });
    await settle(
      model,
      stage,
      doings.map(({ by }) => by),
    );
  }, hasLeads);

/** Adds ✅ to a card, or takes it back. */
const tick = (by: Who, at: number) =>
  step<Leads>(async (model, stage, tell) => {
    const index = at % model.leads.length;
    const lead = model.leads[index] as Lead;
    const key = `${by} on ${lead.name}`;
    const [card, now] = [cardOf(stage, lead.name), stage.now()];
    await stage.said(by, ['#sales']);
    if (model.ticks.delete(key)) {
      tell(`${called(by)} takes ✅ off ${lead.name}`);
      stage.as(by).unreact(card, 'white_check_mark');
      model.leads[index] = takenBack(lead, by, now);
      await stage.app.settled();
    } else {
      tell(`${called(by)} puts ✅ on ${lead.name}`);
      model.ticks.add(key);
      stage.as(by).react(card, 'white_check_mark');
      await stage.app.settled();
      const outcome = attempt(lead, { act: 'accept', by, now });
      if (outcome.thing) model.leads[index] = outcome.thing;
      const [said] = await stage.said(by, ['#sales']);
      assertTold(said, outcome.refused);
    }
    await settle(model, stage, [by]);
  }, hasLeads);

const spans = {
  'An hour passes': (now: number) => now + 61 * MINUTE_MS,
  'The night passes': nextMorning,
  'The weekend passes': nextMonday,
  'Three working days pass': (now: number) => nextMorning(nextMorning(nextMorning(now))),
};
type Span = keyof typeof spans;

const time = (span: Span) =>
  step<Leads>(async (model, stage, tell) => {
    tell(span);
    model.moves += 1;
    const goal = spans[span](stage.now());
    const isMorning = span !== 'An hour passes';
    // Later each time, so that nothing is due at the very moment at which the clock stops.
    const to = isMorning ? goal + 3 * model.moves * MINUTE_MS : goal;
    await stage.travel(to);
    const inNurture = new Set(model.leads.filter(({ status }) => status === 'nurturing').map(({ name }) => name));
    model.leads = model.leads.map((lead) => pass(lead, to));
    if (isMorning) checkDigest(stage, model.leads, { since: goal, isFresh: ({ name }) => inNurture.has(name) });
    await settle(model, stage, ['sam', 'mia']);
  });

const restart = () =>
  step<Leads>(async (model, stage, tell) => {
    tell('Baton is restarted');
    await stage.app.restart();
    await stage.app.settled();
    await settle(model, stage, ['sue']);
  });

/** Slack, the homes of these people, and the database agree with the model. */
async function settle(model: Leads, stage: Stage, looking: readonly Who[]): Promise<void> {
  const chosen = model.leads.map((lead) => observed(stage, lead));
  const homes = [...new Set(looking)].filter((who) => !isGuest(who));
  await check(stage, model.leads, { chosen, homes });
  model.leads = chosen;
}

const OFTEN: Record<Who, number> = { mia: 4, sam: 6, sue: 5, max: 2, ada: 2, gus: 1 };
const who = fc.oneof(...everyone.map((one) => ({ weight: OFTEN[one], arbitrary: fc.constant(one) })));
const drawn: fc.Arbitrary<Drawn> = fc.record({
  isAny: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  which: fc.nat({ max: leadActs.length - 1 }),
  act: fc.constantFrom<LeadAct[]>(...leadActs),
  by: who,
  to: fc.constantFrom('sam' as const, 'sue' as const),
  span: fc.constantFrom('short' as const, 'tomorrow' as const, 'monday' as const),
});
const lead = fc.nat({ max: MOST_LEADS - 1 });
/** A person has one form open. */
const together = fc.uniqueArray(drawn, { minLength: 2, maxLength: 3, selector: ({ by }) => by });
/** People who see the channel of the sales team. */
const reader = fc.constantFrom<Who[]>('sam', 'sue', 'max', 'gus');

const alone = fc.tuple(drawn, lead).map(([one, at]) => act([one], at));

export const leadSteps: fc.Arbitrary<Step<Leads>>[] = [
  steps(handOff),
  steps(handOff),
  ...Array.from({ length: 9 }, () => alone),
  ...Array.from({ length: 3 }, () => fc.tuple(together, lead).map(([all, at]) => act(all, at))),
  fc.tuple(reader, lead).map(([by, at]) => tick(by, at)),
  ...Array.from({ length: 2 }, () => fc.constantFrom(...(Object.keys(spans) as Span[])).map(time)),
  steps(restart),
];
