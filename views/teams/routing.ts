import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team } from '../../src/teams/table.ts';
import { routingModes } from '../../src/teams/types.ts';
import { input, optional, options, plain, textField } from '../kit/blocks.ts';

export const TEAM_ROUTING = 'team_routing';
export const ROUTING_FORM = 'routing_form';

const modeWords = {
  pool: 'Whoever accepts first has it',
  round_robin: 'Everybody in turn',
  one: 'One seller takes them all',
};
const accountOption = options({ yes: 'Whoever had a lead of the same company comes first' });

const minutes = z.coerce
  .number({ error: 'How many minutes?' })
  .int('Whole minutes, please.')
  .min(1, 'At least a minute.')
  .max(9600, 'At most 20 working days.');

const fields = z
  .object({
    routing: oneOf(routingModes),
    oneSellerId: z
      .string()
      .optional()
      .transform((id) => id ?? null),
    accountRule: z
      .array(z.string())
      .optional()
      .transform((chosen) => (chosen ?? []).length > 0),
    dailyCap: z.coerce
      .number({ error: 'How many?' })
      .int('A whole number, please.')
      .min(1, 'At least one; leave it empty for no limit.')
      .max(1000, 'At most 1,000.')
      .optional()
      .transform((cap) => cap ?? null),
    fallbackId: z
      .string()
      .optional()
      .transform((id) => id ?? null),
    hotAcceptMinutes: minutes,
    acceptMinutes: minutes,
    touchMinutes: minutes,
  })
  .refine(({ routing, oneSellerId }) => routing !== 'one' || oneSellerId !== null, {
    path: ['oneSellerId'],
    message: 'Who takes them all?',
  });

const ref = z.object({ teamId: z.number() });

/** Who gets a team's leads, and how long they have. */
export function routingModal(team: Team): ModalView {
  const modes = options(modeWords);
  const number = (initial: number | null) => ({
    type: 'number_input' as const,
    is_decimal_allowed: false,
    min_value: '1',
    ...(initial !== null && { initial_value: String(initial) }),
  });
  const person = (initial: string | null, placeholder: string) => ({
    type: 'users_select' as const,
    placeholder: plain(placeholder),
    ...(initial !== null && { initial_user: initial }),
  });
  return {
    type: 'modal',
    callback_id: ROUTING_FORM,
    private_metadata: writeRef({ teamId: team.id }),
    title: plain('Routing and clocks'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input('routing', 'Who gets a lead?', {
        type: 'radio_buttons',
        options: modes,
        initial_option: modes[routingModes.indexOf(team.routing)],
      }),
      optional(input('oneSellerId', 'The one seller', person(team.oneSellerId, 'Only if one takes them all'))),
      optional(
        input('accountRule', 'Companies', {
          type: 'checkboxes',
          options: accountOption,
          ...(team.accountRule && { initial_options: accountOption }),
        }),
      ),
      optional(input('dailyCap', 'Leads a day for each seller', number(team.dailyCap), 'Leave it empty for no limit.')),
      optional(
        input(
          'fallbackId',
          'When nobody takes it',
          person(team.fallbackId, 'The manager'),
          'A lead always ends with a person.',
        ),
      ),
      input('hotAcceptMinutes', 'Accept a hot lead within (working minutes)', number(team.hotAcceptMinutes)),
      input('acceptMinutes', 'Accept any other lead within (working minutes)', number(team.acceptMinutes)),
      input('touchMinutes', 'First touch within (working minutes)', number(team.touchMinutes)),
    ],
  };
}

export const readRouting = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

export const SELLERS = 'team_sellers';
export const SELLER_FORM = 'seller_form';

const sellerFields = z.object({
  userId: z.string('Whose turns?'),
  weight: z.coerce
    .number({ error: 'A number, please.' })
    .int('A whole number, please.')
    .min(0, 'At least 0, which is none.')
    .max(20, 'At most 20.'),
  dailyCap: z.coerce
    .number({ error: 'How many?' })
    .int('A whole number, please.')
    .min(1, 'At least one; leave it empty for the team’s.')
    .max(1000, 'At most 1,000.')
    .optional()
    .transform((cap) => cap ?? null),
});

/** One seller's share of the turns. */
export const sellerModal = (team: Team): ModalView => ({
  type: 'modal',
  callback_id: SELLER_FORM,
  private_metadata: writeRef({ teamId: team.id }),
  title: plain('Turns of a seller'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    input('userId', 'Seller', { type: 'users_select', placeholder: plain('A seller of this team') }),
    input(
      'weight',
      'Turns',
      textField(2, '1'),
      '1 is the usual, 2 gets twice as many leads, 0 takes none by turn. Managers begin with 0.',
    ),
    optional(input('dailyCap', 'Leads a day', textField(4, null), 'Leave it empty for the team’s limit.')),
  ],
});

export const readSeller = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, sellerFields) });
