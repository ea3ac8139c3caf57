/** Which team gets a lead that a door brings: each team names what its leads have, and the rule that says most wins. */
import { eq, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { preparedRows } from '../../platform/db/prepared.ts';
import type { Tx } from '../../platform/db/write.ts';
import { recordTeamChange } from '../../teams/changes.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { employeesIn } from '../company-size.ts';
import type { LeadFields } from '../lead-fields.ts';
import { sameWords } from '../same-words.ts';
import { teamRules } from './table.ts';

/** Empty lists and null ask for nothing. */
export type TeamRule = Omit<typeof teamRules.$inferSelect, 'teamId'>;

const ruleParts = ['source', 'campaign', 'country', 'companySize'] as const;
export type RulePart = (typeof ruleParts)[number];

export const NO_RULE: TeamRule = { sources: [], campaigns: [], countries: [], sizeFrom: null, sizeTo: null };

const ofTeam = preparedRows(teamRules, eq(teamRules.teamId, sql.placeholder('teamId')));

export const ruleOf = (db: Db, teamId: number): TeamRule => {
  const found = ofTeam(db).get({ teamId });
  if (!found) return NO_RULE;
  const { teamId: _, ...rule } = found;
  return rule;
};

/** The parts of a rule that ask for something. */
const partsOf = ({ sources, campaigns, countries, sizeFrom, sizeTo }: TeamRule): RulePart[] =>
  ruleParts.filter(
    (part) =>
      ({
        source: sources.length > 0,
        campaign: campaigns.length > 0,
        country: countries.length > 0,
        companySize: sizeFrom !== null || sizeTo !== null,
      })[part],
  );

type Facts = Pick<LeadFields, 'source' | 'campaign' | 'country' | 'companySize'>;

/** Whether a lead has everything that a rule asks for. A lead without the fact does not. */
function holds(rule: TeamRule, { source, campaign, country, companySize }: Facts): boolean {
  const isIn = (names: readonly string[], name: string | null | undefined) =>
    names.length === 0 || (name != null && names.some((one) => sameWords(one, name)));
  const employees = companySize == null ? undefined : employeesIn(companySize);
  const isSized =
    (rule.sizeFrom === null && rule.sizeTo === null) ||
    (employees !== undefined && employees >= (rule.sizeFrom ?? 0) && employees <= (rule.sizeTo ?? employees));
  return isIn(rule.sources, source) && isIn(rule.campaigns, campaign) && isIn(rule.countries, country) && isSized;
}

export interface ChosenTeam {
  teamId: number;
  /** The parts of the team's rule that decided; empty if no rule did. */
  by: RulePart[];
}

/**
 * The sales team for a lead that a door brings. Of several rules that hold, the one with more parts wins, then that of the older
 * team. `orElse` is the door's own team.
 */
export function chooseTeam(db: Db, lead: Facts, orElse: number): ChosenTeam {
  const fitting = teamsOfKind(db, 'sales').flatMap(({ id }) => {
    const rule = ruleOf(db, id);
    const by = partsOf(rule);
    return by.length > 0 && holds(rule, lead) ? [{ teamId: id, by }] : [];
  });
  const [best] = fitting.sort((a, b) => b.by.length - a.by.length || a.teamId - b.teamId);
  return best ?? { teamId: orElse, by: [] };
}

/** Whether any team has a rule. */
export const hasTeamRules = (db: Db): boolean =>
  teamsOfKind(db, 'sales').some(({ id }) => partsOf(ruleOf(db, id)).length > 0);

export function saveTeamRule(
  tx: Tx,
  { teamId, by, rule }: { teamId: number; by: string; rule: TeamRule },
  now: Date,
): void {
  recordTeamChange(tx, { teamId, before: ruleOf(tx, teamId), after: rule, by }, now);
  tx.insert(teamRules)
    .values({ teamId, ...rule })
    .onConflictDoUpdate({ target: teamRules.teamId, set: rule })
    .run();
}
