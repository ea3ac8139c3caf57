/** The steps of a story about content requests: acts of people, and time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { absenceOf, called, isHere, isMarketer, MINUTE_MS, nextMorning, type Who } from './company.ts';
import { askedFor, attempt, type Request, refusal, requestActs, type Wish, without } from './request.ts';
import { requestSentence, requestWay } from './request-hands.ts';
import { cardOf, check, differences, idOf, MOST_REQUESTS, titleOf } from './requests.ts';
import type { Stage } from './stage.ts';
import { type Step, step } from './step.ts';
import { type Chance, chance, chosenAct, type Kind, often, type Story, storySteps, weighted } from './story.ts';

export type Requests = Story<Request>;

const ask = (by: 'sam' | 'sue') =>
  step<Requests>(
    async (model, stage, tell) => {
      const title = titleOf(model.things.length);
      tell(`${called(by)} asks for ${title}`);
      const person = stage.as(by);
      await person.command(`/request-content ${title}`, { in: '#sales' });
      await (await person.modal('Request content')).submit();
      const form = await person.modal('Request content');
      await form.fill({ Kind: 'One-pager' });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll(by);
      model.things.push(askedFor(title, by));
      await settle(model, stage, [by, 'mia']);
    },
    ({ things }) => things.length < MOST_REQUESTS && absenceOf(by) === undefined,
  );

/** Slack, the homes of these people, and the database agree with the model. */
const settle = ({ things }: Requests, stage: Stage, looking: readonly Who[]): Promise<void> =>
  check(stage, things, [...new Set(looking)].filter(isHere));

const OFTEN: Record<Who, number> = { mia: 6, ada: 3, sam: 4, sue: 4, max: 1, gus: 1 };
interface Drawn extends Chance, Omit<Wish, 'now'> {}

const kind: Kind<Request, Wish, Drawn, Requests> = {
  drawn: fc.record({
    ...chance,
    act: fc.constantFrom(...requestActs),
    by: weighted(OFTEN),
    to: fc.constantFrom('mia' as const, 'ada' as const),
  }),
  choose: (drawn, request, stage) => {
    const possible = requestActs.filter((act) => refusal(request, { ...drawn, act }) === undefined);
    const to = isMarketer(drawn.to) ? drawn.to : 'ada';
    return { ...drawn, to, act: chosenAct(drawn, drawn.act, possible), now: stage.now() };
  },
  sentence: requestSentence,
  way: requestWay,
  place: (stage, { title }) => ({ id: idOf(stage, title), card: cardOf(stage, title) }),
  ...{ refusal, attempt, differences, settle },
  spans: [
    { words: 'An hour passes', until: (now) => now + 61 * MINUTE_MS },
    { words: 'The night passes', until: nextMorning },
    { words: 'Two weeks pass', until: (now) => now + 14 * 24 * 60 * MINUTE_MS },
  ],
  /** Time alone changes no request: a late one is still waited for. */
  pass: () => {},
  lookers: ['mia', 'sam'],
  leavers: { mia: '#marketing', sam: '#sales' },
  without,
};

const { alone, together, time, people, machines } = storySteps(kind);

export const requestSteps: fc.Arbitrary<Step<Requests>>[] = [
  fc.constantFrom('sam' as const, 'sue' as const).map(ask),
  ...often(6, alone),
  ...often(2, together),
  time,
  people,
  machines,
];
