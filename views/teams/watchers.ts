/** The field of a team's form for people who only watch its channel. */
import type { InputBlock } from '@slack/types';
import { z } from 'zod';
import { input, optional, plain } from '../kit/blocks.ts';

const MOST_WATCHERS = 50;

export const watcherIds = z
  .array(z.string())
  .max(MOST_WATCHERS, `At most ${MOST_WATCHERS} people. With more, use a user group.`)
  .optional()
  .transform((ids) => ids ?? []);

export const watchersField = (userIds: readonly string[]): InputBlock =>
  optional(
    input(
      'watcherIds',
      'Only watch',
      {
        type: 'multi_users_select',
        placeholder: plain('No one'),
        ...(userIds.length > 0 && { initial_users: [...userIds] }),
      },
      'People in the channel who are not of the team, such as other managers and IT. They get no leads and no reminders.',
    ),
  );
