/** A box of anonymous questions in a database in memory, with its managers. */
import { createKeys, type Keys } from '../../src/platform/crypto/keys.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { createWriter, type Write } from '../../src/platform/db/write.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import { savePosted } from '../../src/platform/outbox/posted-messages.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { answerPrivately, answerPublicly, hideQuestion, supportQuestion } from '../../src/questions/answer.ts';
import { askManagers, replyToManagers } from '../../src/questions/ask.ts';
import { questionJobs } from '../../src/questions/deliver.ts';
import { keepQuestionKeys } from '../../src/questions/periods.ts';
import { copyKey } from '../../src/questions/posted.ts';
import { anonymousQuestions } from '../../src/questions/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import type { Team } from '../../src/teams/table.ts';
import { SALES } from '../leads/world.ts';
import { memoryDatabase } from '../support/temp-database.ts';

/** A Monday. */
export const NOW = new Date('2026-11-16T09:00:00Z');

export let db: Db;
export let write: Write;
export let keys: Keys;
export let team: Team;
let forms = 0;

export const addTeam = (kind: 'sales' | 'marketing', managerId: string) =>
  write((tx) =>
    saveTeam(tx, { ...SALES, kind, name: kind, channelId: `C${managerId}`, managerId }, { id: null, by: 'test' }, NOW),
  );
const anonymously = <T>(act: (tx: AnonymousTx) => T) => write((tx) => act(tx as Db as AnonymousTx));
export const keep = (now = NOW) => keepQuestionKeys({ db, write, keys, now: () => now });
export const ask = (userId: string, words: string, viewId = `V${++forms}`, now = NOW) =>
  anonymously((tx) => askManagers(tx, keys, { userId, words, viewId }, now));
export const reply = (questionId: number, words: string, userId = 'USAM') =>
  anonymously((tx) => replyToManagers(tx, keys, { questionId, userId, words, viewId: `V${++forms}` }, NOW));
export const answer = (questionId: number, words = 'So it is') =>
  write((tx) => answerPrivately(tx, { questionId, words }, NOW));
export const publish = (questionId: number) =>
  write((tx) => answerPublicly(tx, { questionId, words: 'Yes', teamId: team.id }, NOW));
export const hide = (questionId: number, isHidden = true) =>
  write((tx) => hideQuestion(tx, { questionId, managerId: 'BOSS', hide: isHidden }, NOW));
export const support = (questionId: number, userId: string) =>
  write((tx) => supportQuestion(tx, keys, { questionId, userId }, NOW));
export const deliver = (now = NOW, late = false) =>
  write((tx) => questionJobs(db, keys).forEach((job) => void job.run(tx, { late } as never, now)));
/** The waiting messages, which are settled then. */
export const post = () => {
  const rows = db.select().from(outbox).all();
  db.delete(outbox).run();
  return rows.map(({ kind, orderingKey }) => `${kind} ${orderingKey}`).sort();
};
export const questions = () => db.select().from(anonymousQuestions).all();
/** A question that was delivered. */
export async function delivered(words = 'Why?', userId = 'USAM'): Promise<number> {
  await ask(userId, words);
  await deliver();
  post();
  return questions().find((one) => one.words === words)?.id ?? 0;
}

/** An empty box and a sales team: for `beforeEach`. */
export async function begin(): Promise<void> {
  db = memoryDatabase();
  write = createWriter(db);
  keys = createKeys(':memory:');
  await keep();
  team = await addTeam('sales', 'BOSS');
}

/** The message of a question was posted then. */
export function savePostedAt(at: string, questionId: number, place: string): void {
  const ts = `${Date.parse(at) / 1000}.000100`;
  savePosted(db as never, copyKey({ questionId, place }), { channel: `${place}${questionId}`, ts });
}
