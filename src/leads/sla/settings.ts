import { z } from 'zod';
import { setting } from '../../platform/settings/setting.ts';
import { MINUTE_MS } from '../../platform/time/units.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { addWorkingTime } from '../../teams/working-time.ts';

const percent = (what: string) =>
  z.int(`${what} is a whole number of percent.`).min(5, `${what}: at least 5 %.`).max(95, `${what}: at most 95 %.`);

/** The steps of an escalation, in percent of the SLA. */
export const escalation = setting({
  key: 'clocks.ladder',
  group: 'Leads',
  title: 'Reminders',
  help: 'How much of its time a lead has used when people are reminded, and how often it is reassigned. Each team sets its own times.',
  editor: {
    kind: 'numbers',
    fields: {
      acceptPerson: 'Message to the person it is assigned to (%)',
      acceptThread: 'Reminder in the thread of its card (%)',
      touchPerson: 'Message to its owner before the first touch (%)',
      moves: 'Reassignments before the fallback owner gets it',
    },
  },
  schema: z
    .object({
      /** A message to the person it is assigned to. */
      acceptPerson: percent('The reminder to accept'),
      /** A reminder in the thread of its card. */
      acceptThread: percent('The question in the thread'),
      /** A message to its owner. */
      touchPerson: percent('The reminder to touch'),
      /** Reassignments before the fallback owner gets the lead. */
      moves: z.int('The number of moves is a whole number.').min(0, 'At least 0 moves.').max(10, 'At most 10 moves.'),
    })
    .refine(({ acceptPerson, acceptThread }) => acceptPerson < acceptThread, {
      path: ['acceptThread'],
      message: 'The thread asks after the person was reminded, so at more percent.',
    }),
  default: { acceptPerson: 25, acceptThread: 75, touchPerson: 75, moves: 2 },
  /** A lead that is not hot and reaches the first sales team now. */
  preview(db, { acceptPerson, acceptThread }, now) {
    const [team] = teamsOfKind(db, 'sales');
    if (!team) return undefined;
    const at = (percent: number) => addWorkingTime(team, now, (team.acceptMinutes * MINUTE_MS * percent) / 100);
    return {
      of: 'times',
      subject: `a lead that reaches ${team.name} now`,
      times: [
        ['Message to the person it is assigned to: ', at(acceptPerson)],
        ['Reminder in its thread: ', at(acceptThread)],
        ['Reassigned: ', at(100)],
      ],
    };
  },
});

export type Escalation = typeof escalation.default;
