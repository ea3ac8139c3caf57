import { z } from 'zod';
import { handOffByProgram } from '../intake/hand-off.ts';
import { formOf } from '../intake/lead-form.ts';
import { type LeadField, leadFields } from '../intake/mapping/mapping.ts';
import { channelOf } from '../leads/history.ts';
import { phoneCountryOf } from '../leads/phone-country.ts';
import { endLeadStep, waitForAcceptance } from '../leads/steps/wait.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import type { Team } from '../teams/table.ts';

/** Flat texts, as a trigger by webhook brings them; numbers and lists count as text. */
export const stepText = z.union([z.string(), z.number(), z.boolean()]).transform(String).optional().catch(undefined);

/** The inputs that are fields of the lead, by their name in the manifest. */
export const FIELD_INPUTS: Record<LeadField, string> = {
  name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  need: 'need',
  role: 'role',
  source: 'source',
  campaign: 'campaign',
  temperature: 'temperature',
  stage: 'stage',
  score: 'score',
  country: 'country',
  companySize: 'company_size',
};

/** For a lead whose source is not named. */
const WORKFLOW = { name: 'a workflow', sourceLabel: 'Workflow', temperature: null };

export interface HandOffStep {
  executionId: string;
  inputs: Record<string, unknown>;
  team: Team;
  marketerId: string;
  /** Ends when sales accepts the lead, instead of now. */
  waits: boolean;
}

/**
 * Hands the lead off, or adds to the one that the person is already. The step ends now or at the acceptance.
 * @throws UserError if there is no valid way to reach the contact.
 */
export function handOffByStep(tx: Tx, { executionId, inputs, team, marketerId, waits }: HandOffStep, now: Date): void {
  const fields = Object.fromEntries(
    leadFields.flatMap((field) => {
      const text = stepText.parse(inputs[FIELD_INPUTS[field]]);
      return text === undefined ? [] : [[field, text]];
    }),
  );
  const read = formOf(tx, fields, { source: WORKFLOW, country: phoneCountryOf(tx, [team]) });
  if ('reasons' in read) throw new UserError(read.reasons.join(' '));
  const { lead } = handOffByProgram(tx, { form: read.form, teamId: team.id, marketerId }, now);
  const step = { executionId, leadId: lead.id };
  const isRefused = lead.status === 'disqualified';
  if (waits && lead.ownerId === null && !isRefused) waitForAcceptance(tx, step, now);
  else {
    const outcome = isRefused ? 'disqualified' : waits ? 'accepted' : 'handed_off';
    endLeadStep(tx, { ...step, outcome, orderingKey: channelOf(tx, lead) }, now);
  }
}
