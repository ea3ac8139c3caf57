/** The common part of leads and requests: acts that a state allows, and people who may do them. */
import { disjunction } from '../../src/platform/list-format.ts';
import { absenceOf, isHere, type Who } from './company.ts';

export interface Relation<Thing> {
  may(thing: Thing, by: Who): boolean;
  refusal(thing: Thing, by: Who): string;
}

export interface Life<Thing, Act extends string> {
  isPossible(thing: Thing, act: Act): boolean;
  /** All must be true. The state is told only to people for whom the first one is. */
  whoMay(thing: Thing, act: Act): readonly Relation<Thing>[];
  /** As in "You can …". */
  words(act: Act): string;
  /** A refusal offers these instead, in this order. */
  offered: readonly Act[];
}

/** The thing after an act, or the refusal. */
export type Outcome<Thing> =
  | { thing: Thing; refused?: undefined }
  /** Of two reasons, the person reads the one that was found first. */
  | { refused: [reason: string, other?: string | undefined]; thing?: undefined };

/** For a person who is no full member of the workspace. */
export const strangerWords = (who: string): string =>
  `Only full members of this workspace can do this. You are ${absenceOf(who) === 'guest' ? 'a guest' : 'deactivated'}.`;

/** The end of the sentence for a person who cannot do this; undefined if they can. */
export function refusalIn<Thing, Act extends string>(
  life: Life<Thing, Act>,
  thing: Thing,
  { act, by }: { act: Act; by: Who },
): string | undefined {
  if (!isHere(by)) return strangerWords(by);
  const refusing = (relations: readonly Relation<Thing>[]) => relations.find(({ may }) => !may(thing, by));
  const [first, ...others] = life.whoMay(thing, act);
  const stranger = first && refusing([first]);
  if (stranger) return stranger.refusal(thing, by);
  if (life.isPossible(thing, act)) return refusing(others)?.refusal(thing, by);
  return obstacleIn(life, thing, { act, by });
}

/** The end of the sentence that names the state, and what is possible instead. */
export function obstacleIn<Thing, Act extends string>(
  life: Life<Thing, Act>,
  thing: Thing,
  { act, by }: { act: Act; by: Who },
): string {
  const instead = life.offered
    .filter(
      (one) => one !== act && life.isPossible(thing, one) && life.whoMay(thing, one).every(({ may }) => may(thing, by)),
    )
    .map(life.words);
  const can = instead.length > 0 ? ` You can ${disjunction.format(instead)}.` : '';
  return `, so you cannot ${life.words(act)}.${can}`;
}
