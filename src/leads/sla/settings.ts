import { z } from 'zod';
import { setting } from '../../platform/settings/setting.ts';

const percent = (what: string) =>
  z.int(`${what} is a whole number of percent.`).min(5, `${what}: at least 5 %.`).max(95, `${what}: at most 95 %.`);

/** The steps of an escalation, in percent of the SLA. */
export const escalation = setting(
  'clocks.ladder',
  z
    .object({
      /** The person who is to accept it gets a message. */
      acceptPerson: percent('The reminder to accept'),
      /** The thread of its card asks. */
      acceptThread: percent('The question in the thread'),
      /** Its owner gets a message. */
      touchPerson: percent('The reminder to touch'),
      /** The most moves of a lead before it goes to the fallback owner. */
      moves: z.int('The number of moves is a whole number.').min(0, 'At least 0 moves.').max(10, 'At most 10 moves.'),
    })
    .refine(({ acceptPerson, acceptThread }) => acceptPerson < acceptThread, {
      path: ['acceptThread'],
      message: 'The thread asks after the person was reminded, so at more percent.',
    }),
  { acceptPerson: 25, acceptThread: 75, touchPerson: 75, moves: 2 },
);

export type Escalation = typeof escalation.default;
