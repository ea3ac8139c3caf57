/** The steps that fill drop-downs of Workflow Builder: https://docs.slack.dev/workflows/creating-custom-steps-dynamic-options */
import { kindsOf } from '../library/settings.ts';
import type { Db } from '../platform/db/open.ts';
import { allTeams, teamsOfKind } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';

interface StepOption {
  text: { type: 'plain_text'; text: string };
  value: string;
}

const LONGEST = 75;
const option = (value: string | number, text: string): StepOption => ({
  text: { type: 'plain_text', text: text.slice(0, LONGEST) },
  value: String(value),
});
const teamOption = ({ id, name }: Team): StepOption => option(id, name);

/** By the callback id of the manifest. */
export const optionSteps: Record<string, (db: Db) => StepOption[]> = {
  sales_teams: (db) => teamsOfKind(db, 'sales').map(teamOption),
  marketing_teams: (db) => teamsOfKind(db, 'marketing').map(teamOption),
  teams: (db) => allTeams(db).map(teamOption),
  content_kinds: (db) => kindsOf(db).map(({ key, label }) => option(key, label)),
};

/** Slack wants the answer before the acknowledgement of its event. */
export function isOptionsStep({ event }: { event: Record<string, unknown> }): boolean {
  const { callback_id: name } = Object(event.function) as { callback_id?: unknown };
  return event.type === 'function_executed' && typeof name === 'string' && Object.hasOwn(optionSteps, name);
}
