import type { Person } from '../src/protocol.ts';

const HUES = 8;

/** Initials on a colour of the person's own; no picture is ever fetched. */
export function Avatar({ person, size = 'm' }: { person: Person | undefined; size?: 's' | 'm' | 'l' }) {
  const name = person ? person.realName || person.name : '?';
  return (
    <span
      className={`avatar avatar-${size} hue-${hueOf(person?.id ?? '')} ${person?.isBot ? 'avatar-app' : ''}`}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}

export function initials(name: string): string {
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

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

/** What somebody is here, in one or two words. */
export function roleOf(person: Person): string {
  if (person.deleted) return 'Deactivated';
  if (person.isBot) return 'App';
  if (person.isStranger) return person.title ? `${person.title} · Slack Connect` : 'Slack Connect';
  if (person.isGuest) return person.title ? `${person.title} · Guest` : 'Guest';
  if (person.isAdmin) return person.title ? `${person.title} · Admin` : 'Admin';
  return person.title || 'Member';
}
