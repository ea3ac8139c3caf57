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
  help: 'When to remind people, in percent of the response time, and how often to reassign. Each team sets its own times.',
  editor: {
    kind: 'numbers',
    fields: {
      acceptPerson: 'Message to the person it is assigned to (%)',
      acceptThread: 'Reminder in the thread of its card (%)',
      touchPerson: 'Message to its owner before first contact (%)',
      moves: 'Reassignments before the fallback owner gets it',
    },
  },
  schema: z
    .object({
      /** A message to the person it is assigned to. */
      acceptPerson: percent('The reminder to accept'),
      /** A reminder in the thread of its card. */
      acceptThread: percent('The reminder in the thread'),
      /** A message to its owner. */
      touchPerson: percent('The reminder of first contact'),
      /** Reassignments before the fallback owner gets the lead. */
      moves: z
        .int('The number of reassignments is a whole number.')
        .min(0, 'At least 0 reassignments.')
        .max(10, 'At most 10 reassignments.'),
    })
    .refine(({ acceptPerson, acceptThread }) => acceptPerson < acceptThread, {
      path: ['acceptThread'],
      message: 'The thread reminder needs a higher percentage than the message.',
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

const DAY_HOURS = 8;

/** Marketing's own deadline, in its working time. */
export const answerHours = setting({
  key: 'leads.answer_hours',
  group: 'Leads',
  title: 'Answer to returned leads',
  help: 'Working hours in which marketing answers a lead that sales returned. After that, marketing’s manager gets it.',
  editor: { kind: 'number', unit: ['hour', 'hours'] },
  schema: z
    .int('The answer time is a whole number of hours.')
    .min(1, 'At least 1 hour.')
    .max(20 * DAY_HOURS, 'At most 160 hours.'),
  default: DAY_HOURS,
});
