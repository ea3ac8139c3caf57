/** *Who does this?* goes to the managers of both sides at once. */
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import { startOfWorkOn, workingDaysAhead } from '../teams/working-time.ts';
import { announceQuestion } from './announce.ts';
import { answerersOf, teamFor } from './answerers.ts';
import { countQuestionsOf } from './queries.ts';
import { type RoleQuestion, roleQuestions } from './table.ts';

interface Asked {
  words: string;
  askerId: string;
  salesTeamId: number | null;
  marketingTeamId: number | null;
}

/** More open questions of one person are a meeting. */
const MOST_OPEN = 5;
/** A week of work. */
const DAYS_TO_ANSWER = 5;

export function askWhoDoesThis(tx: Tx, asked: Asked, now: Date): RoleQuestion {
  const place = { ...asked, escalatedAt: null };
  const team = oldestSalesTeam(tx) ?? teamFor(tx, place, 'marketing');
  if (!team) throw new UserError('There is no team yet, so no manager would read it.');
  if (countQuestionsOf(tx, asked.askerId) >= MOST_OPEN) {
    throw new UserError(`You have ${MOST_OPEN} open questions. Wait for an answer to one of them first.`);
  }
  const told = answerersOf(tx, place);
  const escalatesAt = startOfWorkOn(team, workingDaysAhead(team, now, DAYS_TO_ANSWER));
  const question = tx
    .insert(roleQuestions)
    .values({ ...asked, askedAt: now, escalatesAt, told })
    .returning()
    .get();
  announceQuestion(tx, question, now);
  return question;
}
