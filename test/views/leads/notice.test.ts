import { expect, test } from 'vitest';
import { reminderMessage } from '../../../views/leads/reminder.ts';
import { lead } from '../submitted.ts';

const now = new Date('2026-11-26T09:00:00Z');
const look = { readerId: 'U1', shown: { since: 0, at: 0 }, workspaceUrl: 'https://northwind.slack.com/', now };

const textOf = (dueAt: string | null, total = 1) =>
  reminderMessage(
    {
      leads: [
        {
          lead: lead({
            status: 'new',
            name: 'Ana Reis',
            company: 'Porto & Foods',
            dueAt: dueAt ? new Date(dueAt) : null,
          }),
          zone: 'Europe/Berlin',
        },
      ],
      total,
    },
    look,
  ).text;

test('a notification says when the lead is due in the team’s time, and who it is', () => {
  expect(textOf('2026-11-26T10:00:00Z')).toBe('Due 11:00: Ana Reis, Porto &amp; Foods');
  expect(textOf('2026-11-27T10:40:00Z', 3)).toBe('Due Fri 11:40: Ana Reis, Porto &amp; Foods and 2 more');
  expect(textOf('2026-11-24T08:00:00Z')).toBe('Overdue 2 d: Ana Reis, Porto &amp; Foods');
  expect(textOf(null)).toBe('Overdue: Ana Reis, Porto &amp; Foods');
});
