import type { Store } from './store.ts';

/** Slack escapes exactly these three characters: `&`, `<` and `>`. */
const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

// This runs on escaped text, so an address ends before `&lt;` and `&gt;`.
const ADDRESS = /\bhttps?:\/\/(?:(?!&lt;|&gt;)[^\s<>|])+/g;

/** A full stop or closing bracket after an address belongs to the sentence. */
function linked(address: string): string {
  const [, body = address, tail = ''] = /^(.*?)([.,;:!?'")\]]*)$/s.exec(address) ?? [];
  return `<${body}>${tail}`;
}

const EMAIL = /(?<![\w@/:|.-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Splits the text at its angle brackets, and changes only the parts outside them. */
const outside = (text: string, change: (part: string) => string): string =>
  text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');

function mention(store: Store, name: string): string | undefined {
  if (name === 'here' || name === 'channel' || name === 'everyone') return `<!${name}>`;
  const typed = name.toLowerCase();
  const person = [...store.people.values()].find((each) =>
    [each.name, each.key, each.displayName].some((known) => known.toLowerCase() === typed),
  );
  if (person) return `<@${person.id}>`;
  const group = [...store.groups.values()].find((each) => each.handle === name);
  return group && `<!subteam^${group.id}|@${group.handle}>`;
}

const withMentions = (store: Store, text: string): string =>
  text.replace(/(?<![\w<])@([\w-]+(?:\.[\w-]+)*)/g, (whole, name: string) => mention(store, name) ?? whole);

const withChannels = (store: Store, text: string): string =>
  text.replace(/(?<![\w&])#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
    const channel = [...store.channels.values()].find((each) => each.name === name);
    return channel ? `<#${channel.id}|${channel.name}>` : whole;
  });

/** Slack's stored form of a typed text: escaped, with people, channels and addresses linked. */
export function typedText(store: Store, text: string): string {
  let stored = escapeText(text).replace(ADDRESS, linked);
  stored = outside(stored, (part) => part.replace(EMAIL, (address) => `<mailto:${address}|${address}>`));
  stored = outside(stored, (part) => withMentions(store, part));
  return outside(stored, (part) => withChannels(store, part));
}

/** Text of a slash command whose manifest says `should_escape`: people have their name next to their id. */
export function escapedCommandText(store: Store, text: string): string {
  return typedText(store, text).replace(/<@([UW][A-Z0-9]+)>/g, (whole, id: string) => {
    const person = store.people.get(id);
    return person ? `<@${id}|${person.name}>` : whole;
  });
}

const MARKUP = /^<(?:[@#!][^<>\s][^<>]*|(?:https?|mailto|tel|ftp|slack):[^<>]+)>$/;

/** Slack's stored form of an app's text: markup stays, everything else is escaped, addresses are linked. */
export function appText(text: string): string {
  const parts = text.split(/(<[^<>]*>)/).map((part, index) => {
    if (index % 2 === 1 && MARKUP.test(part)) return part;
    return part
      .replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;');
  });
  return outside(parts.join(''), (part) => part.replace(ADDRESS, linked));
}
