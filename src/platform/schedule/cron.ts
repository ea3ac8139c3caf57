import { CronExpressionParser } from 'cron-parser';
import { DAY_MS } from '../time/units.ts';
import { validateZone } from '../time/zones.ts';
import { slotsBetween } from './slots.ts';

const EXAMPLE = 'for example 0 9 * * 1-5 (working days at 9:00)';
const FIELDS = ['minute', 'hour', 'day of the month', 'month', 'day of the week'] as const;
/**
 * Excludes syntax that cron-parser reads but that differs elsewhere: H is a random moment, L and W differ from cron to
 * cron.
 */
const PLAIN_FIELD = /^(?:\*|\?|[0-9a-z*,/-]+)$/i;
const NAMES = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)$/i;
const HALF_A_CENTURY_MS = 50 * 366 * DAY_MS;

/**
 * The fault of a typed cron expression of five fields, as a sentence, or undefined. Schedules that would run more than
 * once an hour, or never, are refused.
 */
export function validateCron(text: string, zone: string): string | undefined {
  const zoneFault = validateZone(zone);
  if (zoneFault) return zoneFault;
  const fields = text.trim().split(/\s+/);
  if (text.trim().startsWith('@')) return `Write the times out in five parts, ${EXAMPLE}.`;
  if (fields.length !== FIELDS.length) {
    return `A schedule has five parts, ${FIELDS.join(', ')}, ${EXAMPLE}; this one has ${text.trim() === '' ? 0 : fields.length}.`;
  }
  const odd = fields.findIndex((field) => !isPlain(field));
  if (odd >= 0) return `I cannot read "${fields[odd]}" as the ${FIELDS[odd]}, ${EXAMPLE}.`;

  const unread = fields.findIndex((field, at) => !reads(FIELDS.map((_, i) => (i === at ? field : '*'))));
  if (unread >= 0) return `"${fields[unread]}" cannot be the ${FIELDS[unread]}, ${EXAMPLE}.`;
  const minutes = parsed(fields)?.fields.minute.values.length ?? 0;
  if (minutes > 1) return 'This would run more than once an hour. Choose one minute, such as 0 for the full hour.';
  if (!everComes(fields.join(' '))) return 'This day never comes. Choose a day that its month has.';
  return undefined;
}

function isPlain(field: string): boolean {
  return PLAIN_FIELD.test(field) && (field.match(/[a-z]+/gi) ?? []).every((word) => NAMES.test(word));
}

const reads = (fields: string[]) => parsed(fields) !== undefined;

function parsed(fields: string[]) {
  try {
    return CronExpressionParser.parse(fields.join(' '), { tz: 'UTC' });
  } catch {
    return undefined;
  }
}

function everComes(cron: string): boolean {
  const now = new Date();
  try {
    return slotsBetween(cron, 'UTC', new Date(now.getTime() - HALF_A_CENTURY_MS), now, now).length > 0;
  } catch {
    return false;
  }
}
