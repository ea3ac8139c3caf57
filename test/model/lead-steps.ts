/** The steps of a story about leads: acts of people, and time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  absenceOf,
  called,
  everyone,
  isHere,
  isSeller,
  MINUTE_MS,
  nextMonday,
  nextMorning,
  nineOf,
  type Who,
} from './company.ts';
import { assertTold } from './hands.ts';
import { attempt, handedOff, type Lead, leadActs, pass, refusal, takenBack, type Wish, without } from './lead.ts';
import { leadWay } from './lead-hands.ts';
import { leadSentence } from './lead-words.ts';
import { cardOf, check, checkDigest, differences, idOf, MOST_LEADS, nameOf, observed } from './leads.ts';
import type { Stage } from './stage.ts';
import { type Step, step, steps } from './step.ts';
import { type Chance, chance, chosenAct, type Kind, often, type Story, storySteps, weighted } from './story.ts';

export interface Leads extends Story<Lead> {
  /** The ✅ on cards, by person and lead. */
  ticks: Set<string>;
}

const handOff = () =>
  step<Leads>(
    async (model, stage, tell) => {
      const name = nameOf(model.things.length);
      tell(`Mia hands off ${name}`);
      const mia = stage.as('mia');
      await mia.command('/handoff', { in: '#marketing' });
      const form = await mia.modal('Hand off a lead');
      const email = `${name.toLowerCase()}@${name.toLowerCase()}.example`;
      await form.fill({ Name: name, Company: `${name} Foods`, Email: email, 'What do they need?': 'A demo' });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll('mia');
      model.things.push(handedOff(name));
      await settle(model, stage, ['mia']);
    },
    ({ things }) => things.length < MOST_LEADS && absenceOf('mia') === undefined,
  );

/** Adds ✅ to a card, or takes it back. */
const tick = (by: Who, at: number) =>
  step<Leads>(
    async (model, stage, tell) => {
      const index = at % model.things.length;
      const lead = model.things[index] as Lead;
      const key = `${by} on ${lead.name}`;
      const [card, now] = [cardOf(stage, lead.name), stage.now()];
      await stage.said(by, ['#sales']);
      if (model.ticks.delete(key)) {
        tell(`${called(by)} takes ✅ off ${lead.name}`);
        stage.as(by).unreact(card, 'white_check_mark');
        model.things[index] = takenBack(lead, by, now);
        await stage.app.settled();
      } else {
        tell(`${called(by)} puts ✅ on ${lead.name}`);
        model.ticks.add(key);
        stage.as(by).react(card, 'white_check_mark');
        await stage.app.settled();
        const outcome = attempt(lead, { act: 'accept', by, now });
        if (outcome.thing) model.things[index] = outcome.thing;
        const [said] = await stage.said(by, ['#sales']);
        assertTold(said, outcome.refused);
      }
      await settle(model, stage, [by]);
    },
    ({ things }) => things.length > 0 && !['deactivated', 'outside'].includes(absenceOf(by) ?? ''),
  );

/** Slack, the homes of these people, and the database agree with the model. */
async function settle(model: Leads, stage: Stage, looking: readonly Who[]): Promise<void> {
  const chosen = model.things.map((lead) => observed(stage, lead));
  const homes = [...new Set(looking)].filter(isHere);
  await check(stage, model.things, { chosen, homes });
  model.things = chosen;
}

const OFTEN: Record<Who, number> = { mia: 4, sam: 6, sue: 5, max: 2, ada: 2, gus: 1 };
interface Drawn extends Chance, Omit<Wish, 'now'> {}

const kind: Kind<Lead, Wish, Drawn, Leads> = {
  drawn: fc.record({
    ...chance,
    act: fc.constantFrom(...leadActs),
    by: weighted(OFTEN),
    to: fc.constantFrom('sam' as const, 'sue' as const),
    span: fc.constantFrom('short' as const, 'tomorrow' as const, 'monday' as const),
  }),
  choose: (drawn, lead, stage) => {
    const to = drawn.to && isSeller(drawn.to) ? drawn.to : 'max';
    const possible = leadActs.filter((act) => refusal(lead, { ...drawn, act }) === undefined);
    return { ...drawn, to, act: chosenAct(drawn, drawn.act, possible), now: stage.now() };
  },
  sentence: leadSentence,
  way: leadWay,
  place: (stage, { name }) => ({ id: idOf(stage, name), card: cardOf(stage, name) }),
  ...{ refusal, attempt, differences, settle },
  spans: [
    { words: 'An hour passes', until: (now) => now + 61 * MINUTE_MS },
    { words: 'The night passes', until: nextMorning },
    { words: 'The weekend passes', until: nextMonday },
    { words: 'Three working days pass', until: (now) => nextMorning(nextMorning(nextMorning(now))) },
  ],
  pass: (model, stage, { goal, to }) => {
    const isNurtured = new Map(model.things.map(({ name, status }) => [name, status === 'nurturing']));
    model.things = model.things.map((lead) => pass(lead, to));
    const isFresh = ({ name }: Lead) => isNurtured.get(name) === true;
    if (goal === nineOf(goal)) checkDigest(stage, model.things, { since: goal, isFresh });
  },
  lookers: ['sam', 'mia'],
  leavers: { sam: '#sales', sue: '#sales', mia: '#marketing' },
  without,
};

const { alone, together, time, people, machines } = storySteps(kind);
/** People who see the channel of the sales team. */
const reader = fc.constantFrom<Who[]>(...everyone.filter((who) => who !== 'mia' && who !== 'ada'));

export const leadSteps: fc.Arbitrary<Step<Leads>>[] = [
  ...often(2, steps(handOff)),
  ...often(9, alone),
  ...often(3, together),
  fc.tuple(reader, fc.nat({ max: MOST_LEADS - 1 })).map(([by, at]) => tick(by, at)),
  ...often(2, time),
  people,
  machines,
];
