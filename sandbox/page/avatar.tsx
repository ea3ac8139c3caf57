import type { Person } from '../src/protocol.ts';
import { useStore } from './store.ts';

const HUES = 8;

/** Initials on the person's colour; no picture is ever fetched. */
export function Avatar({ person, size = 'm' }: { person: Person | undefined; size?: 's' | 'm' | 'l' }) {
  const name = person ? person.realName || person.name : '?';
  // Colours by position in the workspace: the first eight people never share one.
  const place = useStore((state) => Object.keys(state.people).indexOf(person?.id ?? ''));
  const classes = ['avatar', `avatar-${size}`, `hue-${Math.max(0, place) % HUES}`, person?.isBot && 'avatar-app'];
  // The style sheet draws the letters, because the name is next to them and screen readers must not read both.
  return <span className={classes.filter(Boolean).join(' ')} data-initials={initials(name)} aria-hidden="true" />;
}

function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '?')][0] ?? '')
    .join('')
    .toUpperCase();
}

/** The person's role, in one or two words. */
export function roleOf(person: Person): string {
  if (person.deleted) return 'Deactivated';
  if (person.isBot) return 'App';
  if (person.isStranger) return person.title ? `${person.title} · Slack Connect` : 'Slack Connect';
  if (person.isGuest) return person.title ? `${person.title} · Guest` : 'Guest';
  if (person.isAdmin) return person.title ? `${person.title} · Admin` : 'Admin';
  return person.title || 'Member';
}
