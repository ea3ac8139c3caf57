import type { Json } from '../json.ts';
import { isObject, objects, str, textOf } from '../json.ts';
import { requireChannel } from '../state/channels.ts';
import { valueKey } from '../state/elements.ts';
import { addFile } from '../state/files.ts';
import { personNamed } from '../state/people.ts';
import type { World } from '../world.ts';

/** A file that a person puts into a file input. */
export interface GivenFile {
  name: string;
  content: string | Uint8Array;
  mimetype?: string;
}

/** A value that a person can put into an input; null empties it. */
export type Given = string | number | boolean | Date | null | readonly (string | GivenFile)[];

/** Asks the app for the options that match the typed text. */
export type Suggester = (element: Json, blockId: string, typed: string) => Promise<Json[]>;

/** The options of a menu, including those in groups. */
export const optionsOf = (element: Json): Json[] => [
  ...objects(element.options),
  ...objects(element.option_groups).flatMap((group) => objects(group.options)),
];

/** The text of an option as a person reads it: without the signs of mrkdwn. */
function optionText({ text }: Json): string {
  const written = textOf(text);
  return isObject(text) && text.type === 'mrkdwn' ? written.replace(/([*_~`])(\S(?:.*?\S)?)\1/g, '$2') : written;
}

/** The option with this text, or the only option that contains it. */
function pickOption(options: readonly Json[], wanted: string, where: string): Json {
  const exact = options.find((each) => optionText(each) === wanted || textOf(each.text) === wanted);
  const containing = options.filter((each) => optionText(each).toLowerCase().includes(wanted.toLowerCase()));
  const [only] = containing;
  const picked = exact ?? (containing.length === 1 ? only : undefined);
  if (picked) return picked;
  const texts = options.map((each) => `"${optionText(each)}"`).join(', ') || 'none';
  throw new Error(`"${wanted}" is not one of the options of ${where}: ${texts}.`);
}

function conversationId(world: World, name: string): string {
  if (name.startsWith('@')) return personNamed(world.store, name).id;
  return requireChannel(world.store, name).id;
}

const richText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

function storeFile(world: World, user: string, given: string | GivenFile): Json {
  const { name, content, mimetype } =
    typeof given === 'string' ? { name: given, content: given, mimetype: undefined } : given;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const file = addFile(world.store, user, name, bytes, mimetype);
  return { id: file.id, name: file.name, mimetype: file.mimetype, size: bytes.length };
}

async function chosenOptions(
  element: Json,
  blockId: string,
  wanted: readonly string[],
  ask: Suggester,
): Promise<Json[]> {
  const isExternal = str(element.type).includes('external');
  const chosen: Json[] = [];
  for (const text of wanted) {
    const options = isExternal ? await ask(element, blockId, text) : optionsOf(element);
    chosen.push(pickOption(options, text, `"${str(element.action_id)}"`));
  }
  return chosen;
}

const asList = (given: Given): string[] =>
  Array.isArray(given) ? given.map(String) : given === null ? [] : [String(given)];

/** The value object of an input after a person filled it in. */
export async function valueFor(
  world: World,
  user: string,
  placed: { blockId: string; element: Json },
  given: Given,
  ask: Suggester,
): Promise<Json & { type: string }> {
  const { element, blockId } = placed;
  const type = str(element.type);
  const key = valueKey(element);
  if (!key) throw new Error(`A ${type} cannot be filled in: press it or choose from it instead.`);
  const value = (content: unknown): Json & { type: string } => ({ type, [key]: content });
  switch (key) {
    case 'selected_options':
      return value(await chosenOptions(element, blockId, asList(given), ask));
    case 'selected_users':
      return value(asList(given).map((name) => personNamed(world.store, name).id));
    case 'selected_channels':
    case 'selected_conversations':
      return value(asList(given).map((name) => conversationId(world, name)));
    case 'files':
      return value((Array.isArray(given) ? given : []).map((each) => storeFile(world, user, each)));
  }
  if (given === null || given === '') return value(null);
  const text = String(given);
  switch (key) {
    case 'selected_option':
      return value((await chosenOptions(element, blockId, [text], ask))[0]);
    case 'selected_user':
      return value(personNamed(world.store, text).id);
    case 'selected_channel':
    case 'selected_conversation':
      return value(conversationId(world, text));
    case 'selected_date_time':
      return value(given instanceof Date ? Math.floor(given.getTime() / 1000) : Number(given));
    case 'rich_text_value':
      return value(richText(text));
    default:
      return value(given instanceof Date ? given.toISOString().slice(0, 10) : text);
  }
}

/** The visible text of an input with this value. */
export function readableValue(value: Json | undefined): string {
  if (!value) return '';
  const { type: _, ...rest } = value;
  const [content] = Object.values(rest);
  const one = (each: unknown): string => (isObject(each) ? textOf(each.text) || str(each.name) : String(each ?? ''));
  return Array.isArray(content) ? content.map(one).join(', ') : one(content);
}
