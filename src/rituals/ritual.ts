/**
 * A ritual is something that both teams do again and again. This folder has all that rituals share: the rhythm,
 * the day, the people, one message to a person for all rituals of a day, one reminder, the end, and the acts of managers.
 *
 * A new ritual is one object, made by `ritual` in `src/<capability>/ritual.ts`, and a line in src/all-rituals/list.ts. Its
 * cycle goes like this:
 *
 * 1. **Planned**, in the database. On its day, when the work of the oldest sales team begins, `begin` runs in the
 *    transaction that opens it. It may answer that it has to wait, or that this cycle is skipped.
 * 2. **Open**, only with `asks`: each participant gets one message with a button. The capability answers the button
 *    `answerAction(key)`, whose value is the id of the cycle, with `requireOpenCycle` and its own form. People who have
 *    not answered on the last morning are reminded once. After a named answer, call `refreshInvitation`.
 * 3. **Closed**: `end` runs, then `publish`: at once, on the next working morning, or when the capability calls `publishCycle`.
 * 4. **Published**: `publish` posts the result, with messages of the capability. Some working days later `followUp` runs.
 *
 * A ritual without `asks` goes from `begin` to `publish` in one transaction. People are those of both sides when it begins,
 * without those who are out of office until its end. A person who joins later takes part in the next cycle.
 */
import type { Keys } from '../platform/crypto/keys.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Services } from '../platform/services.ts';
import type { Setting } from '../platform/settings/setting.ts';
import type { Team } from '../teams/table.ts';
import { rhythmSetting } from './rhythm.ts';
import type { Cycle, Participant } from './table.ts';
import type { Rhythm, UsualDay } from './types.ts';

/** The knowledge of a step of a cycle. */
export interface Occasion {
  cycle: Cycle;
  /** Of both sides, from the beginning of the cycle on. */
  people: readonly Participant[];
  /** The oldest sales team, whose working time counts. */
  calendar: Team;
  keys: Keys;
  now: Date;
}

/** Why a cycle does not begin now, as a sentence for managers. */
export type Instead = { waitUntil: Date; reason: string } | { skip: string };

export interface Asks {
  /** Why people are asked, as a sentence for them. */
  why: string;
  /** The label of the button. */
  button: string;
  /** The fields of its form, from which people are told how long it takes: counted by a test. */
  fields: { choices: number; texts: number };
  /** It closes at the end of the working day so many days after that on which it began; at least one. */
  workingDays: number;
  /** Messages of an anonymous ritual never change with an answer. */
  isAnonymous: boolean;
  /** Everyone who takes part, unless a ritual says otherwise. The others hear nothing of it. */
  isAsked?(db: Db, cycle: Pick<Cycle, 'id'>, userId: string): boolean;
  hasAnswered(where: { db: Db; keys: Keys }, cycle: Cycle, userId: string): boolean;
}

interface Declared {
  /** Names it in the database and in the setting `rituals.<key>`: never renamed. */
  key: string;
  name: string;
  /** Its result, as a sentence for managers. */
  purpose: string;
  usually: { rhythm: Exclude<Rhythm, 'off'>; day: UsualDay };
  /** Undefined if it asks no one. */
  asks?: Asks;
  /** Full members of both sides, unless a ritual says otherwise. */
  people?(deps: Pick<Services, 'db' | 'directory'>): Promise<Participant[]>;
  /** Why it cannot take place with these people, as a sentence for managers: the cycle is then skipped. */
  fault?(db: Db, people: readonly Participant[]): string | undefined;
  begin?(tx: Tx, on: Occasion): Instead | undefined;
  end?(tx: Tx, on: Occasion): void;
  publishes: 'at once' | 'next morning' | 'when told';
  publish(tx: Tx, on: Occasion): void;
  /** A manager skipped a cycle that was open or not published: its answers are to go. */
  drop?(tx: Tx, on: Occasion): void;
  followUp?: { workingDays: number; run(tx: Tx, on: Occasion): void };
  /** For managers before it begins, as lines of plain text: typed words are shown literally. */
  preview(db: Db, people: readonly Participant[], now: Date): string[];
}

export interface Ritual extends Declared {
  rhythm: Setting<Rhythm>;
}

export const ritual = (declared: Declared): Ritual => ({ ...declared, rhythm: rhythmSetting(declared) });

/** Asked, and without an answer. */
export const isWaitedFor = (asks: Asks, where: { db: Db; keys: Keys }, cycle: Cycle, userId: string): boolean =>
  asks.isAsked?.(where.db, cycle, userId) !== false && !asks.hasAnswered(where, cycle, userId);

/** The action of the button that opens its form; the value is the id of the cycle. */
const ANSWER = 'ritual_answer_';
export const answerAction = (key: string): string => `${ANSWER}${key}`;
export const isRitualAnswer = (actionId: string | undefined): boolean => actionId?.startsWith(ANSWER) ?? false;

/** A choice takes a person some eight seconds, a sentence fifteen. */
export const secondsFor = ({ choices, texts }: Asks['fields']): number => choices * 8 + texts * 15;
export const minutesFor = (fields: Asks['fields']): number => Math.max(1, Math.round(secondsFor(fields) / 60));

export const ritualOf = (rituals: readonly Ritual[], { ritual: key }: Pick<Cycle, 'ritual'>): Ritual | undefined =>
  rituals.find((one) => one.key === key);
