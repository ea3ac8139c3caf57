import { messageFaults, sharedFaults } from './across-blocks.ts';
import { block } from './blocks.ts';
import { limits } from './limits.ts';
import { type Fault, isObject, lengthOf, list, objectsIn, type Place } from './rule.ts';
import { home, modal } from './view.ts';

export type { Fault } from './rule.ts';

/** A fault in the form of Slack's `errors`: "no more than 50 items allowed [json-pointer:/blocks]". */
export const faultText = ({ message, pointer }: Fault): string => `${message} [json-pointer:${pointer}]`;

/** The value as Slack receives it: without `undefined` fields, and with dates as strings. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const messageBlocks = list(block, { max: limits.message.blocks });

/**
 * Faults for which Slack would refuse a message's `blocks`; empty when they are valid. Pointers start at `pointer`. An
 * empty list is valid: Slack posts such a message without blocks. `blocks` must be parsed JSON.
 */
export function validateMessageBlocks(blocks: unknown, pointer = '/blocks'): Fault[] {
  const sent = asSent(blocks);
  const at: Place = { pointer, surface: 'message' };
  const faults = messageBlocks(sent, at);
  return faults.length > 0 ? faults : [...sharedFaults(sent, at), ...messageFaults(sent, at)];
}

/** Faults of the blocks inside a message's legacy attachments. Pointers start at `/attachments`. */
export const attachmentFaults = (attachments: unknown): Fault[] =>
  objectsIn(attachments).flatMap(([index, attachment]) =>
    Object.hasOwn(attachment, 'blocks') ? validateMessageBlocks(attachment.blocks, `/attachments/${index}/blocks`) : [],
  );

/**
 * Faults for which Slack would refuse a view in this method; empty when it is valid. Pointers start at `/view`.
 * `views.publish` accepts homes, the other methods accept modals.
 */
export function validateView(
  view: unknown,
  method: 'views.open' | 'views.push' | 'views.update' | 'views.publish',
): Fault[] {
  const [kind, surface] = method === 'views.publish' ? ([home, 'home'] as const) : ([modal, 'modal'] as const);
  return kind.rule(asSent(view), { pointer: '/view', surface });
}

/** Keys whose strings are visible. */
const readable = new Set([
  'text',
  'title',
  'label',
  'name',
  'caption',
  'alt_text',
  'fallback',
  'author_name',
  'provider_name',
]);

/**
 * Number of visible characters in `blocks`, at any depth. Slack answers `msg_blocks_too_long` near 12,000 characters
 * and does not document how it counts. Tables do not count here, because each has its own, larger limit.
 */
export function blocksTextLength(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce<number>((sum, entry) => sum + blocksTextLength(entry), 0);
  if (!isObject(blocks) || blocks.type === 'table' || blocks.type === 'data_table') return 0;
  return Object.entries(blocks).reduce(
    (sum, [key, value]) =>
      sum + (typeof value === 'string' ? (readable.has(key) ? lengthOf(value) : 0) : blocksTextLength(value)),
    0,
  );
}
