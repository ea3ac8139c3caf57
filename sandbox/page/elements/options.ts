import type { Option, OptionGroup } from '@slack/types';
import type { Channel, Person } from '../../src/protocol.ts';
import type { ConversationFilter, FieldValue, PageElement } from '../blocks/kinds.ts';

/** One line of a select: its text, and the value that Slack sends for it. */
export interface Choice {
  key: string;
  text: string;
  description?: string;
  /** An option object for static and external selects, an id for all others. */
  sends: Option | string;
}

export interface ChoiceSection {
  /** Empty for options outside any group. */
  label: string;
  choices: Choice[];
}

/** The key of the value that holds the choice, by type of select. */
export function valueKey(type: string): string {
  const many = type.startsWith('multi_');
  const noun = type.includes('users')
    ? 'user'
    : type.includes('conversations')
      ? 'conversation'
      : type.includes('channels')
        ? 'channel'
        : 'option';
  return `selected_${noun}${many ? 's' : ''}`;
}

/** The current choice, in the form that is sent: none, one or many. */
export function picked(value: FieldValue): (Option | string)[] {
  const found = value[valueKey(value.type)];
  return (Array.isArray(found) ? found : found ? [found] : []) as (Option | string)[];
}

export const keyOf = (sends: Option | string): string =>
  typeof sends === 'string' ? sends : (sends.value ?? sends.text.text);

export function optionSections(options: readonly Option[], groups: readonly OptionGroup[]): ChoiceSection[] {
  const sections = groups.map(({ label, options }) => ({ label: label.text, choices: options.map(choiceOf) }));
  return options.length > 0 ? [{ label: '', choices: options.map(choiceOf) }, ...sections] : sections;
}

function choiceOf(option: Option): Choice {
  return { key: keyOf(option), text: option.text.text, description: option.description?.text, sends: option };
}

export function peopleChoices(people: readonly Person[]): Choice[] {
  return people
    .filter(({ deleted }) => !deleted)
    .map((person) => ({
      key: person.id,
      text: person.realName || person.name,
      description: person.isBot ? 'App' : person.title || undefined,
      sends: person.id,
    }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
}

/** The channels of a channels select (public ones), or of a conversations select after its filter. */
export function channelChoices(
  element: PageElement,
  channels: readonly Channel[],
  people: Record<string, Person>,
): Choice[] {
  const publicOnly = element.type.includes('channels_');
  return channels
    .filter(
      (channel) =>
        !channel.isArchived && (publicOnly ? channel.kind === 'channel' : passes(channel, element.filter, people)),
    )
    .map((channel) => ({
      key: channel.id,
      text: channel.kind === 'im' ? channel.name : `#${channel.name}`,
      description: channel.kind === 'im' ? 'Direct message' : channel.topic || undefined,
      sends: channel.id,
    }));
}

function passes(channel: Channel, filter: ConversationFilter = {}, people: Record<string, Person>): boolean {
  const kind = channel.kind === 'channel' ? 'public' : channel.kind;
  if (filter.include && !filter.include.includes(kind)) return false;
  if (filter.exclude_external_shared_channels && channel.isShared) return false;
  const withBot = channel.kind === 'im' && channel.members.some((id) => people[id]?.isBot);
  return !(filter.exclude_bot_users && withBot);
}

/** The sections, reduced to the choices whose text or description contains all the words. */
export function filterSections(sections: readonly ChoiceSection[], words: string): ChoiceSection[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...sections];
  const fits = ({ text, description = '' }: Choice) => {
    const hay = `${text} ${description}`.toLowerCase();
    return wanted.every((word) => hay.includes(word));
  };
  return sections
    .map(({ label, choices }) => ({ label, choices: choices.filter(fits) }))
    .filter(({ choices }) => choices.length > 0);
}
