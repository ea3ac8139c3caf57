/** The form of the leads that doors bring to a team. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { countryName, countryNamed } from '../../src/leads/country.ts';
import { leadLimits } from '../../src/leads/lead-fields.ts';
import type { TeamRule } from '../../src/leads/routing/team-rules.ts';
import { readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team, TeamChange } from '../../src/teams/table.ts';
import { context, cut, input, optional, plain, textField } from '../kit/blocks.ts';
import { changeBlocks } from './changes.ts';

export const TEAM_RULES = 'team_rules';
export const RULES_FORM = 'team_rules_form';

const MOST = 50;
const LENGTH = 1000;

const listed = (text: string | undefined): string[] => [
  ...new Set(
    (text ?? '')
      .split(/[,;\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];

const names = (most: number) =>
  z
    .string()
    .optional()
    .transform((text, issues) => {
      const found = listed(text);
      const long = found.find((one) => one.length > most);
      if (long) issues.addIssue(`“${cut(long, 30)}” is too long: at most ${most} characters.`);
      if (found.length > MOST) issues.addIssue(`At most ${MOST} names.`);
      return found;
    });

const countries = z
  .string()
  .optional()
  .transform((text, issues) =>
    listed(text).map((name) => {
      const code = countryNamed(name);
      if (code === undefined) issues.addIssue(`“${cut(name, 30)}” is not the name of a country.`);
      return code ?? '';
    }),
  );

const employees = z.coerce
  .number({ error: 'Enter a number.' })
  .int('Enter a whole number.')
  .min(1, 'At least 1.')
  .optional()
  .transform((count) => count ?? null);

const fields = z
  .object({
    sources: names(leadLimits.source),
    campaigns: names(leadLimits.campaign),
    countries,
    sizeFrom: employees,
    sizeTo: employees,
  })
  .refine(({ sizeFrom, sizeTo }) => sizeFrom === null || sizeTo === null || sizeFrom <= sizeTo, {
    path: ['sizeTo'],
    message: 'This is below the smallest company.',
  });

const ref = z.object({ teamId: z.number() });

export function rulesModal(team: Team, rule: TeamRule, changes: readonly TeamChange[]): ModalView {
  const list = (words: readonly string[], placeholder: string) =>
    textField(LENGTH, words.length > 0 ? words.join(', ') : null, { placeholder });
  const number = (initial: number | null) => ({
    type: 'number_input' as const,
    is_decimal_allowed: false,
    min_value: '1',
    ...(initial !== null && { initial_value: String(initial) }),
  });
  return {
    type: 'modal',
    callback_id: RULES_FORM,
    private_metadata: writeRef({ teamId: team.id }),
    title: plain('Leads for this team'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      context(
        'For leads that forms, programs and imports bring. A lead that has all of this comes to this team. Of several teams, the one that asks for more gets it. Leave everything empty for no rule.',
      ),
      optional(input('countries', 'Countries', list(rule.countries.map(countryName), 'Germany, Austria'))),
      optional(input('sources', 'Sources', list(rule.sources, 'Webinar, trade fair'))),
      optional(input('campaigns', 'Campaigns', list(rule.campaigns, 'Autumn launch'))),
      optional(input('sizeFrom', 'Employees, at least', number(rule.sizeFrom))),
      optional(input('sizeTo', 'Employees, at most', number(rule.sizeTo))),
      ...changeBlocks(changes),
    ],
  };
}

export const readRules = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });
