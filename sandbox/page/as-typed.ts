export interface Names {
  people: { id: string; name: string }[];
  channels: { id: string; name: string }[];
  groups: { id: string; handle: string }[];
}

/**
 * A stored text as its author typed it: names for mentions, characters for entities. If sent again, it is stored the
 * same.
 */
export function asTyped(text: string, names: Names): string {
  return text
    .replace(/<([@#!])([^>|]*)(?:\|([^>]*))?>/g, (raw, sign: string, target: string, label?: string) => {
      if (sign === '@') return `@${names.people.find(({ id }) => id === target)?.name ?? label ?? target}`;
      if (sign === '#') return `#${names.channels.find(({ id }) => id === target)?.name ?? label ?? target}`;
      if (/^(?:here|channel|everyone)$/.test(target)) return `@${target}`;
      const group = names.groups.find(({ id }) => `subteam^${id}` === target);
      return group ? `@${group.handle}` : (label ?? raw);
    })
    .replace(/<((?:https?|mailto):[^>|]*)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));
}
