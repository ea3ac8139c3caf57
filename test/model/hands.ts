/** How people act in Slack: at once, or in a form that they opened; alone, or several at the same moment. */
import assert from 'node:assert/strict';
import type { Given, SeenMessage } from '@baton/sandbox';
import type { Outcome } from './life.ts';
import type { Pressed, Stage } from './stage.ts';

/** A button or a choice of a menu, and the form that it opens. */
export interface Way extends Omit<Pressed, 'id'> {
  /** Of the button, if it is not that of the thing. */
  id?: Pressed['id'];
  form?: string;
  /** The title of what opens in place of the form, for a person who has done it before. */
  known?: string;
  fields?: Record<string, Given>;
}

const PLACES = ['#sales', '#marketing', 'dm'];

const TOO_LATE = /did not open this in time/;

/** The refusal that a person read; undefined if the act was done. */
export type Told = string | undefined;

type Begun = { told: string } | { end: () => Promise<void>; answer: () => Promise<Told> };

/**
 * A person begins an act: opens its form, if it has one. Resolves with the end of it, or with what they were told at
 * once. Between both, others may act.
 */
async function begin(
  stage: Stage,
  { by, way, id, card }: { by: string; way: Way; id: number; card: SeenMessage },
): Promise<Begun> {
  const { form, known, fields, ...button } = way;
  await stage.said(by, PLACES);
  const answer = async () => {
    const isRefused = stage.form(by, 'That did not work') !== undefined;
    const [said] = await stage.said(by, PLACES);
    return isRefused ? said : undefined;
  };
  if (form === undefined) return { end: () => stage.press(by, card, { id, ...button }), answer };
  await stage.press(by, card, { id, ...button });
  await stage.app.settled();
  const modal = stage.form(by, form);
  if (!modal && known !== undefined && stage.form(by, known)) return { end: async () => {}, answer };
  if (!modal) {
    const told = (await answer()) ?? `There is no form "${form}", and no word why.`;
    // On a busy machine, as in life.
    return TOO_LATE.test(told) ? begin(stage, { by, way, id, card }) : { told };
  }
  await modal.fill(fields ?? {});
  let errors: string | undefined;
  return {
    end: async () => {
      const result = await modal.submit();
      errors = result.ok ? undefined : Object.values(result.errors).join(' ') || result.notice;
    },
    answer: async () => {
      const told = errors ?? (await answer());
      await stage.closeAll(by);
      return told;
    },
  };
}

interface Acting<Thing, Wish> {
  id: number;
  card: SeenMessage;
  way(wish: Wish): Way;
  /** Of the model. */
  refusal(thing: Thing, wish: Wish): string | undefined;
  attempt(thing: Thing, wish: Wish): Outcome<Thing>;
  /** How the database differs. */
  differences(thing: Thing): string[];
}

/**
 * Several people act on one thing at the same moment; those with a form have opened it before.
 * @returns the thing after the first order of their acts that explains their results.
 */
export async function actTogether<Thing, Wish extends { by: string }>(
  stage: Stage,
  thing: Thing,
  wishes: readonly Wish[],
  acting: Acting<Thing, Wish>,
): Promise<Thing> {
  const begun: { wish: Wish; end: () => Promise<void>; answer: () => Promise<Told> }[] = [];
  for (const wish of wishes) {
    const one = await begin(stage, { ...acting, by: wish.by, way: acting.way(wish) });
    if ('told' in one) assertTold(one.told, [acting.refusal(thing, wish)]);
    else begun.push({ wish, ...one });
  }
  await Promise.all(begun.map(({ end }) => end()));
  await stage.app.settled();
  const acted: { wish: Wish; told: Told }[] = [];
  for (const { wish, answer } of begun) acted.push({ wish, told: await answer() });
  const faults = new Set<string>();
  for (const order of orders(acted)) {
    let now = thing;
    const wrong: string[] = [];
    for (const { wish, told } of order) {
      const outcome = acting.attempt(now, wish);
      if (outcome.thing) now = outcome.thing;
      if (!isTold(told, outcome.refused))
        wrong.push(`${wish.by} was told: ${told}; and not: ${outcome.refused?.join(' or ')}`);
    }
    wrong.push(...acting.differences(now));
    if (wrong.length === 0) return now;
    for (const fault of wrong) faults.add(fault);
  }
  return assert.fail([...faults].join('\n'));
}

type Refused = readonly (string | undefined)[] | undefined;

/** The model has the end of a sentence, without the state in which the thing is. */
const isTold = (told: Told, refused: Refused): boolean =>
  refused === undefined
    ? told === undefined
    : refused.some((reason) => reason !== undefined && told?.endsWith(reason) === true);

export const assertTold = (told: Told, refused: Refused): void =>
  assert.ok(isTold(told, refused), `told: ${told}; and not: ${refused?.join(' or ')}`);

function orders<T>(all: readonly T[]): T[][] {
  if (all.length === 0) return [[]];
  return all.flatMap((one) => orders(all.filter((other) => other !== one)).map((rest) => [one, ...rest]));
}
