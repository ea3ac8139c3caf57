/** Surveys in a database in memory, without a team: Monday to Friday in UTC. */
import { answerAnonymously, answerByName } from '../../src/feedback/answer.ts';
import { type Opening, openRound } from '../../src/feedback/open.ts';
import { requireRound } from '../../src/feedback/queries.ts';
import type { Round } from '../../src/feedback/table.ts';
import type { Answers, Question } from '../../src/feedback/types.ts';
import { createKeys, type Keys } from '../../src/platform/crypto/keys.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** A Monday. */
export const START = new Date('2026-11-30T10:00:00Z');
export const CLOSES = new Date('2026-12-04T16:00:00Z');
export const later = (days: number, from = CLOSES): Date => new Date(from.getTime() + days * DAY_MS);

export const RATING: Question = { kind: 'grades', text: 'Answers in time', choices: ['A', 'B', 'C', 'F'] };
export const COMMENT: Question = { kind: 'text', text: 'Why?', choices: [] };

/** Those with an upper case letter sell, those with a lower case letter market. */
export const peopleOf = (letters: string): Opening['asked'] =>
  [...letters].map((letter) => ({ userId: `U${letter}`, side: letter < 'a' ? 'sales' : 'marketing' }));

/** Asks five sellers by name, unless told otherwise. */
export const opening = (more: Partial<Opening> = {}): Opening => ({
  ...{ askerId: 'UMIA', about: 'Our Monday meeting', subject: null, isAnonymous: false, file: null },
  ...{ questions: [RATING, COMMENT], asked: peopleOf('ABCDE'), placeId: null },
  ...{ closesAt: CLOSES, teamId: null, zone: 'UTC' },
  ...more,
});

export interface World {
  db: Db;
  write: Write;
  keys: Keys;
  open(more?: Partial<Opening>, now?: Date): Promise<Round>;
  /** By name, or without one in an anonymous survey. */
  answer(round: Round, letter: string, answers?: Answers, now?: Date): Promise<void>;
  /** The survey as it is now. */
  now(round: Round): Round;
  /** The waiting messages, as kind and person or channel; they are settled then. */
  post(): string[];
}

export function newWorld(): World {
  const db = memoryDatabase();
  const write = createWriter(db);
  const keys = createKeys(':memory:');
  return {
    ...{ db, write, keys },
    open: (more = {}, now = START) => write((tx) => requireRound(tx, openRound(tx, keys, opening(more), now))),
    answer: (round, letter, answers = [1, `words of ${letter}`], now = START) =>
      write((tx) => {
        const given = { roundId: round.id, userId: `U${letter}`, answers };
        if (round.isAnonymous) answerAnonymously(tx as Db as AnonymousTx, keys, given, now);
        else answerByName(tx, given, now);
      }),
    now: (round) => requireRound(db, round.id),
    post: () => {
      const waiting = db.select().from(outbox).all();
      db.delete(outbox).run();
      return waiting.map(({ kind, orderingKey }) => `${kind.replace('feedback_', '')} ${orderingKey}`).sort();
    },
  };
}
