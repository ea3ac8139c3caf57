import { index, integer, primaryKey, sqliteTable, text } from '../platform/db/drizzle.ts';
import { type Fault, type ImportCounts, type ImportPlan, importResults, importStates } from './types.ts';

const instant = () => integer({ mode: 'timestamp_ms' });
const json = <T>() => text({ mode: 'json' }).$type<T>();

/** Files of leads that were imported, or are about to be. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    state: text({ enum: importStates }).notNull(),
    /** Of the file, as people know it. */
    name: text().notNull(),
    /** Of its bytes, in hex; empty before it is read. */
    sha256: text().notNull().default(''),
    /** Of a file in Slack; null from the command line. */
    fileId: text(),
    startedBy: text().notNull(),
    startedAt: instant().notNull(),
    /** Without the header. */
    rows: integer().notNull().default(0),
    columns: json<string[]>().notNull(),
    /** A line of the file, if its encoding was guessed. */
    question: text(),
    /** Null until a person chose. */
    plan: json<ImportPlan>(),
    /** Whether the leads come in as a list, without cards. */
    isList: integer({ mode: 'boolean' }).notNull().default(false),
    /** Rows that are done in the present state. */
    position: integer().notNull().default(0),
    counts: json<ImportCounts>().notNull(),
    faults: json<Fault[]>().notNull(),
    /** When it was done, or undone. */
    endedAt: instant(),
    /** Leads that an undo left, because people had worked on them. */
    kept: integer().notNull().default(0),
    /** Why it was dropped, as a sentence; null if a person dropped it. */
    trouble: text(),
  },
  (one) => [index('imports_of_file').on(one.sha256)],
);

export type Import = typeof imports.$inferSelect;

/** The outcome of each row, for the report and the undo; forgotten after some days. */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: integer()
      .notNull()
      .references(() => imports.id),
    /** Its line in the file. */
    line: integer().notNull(),
    result: text({ enum: importResults }).notNull(),
    /** Sentences without values of the row. */
    words: text(),
    /** The lead that was added, or that is known. Its id may be gone after an undo. */
    leadId: integer(),
    /** The last entry in the history of the added lead then: later ones are of people. */
    entryId: integer(),
  },
  (row) => [primaryKey({ columns: [row.importId, row.line] })],
);

export type ImportRow = typeof importRows.$inferSelect;
