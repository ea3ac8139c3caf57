/** The fields that name a colleague for a lead. */
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { input, optional, options, plain } from '../kit/blocks.ts';

const ANYWAY = 'Assign anyway';

export const assigneeFields = (): KnownBlock[] => [
  input('to', 'Assign to', { type: 'users_select', placeholder: plain('Team member') }),
  optional(input('anyway', 'If they are away', { type: 'checkboxes', options: options({ yes: ANYWAY }) })),
];

export const anywayValue = () =>
  z
    .array(z.string())
    .optional()
    .transform((chosen) => (chosen ?? []).length > 0);

/** At the field, for a person who is away. */
export const awayFault = (name: string, absence: string): string =>
  `${name} ${absence}. Choose someone else, or tick “${ANYWAY}”.`;
