/** The steps of a story about content requests: acts of people, and time. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { called, everyone, isGuest, MINUTE_MS, nextMorning, type Who } from './company.ts';
import { actTogether } from './hands.ts';
import { askedFor, attempt, type Request, type RequestAct, refusal, requestActs, type Wish } from './request.ts';
import { requestSentence, requestWay } from './request-hands.ts';
import { cardOf, check, differences, idOf, MOST_REQUESTS, titleOf } from './requests.ts';
import type { Stage } from './stage.ts';
import { type Step, step, steps, type Tried } from './step.ts';

export interface Requests {
  requests: Request[];
  tried: Tried;
}

const ask = (by: 'sam' | 'sue') =>
  step<Requests>(
    async (model, stage, tell) => {
      const title = titleOf(model.requests.length);
      tell(`${called(by)} asks for ${title}`);
      const person = stage.as(by);
      await person.command(`/request-content ${title}`, { in: '#sales' });
      await (await person.modal('Request content')).submit();
      const form = await person.modal('Request content');
      await form.fill({ Kind: 'One-pager' });
      assert.deepEqual(await form.submit(), { ok: true });
      await stage.app.settled();
      await stage.closeAll(by);
      model.requests.push(askedFor(title, by));
      await settle(model, stage, [by, 'mia']);
    },
    ({ requests }) => requests.length < MOST_REQUESTS,
  );

/** In most steps, one of the acts that are possible; else the act that was drawn, whether it is possible or not. */
interface Drawn extends Wish {
  isAny: boolean;
  which: number;
}

function chosen({ isAny, which, ...wish }: Drawn, request: Request): Wish {
  const possible = requestActs.filter((one) => refusal(request, { ...wish, act: one }) === undefined);
  return { ...wish, act: (isAny ? undefined : possible[which % possible.length]) ?? wish.act };
}

/** One person acts on a request, or several at once, who have opened their forms before. */
const act = (drawn: readonly Drawn[], at: number) =>
  step<Requests>(
    async (model, stage, tell) => {
      const index = at % model.requests.length;
      const request = model.requests[index] as Request;
      const wishes = drawn.map((one) => chosen(one, request));
      tell(wishes.map((wish) => requestSentence(wish, request.title)).join(', and at the same moment '));
      model.requests[index] = await actTogether(stage, request, wishes, {
        id: idOf(stage, request.title),
        card: cardOf(stage, request.title),
        way: requestWay,
        refusal,
        attempt,
        differences: (one) => differences(stage, one),
      });
      await settle(
        model,
        stage,
        wishes.map(({ by }) => by),
      );
    },
    ({ requests }) => requests.length > 0,
  );

const spans = {
  'An hour passes': (now: number) => now + 61 * MINUTE_MS,
  'The night passes': nextMorning,
  'Two weeks pass': (now: number) => now + 14 * 24 * 60 * MINUTE_MS,
};
type Span = keyof typeof spans;

/** Time alone changes no request: a late one is still waited for. */
const time = (span: Span) =>
  step<Requests>(async (model, stage, tell) => {
    tell(span);
    await stage.travel(spans[span](stage.now()));
    await settle(model, stage, ['mia', 'sam']);
  });

const restart = () =>
  step<Requests>(async (model, stage, tell) => {
    tell('Baton is restarted');
    await stage.app.restart();
    await stage.app.settled();
    await settle(model, stage, ['ada']);
  });

/** Slack, the homes of these people, and the database agree with the model. */
const settle = ({ requests }: Requests, stage: Stage, looking: readonly Who[]): Promise<void> =>
  check(
    stage,
    requests,
    [...new Set(looking)].filter((who) => !isGuest(who)),
  );

const OFTEN: Record<Who, number> = { mia: 6, ada: 3, sam: 4, sue: 4, max: 1, gus: 1 };
const drawn: fc.Arbitrary<Drawn> = fc.record({
  isAny: fc.oneof({ weight: 2, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  which: fc.nat({ max: requestActs.length - 1 }),
  act: fc.constantFrom<RequestAct[]>(...requestActs),
  by: fc.oneof(...everyone.map((one) => ({ weight: OFTEN[one], arbitrary: fc.constant(one) }))),
  to: fc.constantFrom('mia' as const, 'ada' as const),
});
const at = fc.nat({ max: MOST_REQUESTS - 1 });
/** A person has one form open. */
const together = fc.uniqueArray(drawn, { minLength: 2, maxLength: 3, selector: ({ by }) => by });

export const requestSteps: fc.Arbitrary<Step<Requests>>[] = [
  fc.constantFrom('sam' as const, 'sue' as const).map(ask),
  ...Array.from({ length: 6 }, () => fc.tuple(drawn, at).map(([one, which]) => act([one], which))),
  ...Array.from({ length: 2 }, () => fc.tuple(together, at).map(([all, which]) => act(all, which))),
  fc.constantFrom(...(Object.keys(spans) as Span[])).map(time),
  steps(restart),
];
