/** The form with the value of the CRM for each status of a lead. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { CrmField, CrmOffers, CrmPlan } from '../../src/crm/crm.ts';
import { statusesIn } from '../../src/crm/propose.ts';
import { type LeadStatus, leadStatuses } from '../../src/leads/types.ts';
import { type FormResult, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import { input, optional, plain, section, selectField, typedOption } from '../kit/blocks.ts';
import { statusWords } from '../leads/words.ts';
import { choiceField, NOTHING } from './choices.ts';

export const STATUS_FORM = 'crm_status_form';
/** Another field has other values: its choice redraws the form. */
export const STATUS_FIELD = 'crm_status_field';

interface StatusStart {
  status: CrmPlan['status'];
  offers: CrmOffers;
}

/** Differs by the field, since Slack keeps what was chosen under an id. */
const valueId = (at: number, status: LeadStatus) => `crm_value_${at}_${status}`;

export function statusModal({ status, offers: { statusFields } }: StatusStart): ModalView {
  const at = statusFields.findIndex(({ id }) => id === status?.field);
  const field = statusFields[at];
  const choices = [{ id: NOTHING, label: 'The status is not written', group: 'Baton' }, ...fieldChoices(statusFields)];
  return {
    type: 'modal',
    callback_id: STATUS_FORM,
    private_metadata: writeRef({ at }),
    title: plain('Status'),
    submit: plain('Save'),
    close: plain('Back'),
    blocks: [
      { ...input(STATUS_FIELD, 'Field', choiceField(choices, field?.id ?? NOTHING)), dispatch_action: true },
      ...(field && status
        ? [
            section('The value of each status. Where it is empty, the field stays as it is.'),
            ...leadStatuses.map((one) =>
              optional(
                input(
                  valueId(at, one),
                  statusWords[one],
                  selectField(valueOptions(field), status.values[one], 'Not written'),
                ),
              ),
            ),
          ]
        : []),
    ],
  };
}

const fieldChoices = (fields: readonly CrmField[]) => fields.map(({ id, label }) => ({ id, label, group: 'Fields' }));

/** Slack's limit. */
const MOST = 100;

/** Slack refuses a menu without options. */
const valueOptions = ({ options = [] }: CrmField) =>
  options.length > 0
    ? options.slice(0, MOST).map(({ id, label }) => typedOption(id, label))
    : [typedOption(NOTHING, 'It has no values')];

/** The values of another field that fit by their names. */
export function statusOf(fieldId: string, { statusFields }: CrmOffers): CrmPlan['status'] {
  const field = statusFields.find(({ id }) => id === fieldId);
  return field ? { field: field.id, values: statusesIn(field) } : null;
}

export function readStatus(view: ViewOutput): FormResult<CrmPlan['status']> {
  const { at } = readRef(view, z.object({ at: z.number() }));
  const values = leadStatuses.map((status) => [valueId(at, status), z.string().optional()] as const);
  const form = readForm(view, z.object({ [STATUS_FIELD]: z.string('Choose a field.'), ...Object.fromEntries(values) }));
  if (!form.ok) return form;
  const chosen = form.value as Record<string, string | undefined>;
  const field = chosen[STATUS_FIELD];
  if (field === undefined || field === NOTHING) return { ok: true, value: null };
  const found = leadStatuses.flatMap((status) => {
    const value = chosen[valueId(at, status)];
    return value === undefined || value === NOTHING ? [] : [[status, value] as const];
  });
  return { ok: true, value: { field, values: Object.fromEntries(found) } };
}
