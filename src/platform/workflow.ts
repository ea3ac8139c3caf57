/** Shared by leads and requests: acts that change the status of a thing, and the people who may do them. */
import { UserError } from './errors.ts';
import { disjunction } from './list-format.ts';

export interface Transition<Status extends string> {
  from: readonly Status[];
  /** Left out if the status stays, or depends on the thing. */
  to?: Status;
  /** As in "You can …". */
  words: string;
}

/** Decides whether a person may do something, and has the sentence for people who may not. */
export interface Rule<Thing, Actor> {
  may(thing: Thing, actor: Actor): boolean;
  refusal(thing: Thing, actor: Actor): string;
}

export interface Workflow<Act extends string, Thing, Actor> {
  lifecycle: Readonly<Record<Act, Transition<string>>>;
  /** Why an act is not possible now, as the start of a sentence; undefined if it is possible. */
  obstacle(thing: Thing, act: Act): string | undefined;
  /** All must be true. The status is only told to people for whom the first one is. */
  rules(thing: Thing, act: Act): readonly Rule<Thing, Actor>[];
  /** The acts that a refusal offers instead, in this order. */
  offered: readonly Act[];
}

export function requireRule<Thing, Actor>(rule: Rule<Thing, Actor>, thing: Thing, actor: Actor): void {
  if (!rule.may(thing, actor)) throw new UserError(rule.refusal(thing, actor));
}

/** @throws UserError that says who may act, or the current state and what is possible instead. */
export function requireTransition<Act extends string, Thing, Actor>(
  workflow: Workflow<Act, Thing, Actor>,
  thing: Thing,
  act: Act,
  actor: Actor,
): void {
  const [first, ...others] = workflow.rules(thing, act);
  if (first) requireRule(first, thing, actor);
  const obstacle = workflow.obstacle(thing, act);
  if (obstacle !== undefined) throw new UserError(sentence(workflow, { thing, act, actor, obstacle }));
  for (const rule of others) requireRule(rule, thing, actor);
}

export const isAllowed = <Act extends string, Thing, Actor>(
  { obstacle, rules }: Workflow<Act, Thing, Actor>,
  thing: Thing,
  act: Act,
  actor: Actor,
): boolean => obstacle(thing, act) === undefined && rules(thing, act).every((rule) => rule.may(thing, actor));

function sentence<Act extends string, Thing, Actor>(
  workflow: Workflow<Act, Thing, Actor>,
  { thing, act, actor, obstacle }: { thing: Thing; act: Act; actor: Actor; obstacle: string },
): string {
  const instead = workflow.offered
    .filter((one) => one !== act && isAllowed(workflow, thing, one, actor))
    .map((one) => workflow.lifecycle[one].words);
  const can = instead.length > 0 ? ` You can ${disjunction.format(instead)}.` : '';
  return `${obstacle}, so you cannot ${workflow.lifecycle[act].words}.${can}`;
}
