/**
 * Between what a person types and what Slack stores: `<`, `>` and `&` become entities, and a name after `@` or `#` becomes
 * a mention. So nobody can type a mention, a link or a broadcast by its code, only by its name.
 */
export interface Names {
  people: { id: string; name: string; realName: string }[];
  channels: { id: string; name: string }[];
  groups: { id: string; handle: string }[];
}

const BROADCASTS = ['here', 'channel', 'everyone'];

export function toWire(typed: string, names: Names): string {
  const escaped = escapeText(typed);
  // Code stays as it was typed, names in it included.
  return escaped
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? piece : withMentions(piece, names)))
    .join('');
}

export function fromWire(text: string, names: Names): string {
  return text
    .replace(/<([@#!])([^>|]*)(?:\|([^>]*))?>/g, (raw, sign: string, target: string, label?: string) => {
      if (sign === '@') {
        const person = names.people.find(({ id }) => id === target);
        return `@${person ? person.realName || person.name : (label ?? target)}`;
      }
      if (sign === '#') return `#${names.channels.find(({ id }) => id === target)?.name ?? label ?? target}`;
      if (BROADCASTS.includes(target)) return `@${target}`;
      const group = names.groups.find(({ id }) => `subteam^${id}` === target);
      return group ? `@${group.handle}` : (label ?? raw);
    })
    .replace(/<((?:https?|mailto):[^>|]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function withMentions(text: string, names: Names): string {
  const at = [
    ...names.people.flatMap(({ id, name, realName }) =>
      [realName, name].filter(Boolean).map((one) => [one, `<@${id}>`] as const),
    ),
    ...names.groups.map(({ id, handle }) => [handle, `<!subteam^${id}>`] as const),
    ...BROADCASTS.map((range) => [range, `<!${range}>`] as const),
  ];
  const hash = names.channels.map(({ id, name }) => [name, `<#${id}>`] as const);
  return replaceNames(replaceNames(text, '@', at), '#', hash);
}

/** The longest name wins, so that `@Ann Lee` is not `@Ann` and a word. */
function replaceNames(text: string, sign: string, names: (readonly [string, string])[]): string {
  const byName = new Map(names.map(([name, wire]) => [escapeText(name).toLowerCase(), wire]));
  if (byName.size === 0 || !text.includes(sign)) return text;
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${sign}(${longestFirst.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return text.replace(pattern, (raw, name: string) => byName.get(name.toLowerCase()) ?? raw);
}

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
