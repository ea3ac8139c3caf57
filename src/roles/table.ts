import { type AnySQLiteColumn, index, integer, sql, sqliteTable, text } from '../platform/db/drizzle.ts';
import { teamKinds, teams } from '../teams/table.ts';
import { citingForms, lineStates, roleOwners } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });

/** The predicate of a partial index, for the queries that need it: platform/db/dialect.ts. */
export const isOpen = sql`settled_at is null`;

/** Versions of the lines that say who does what. Rows stay as the record; the agreed ones are the list. */
export const roleLines = sqliteTable(
  'role_lines',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    what: text().notNull(),
    owner: text({ enum: roleOwners }).notNull(),
    /** The person of that side who does it, if one is named. */
    personId: text(),
    /** The form that cites it. */
    citedIn: text({ enum: citingForms }),
    /** The agreed version that this one replaces or removes. */
    replacesId: integer().references((): AnySQLiteColumn => roleLines.id),
    isRemoval: integer({ mode: 'boolean' }).notNull(),
    /** Order in the list, with gaps. */
    position: integer().notNull(),
    /** The side for which it was proposed; the other one decides. */
    side: text({ enum: teamKinds }).notNull(),
    proposedBy: text().notNull(),
    proposedAt: instant().notNull(),
    state: text({ enum: lineStates }).notNull(),
    decidedBy: text(),
    decidedAt: instant(),
  },
  (line) => [index('role_lines_state').on(line.state, line.position)],
);

export type RoleLine = typeof roleLines.$inferSelect;

/** Questions *Who does this?* to the managers of both sides. */
export const roleQuestions = sqliteTable(
  'role_questions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    words: text().notNull(),
    askerId: text().notNull(),
    /** The teams whose managers answer; null for a side without a team. */
    salesTeamId: integer().references(() => teams.id),
    marketingTeamId: integer().references(() => teams.id),
    askedAt: instant().notNull(),
    /** From then on, the executive answers too. */
    escalatesAt: instant().notNull(),
    escalatedAt: instant(),
    /** The people who got a copy. */
    told: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** The person who agreed, or who answered where no one else had to agree. */
    settledBy: text(),
    settledAt: instant(),
    /** The form in which the answer is kept. */
    keptAs: text({ enum: ['role', 'definition'] }),
    keptBy: text(),
  },
  (question) => [index('role_questions_open').on(question.id).where(isOpen)],
);

export type RoleQuestion = typeof roleQuestions.$inferSelect;

/** Answers to such questions, in order: a manager who differs gives another one. */
export const roleAnswers = sqliteTable(
  'role_answers',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    questionId: integer()
      .notNull()
      .references(() => roleQuestions.id),
    what: text().notNull(),
    owner: text({ enum: roleOwners }).notNull(),
    personId: text(),
    /** A sentence for the asker and the other manager. */
    note: text(),
    by: text().notNull(),
    at: instant().notNull(),
  },
  (answer) => [index('role_answers_of_question').on(answer.questionId, answer.id)],
);

export type RoleAnswer = typeof roleAnswers.$inferSelect;
