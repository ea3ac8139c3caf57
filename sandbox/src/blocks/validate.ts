import { block } from './blocks.ts';
import { limits } from './limits.ts';
import { type Fault, isObject, list, type Place } from './rule.ts';
import { messageFaults, sharedFaults } from './together.ts';
import { home, modal } from './view.ts';

export type { Fault } from './rule.ts';

/** A fault as Slack writes it in `errors`: "no more than 50 items allowed [json-pointer:/blocks]". */
export const faultText = ({ message, pointer }: Fault): string => `${message} [json-pointer:${pointer}]`;

/** What Slack would receive: fields that are `undefined` never leave the process, and dates are strings. */
const asSent = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null');

const messageBlocks = list(block, { max: limits.message.blocks });

/**
 * What Slack would refuse of a message's `blocks`; empty when it would take them. Pointers start at `/blocks`. An empty
 * list is right: Slack takes such a message for one without blocks. `blocks` must be JSON, parsed.
 */
export function validateMessageBlocks(blocks: unknown, surface: 'message' = 'message'): Fault[] {
  const sent = asSent(blocks);
  const at: Place = { pointer: '/blocks', surface };
  const faults = messageBlocks(sent, at);
  return faults.length > 0 ? faults : [...sharedFaults(sent, at), ...messageFaults(sent, at)];
}

/**
 * What Slack would refuse of a view given to this method; empty when it would take it. Pointers start at `/view`.
 * `views.publish` takes homes, the others take modals.
 */
export function validateView(
  view: unknown,
  method: 'views.open' | 'views.push' | 'views.update' | 'views.publish',
): Fault[] {
  const [kind, surface] = method === 'views.publish' ? ([home, 'home'] as const) : ([modal, 'modal'] as const);
  return kind.rule(asSent(view), { pointer: '/view', surface });
}

/** Keys whose strings a person reads. */
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
 * How many characters of `blocks` a person reads, however deep they stand. Slack answers `msg_blocks_too_long` when this
 * comes near 12,000, without saying how it counts: cells of tables count here too.
 */
export function blocksTextLength(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce<number>((sum, entry) => sum + blocksTextLength(entry), 0);
  if (!isObject(blocks)) return 0;
  return Object.entries(blocks).reduce(
    (sum, [key, value]) =>
      sum + (typeof value === 'string' ? (readable.has(key) ? value.length : 0) : blocksTextLength(value)),
    0,
  );
}
