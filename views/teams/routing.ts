import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { oneOf, readForm } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { Team, TeamChange } from '../../src/teams/table.ts';
import { routingModes } from '../../src/teams/types.ts';
import { input, optional, options, plain, textField } from '../kit/blocks.ts';
import { changeBlocks } from './changes.ts';

export const TEAM_ROUTING = 'team_routing';
export const ROUTING_FORM = 'routing_form';

const modeWords = {
  pool: 'First to accept',
  round_robin: 'Round robin',
  one: 'One person',
};
const accountOption = options({ yes: 'Prefer the existing contact for the company' });

const minutes = z.coerce
  .number({ error: 'Enter a number of minutes.' })
  .int('Enter whole minutes.')
  .min(1, 'At least 1 minute.')
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
      .number({ error: 'Enter a number.' })
      .int('Enter a whole number.')
      .min(1, 'At least 1. Leave empty for no limit.')
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
    message: 'Choose an assignee.',
  });

const ref = z.object({ teamId: z.number() });

/** The form of a team's routing and response times. */
export function routingModal(team: Team, changes: readonly TeamChange[]): ModalView {
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
    title: plain('Routing & response times'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [
      input('routing', 'Assign leads to', {
        type: 'radio_buttons',
        options: modes,
        initial_option: modes[routingModes.indexOf(team.routing)],
      }),
      optional(input('oneSellerId', 'Assignee', person(team.oneSellerId, 'Only for “One person”'))),
      optional(
        input('accountRule', 'Account match', {
          type: 'checkboxes',
          options: accountOption,
          ...(team.accountRule && { initial_options: accountOption }),
        }),
      ),
      optional(input('dailyCap', 'Daily limit per seller', number(team.dailyCap), 'Leave empty for no limit.')),
      optional(
        input(
          'fallbackId',
          'Fallback owner',
          person(team.fallbackId, 'Team manager'),
          'Gets leads that no one accepts, and can act on this team’s leads like a seller.',
        ),
      ),
      input('hotAcceptMinutes', 'Accept hot leads within (working minutes)', number(team.hotAcceptMinutes)),
      input('acceptMinutes', 'Accept other leads within (working minutes)', number(team.acceptMinutes)),
      input('touchMinutes', 'First contact within (working minutes)', number(team.touchMinutes)),
      ...changeBlocks(changes),
    ],
  };
}

export const readRouting = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, fields) });

export const SELLERS = 'team_sellers';
export const SELLER_FORM = 'seller_form';

const sellerFields = z.object({
  userId: z.string('Choose a seller.'),
  weight: z.coerce
    .number({ error: 'Enter a number.' })
    .int('Enter a whole number.')
    .min(0, 'At least 0 (not in the rotation).')
    .max(20, 'At most 20.'),
  dailyCap: z.coerce
    .number({ error: 'Enter a number.' })
    .int('Enter a whole number.')
    .min(1, 'At least 1. Leave empty for the team’s limit.')
    .max(1000, 'At most 1,000.')
    .optional()
    .transform((cap) => cap ?? null),
});

/** The form of one seller's rotation weight. */
export const sellerModal = (team: Team, changes: readonly TeamChange[]): ModalView => ({
  type: 'modal',
  callback_id: SELLER_FORM,
  private_metadata: writeRef({ teamId: team.id }),
  title: plain('Rotation weight'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    input('userId', 'Seller', { type: 'users_select', placeholder: plain('Seller in this team') }),
    input(
      'weight',
      'Rotation weight',
      textField(2, '1'),
      '1 is normal, 2 gets twice as many leads, 0 is not in the rotation. Managers default to 0.',
    ),
    optional(input('dailyCap', 'Daily limit', textField(4, null), 'Leave empty for the team’s limit.')),
    ...changeBlocks(changes),
  ],
});

export const readSeller = (view: ViewOutput) => ({ ...readRef(view, ref), form: readForm(view, sellerFields) });
