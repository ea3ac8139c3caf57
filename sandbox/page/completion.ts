import type { AppInfo, Channel, Person } from '../src/protocol.ts';
import { searchEmoji } from './emoji.ts';

/** A word in the composer that can be completed, from `from` to the cursor. */
export interface Prompt {
  kind: 'command' | 'mention' | 'channel' | 'emoji';
  query: string;
  from: number;
}

export interface Suggestion {
  key: string;
  /** The replacement of the prompt, followed by a space. */
  insert: string;
  title: string;
  detail: string;
  /** A leading character, for emoji. */
  glyph?: string;
}

const MOST = 8;

/** The word being typed; undefined when it cannot be completed. */
export function promptAt(text: string, cursor: number): Prompt | undefined {
  const before = text.slice(0, cursor);
  const command = /^\/([^\s]*)$/.exec(before);
  if (command) return { kind: 'command', query: command[1] ?? '', from: 0 };
  const word = /(?:^|[\s(])([@#:])([^\s@#:]*)$/.exec(before);
  if (!word) return undefined;
  const [, sign, query = ''] = word;
  const from = cursor - query.length - 1;
  if (sign === '@') return { kind: 'mention', query, from };
  if (sign === '#') return { kind: 'channel', query, from };
  return query.length >= 2 ? { kind: 'emoji', query, from } : undefined;
}

interface Sources {
  apps: AppInfo[];
  people: Person[];
  channels: Channel[];
  userGroups: { id: string; handle: string; name: string }[];
}

export function suggestionsFor(prompt: Prompt, sources: Sources): Suggestion[] {
  const query = prompt.query.toLowerCase();
  switch (prompt.kind) {
    case 'command':
      return commands(sources.apps).filter(({ title }) => title.toLowerCase().startsWith(`/${query}`));
    case 'mention':
      return mentions(sources)
        .filter(({ title, insert }) => hits(title, query) || hits(insert.slice(1), query))
        .slice(0, MOST);
    case 'channel':
      return sources.channels
        .filter(({ kind, isArchived, name }) => kind !== 'im' && !isArchived && hits(name, query))
        .slice(0, MOST)
        .map(({ id, name, topic }) => ({ key: id, insert: `#${name}`, title: `#${name}`, detail: topic }));
    case 'emoji':
      return searchEmoji(query)
        .slice(0, MOST)
        .map(({ name, unicode }) => ({
          key: name,
          insert: `:${name}:`,
          title: `:${name}:`,
          detail: '',
          glyph: unicode,
        }));
  }
}

function commands(apps: AppInfo[]): Suggestion[] {
  return apps.flatMap((app) =>
    app.commands.map(({ command, description, usageHint }) => ({
      key: `${app.id} ${command}`,
      insert: command,
      title: usageHint ? `${command} ${usageHint}` : command,
      detail: description ? `${description} · ${app.name}` : app.name,
    })),
  );
}

function mentions({ people, userGroups }: Sources): Suggestion[] {
  return [
    ...people
      .filter(({ deleted }) => !deleted)
      .map(({ id, realName, name, isBot, title }) => ({
        key: id,
        insert: `@${name}`,
        title: realName || name,
        detail: [`@${name}`, isBot ? 'App' : title].filter(Boolean).join(' · '),
      })),
    ...userGroups.map(({ id, handle, name }) => ({ key: id, insert: `@${handle}`, title: `@${handle}`, detail: name })),
  ];
}

const hits = (text: string, query: string): boolean =>
  text
    .toLowerCase()
    .split(/[\s._-]+/)
    .some((word) => word.startsWith(query)) || text.toLowerCase().startsWith(query);
