/**
 * Slack's date tokens, in the viewer's zone. English with a 12-hour clock, Slack's default. Tokens: docs.slack.dev,
 * "Formatting message text", and the `date` element of rich text.
 */
export interface Viewer {
  /** IANA name. */
  timeZone: string;
  nowMs: number;
}

const DAY_MS = 86_400_000;
const HALF_YEAR_MS = 183 * DAY_MS;

/** The `format` with its tokens filled in; undefined for an invalid timestamp, so that the fallback is shown. */
export function formatDate(timestampS: number, format: string, viewer: Viewer): string | undefined {
  const atMs = timestampS * 1000;
  if (!Number.isFinite(atMs) || Number.isNaN(new Date(atMs).getTime())) return undefined;
  const text = format.replace(/\{([a-z_]+)\}/g, (raw, token: string) => TOKENS[token]?.(atMs, viewer) ?? raw);
  // A "today" at the start of the text starts a sentence.
  return /^\{(?:[a-z_]*_pretty|ago)\}/.test(format) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

const TOKENS: Record<string, (atMs: number, viewer: Viewer) => string> = {
  date_num: (at, viewer) => dayKey(at, viewer.timeZone),
  date_slash: (at, { timeZone }) => {
    const { year, month, day } = parts(at, timeZone);
    return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
  },
  date: (at, viewer) => near(at, viewer, dateOf(at, viewer, false), dateOf(at, viewer, true)),
  date_pretty: (at, viewer) =>
    relativeDay(at, viewer) ?? near(at, viewer, dateOf(at, viewer, false), dateOf(at, viewer, true)),
  date_short: (at, viewer) => shortDate(at, viewer),
  date_short_pretty: (at, viewer) => relativeDay(at, viewer) ?? shortDate(at, viewer),
  date_long: (at, viewer) => `${weekday(at, viewer)}, ${dateOf(at, viewer, true)}`,
  date_long_full: (at, { timeZone }) => intl(at, timeZone, { month: 'long', day: 'numeric', year: 'numeric' }),
  date_long_pretty: (at, viewer) => relativeDay(at, viewer) ?? `${weekday(at, viewer)}, ${dateOf(at, viewer, true)}`,
  day_divider_pretty: (at, viewer) => relativeDay(at, viewer) ?? dayDivider(at, viewer),
  time: (at, { timeZone }) => clock(at, timeZone),
  time_secs: (at, { timeZone }) => intl(at, timeZone, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (at, { nowMs }) => ago(at, nowMs),
};

/** `2:34 PM` */
export function clock(atMs: number, timeZone: string): string {
  return intl(atMs, timeZone, { hour: 'numeric', minute: '2-digit' });
}

/** `2026-08-09` in the zone: the same for two moments of one day. */
export function dayKey(atMs: number, timeZone: string): string {
  const { year, month, day } = parts(atMs, timeZone);
  return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The heading between two days of a conversation. */
export function dayHeading(atMs: number, viewer: Viewer): string {
  return formatDate(Math.floor(atMs / 1000), '{day_divider_pretty}', viewer) ?? '';
}

function dayDivider(atMs: number, viewer: Viewer): string {
  const sameYear = parts(atMs, viewer.timeZone).year === parts(viewer.nowMs, viewer.timeZone).year;
  return `${weekday(atMs, viewer)}, ${dateOf(atMs, viewer, !sameYear)}`;
}

function relativeDay(atMs: number, { timeZone, nowMs }: Viewer): string | undefined {
  const days = Math.round((Date.parse(dayKey(atMs, timeZone)) - Date.parse(dayKey(nowMs, timeZone))) / DAY_MS);
  return days === 0 ? 'today' : days === -1 ? 'yesterday' : days === 1 ? 'tomorrow' : undefined;
}

/** Omits the year within half a year either way, where it is clear. */
function near(atMs: number, { nowMs }: Viewer, without: string, withYear: string): string {
  return Math.abs(atMs - nowMs) < HALF_YEAR_MS ? without : withYear;
}

function dateOf(atMs: number, { timeZone }: Viewer, withYear: boolean): string {
  const { year, day } = parts(atMs, timeZone);
  const month = intl(atMs, timeZone, { month: 'long' });
  return `${month} ${ordinal(Number(day))}${withYear ? `, ${year}` : ''}`;
}

const shortDate = (atMs: number, { timeZone }: Viewer) =>
  intl(atMs, timeZone, { month: 'short', day: 'numeric', year: 'numeric' });

const weekday = (atMs: number, { timeZone }: Viewer) => intl(atMs, timeZone, { weekday: 'long' });

function ordinal(day: number): string {
  if (day >= 11 && day <= 13) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
}

/** The page's own time moves in steps: a moment that it has not reached yet is now, not in the future. */
const STEP_MS = 60_000;

function ago(atMs: number, nowMs: number): string {
  if (atMs > nowMs && atMs - nowMs <= STEP_MS) return 'just now';
  const seconds = Math.round(Math.abs(nowMs - atMs) / 1000);
  const [count, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3600
        ? [Math.floor(seconds / 60), 'minute']
        : seconds < 86_400
          ? [Math.floor(seconds / 3600), 'hour']
          : [Math.floor(seconds / 86_400), 'day'];
  const span = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return atMs > nowMs ? `in ${span}` : `${span} ago`;
}

function parts(atMs: number, timeZone: string): { year: string; month: string; day: string } {
  const found = { year: '', month: '', day: '' };
  for (const { type, value } of formatter(timeZone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(atMs)) {
    if (type === 'year' || type === 'month' || type === 'day') found[type] = value;
  }
  return found;
}

// ICU puts a narrow no-break space before AM; Slack uses a plain space.
const intl = (atMs: number, timeZone: string, options: Intl.DateTimeFormatOptions) =>
  formatter(timeZone, options).format(atMs).replaceAll('\u202f', ' ');

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Creating a formatter takes longer than a hundred uses, and a channel shows hundreds of times. */
function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${Object.entries(options).flat().join(' ')}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', { timeZone: knownZone(timeZone), ...options });
    formatters.set(key, found);
  }
  return found;
}

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
