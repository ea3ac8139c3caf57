/** The steps of a story about leads: acts of people, and time. */
import fc from 'fast-check';
import { everyone, isAway, isSeller, MINUTE_MS, nextMonday, nextMorning, nineOf, type Who } from './company.ts';
import { attempt, type Lead, leadActs, refusal, type Wish } from './lead.ts';
import { acceptAll, changeManager, forget, goAway, handOff, handOffAgain, sendIn, tick } from './lead-events.ts';
import { leadWay } from './lead-hands.ts';
import { pass, without } from './lead-time.ts';
import { leadSentence } from './lead-words.ts';
import { cardOf, checkDigest, differences, idOf, type Leads, MOST_LEADS, settle } from './leads.ts';
import { type Step, steps } from './step.ts';
import { type Chance, chance, chosenAct, type Kind, often, storySteps, weighted } from './story.ts';

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
    const to =
      [drawn.to ?? 'sam', 'sam', 'sue', 'max'].find(
        (who): who is 'sam' => isSeller(who as Who) && !isAway(who, stage.now()),
      ) ?? 'max';
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

const at = fc.nat({ max: MOST_LEADS - 1 });

export const leadSteps: fc.Arbitrary<Step<Leads>>[] = [
  ...often(2, steps(handOff)),
  steps(sendIn),
  ...often(9, alone),
  ...often(3, together),
  fc.tuple(reader, at).map(([by, which]) => tick(by, which)),
  fc.constantFrom<Who[]>('sam', 'max').map(acceptAll),
  at.map(handOffAgain),
  ...often(2, time),
  people,
  fc.oneof(fc.constantFrom('sam' as const, 'sue' as const).map(goAway), steps(changeManager), at.map(forget)),
  machines,
];
