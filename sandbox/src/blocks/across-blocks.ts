import { limits } from './limits.ts';
import { type Fault, fault, into, isObject, type Json, lengthOf, objectsIn, type Place } from './rule.ts';

/** Rules across the blocks of one message or view, each of which is valid by itself. */

type Placed = { object: Json; at: Place };

const entries = (object: Json, key: string, at: Place): Placed[] =>
  objectsIn(object[key]).map(([index, entry]) => ({ object: entry, at: into(into(at, key), index) }));

/** All blocks in reading order, including those inside containers, carousels and plans. */
const withInner = ({ object, at }: Placed): Placed[] => [
  { object, at },
  ...['child_blocks', 'tasks', ...(object.type === 'carousel' ? ['elements'] : [])].flatMap((key) =>
    entries(object, key, at).flatMap(withInner),
  ),
];

/** The interactive elements of a block. */
const elementsOf = ({ object, at }: Placed): Placed[] => [
  ...['accessory', 'element'].flatMap((key): Placed[] => {
    const element = object[key];
    return isObject(element) ? [{ object: element, at: into(at, key) }] : [];
  }),
  ...(object.type === 'carousel' ? [] : entries(object, 'elements', at)),
  ...entries(object, 'actions', at),
];

/** A fault for every object whose `key` an earlier object already has. */
function repeated(placed: Placed[], key: string): Fault[] {
  const seen = new Set<unknown>();
  return placed.flatMap(({ object, at }) => {
    const value = object[key];
    if (typeof value !== 'string' || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    return fault(into(at, key), `\`${key}\` "${value}" already exists`);
  });
}

const moreThan = (placed: Placed[], max: number, message: string): Fault[] =>
  placed.slice(max).flatMap(({ at }) => fault(at, message));

function tooMuchMarkdown(blocks: Placed[]): Fault[] {
  let total = 0;
  return blocks.flatMap(({ object, at }) => {
    const before = total;
    total += typeof object.text === 'string' ? lengthOf(object.text) : 0;
    const crossed = before <= limits.message.markdown && total > limits.message.markdown;
    return crossed ? fault(into(at, 'text'), `must be less than ${limits.message.markdown + 1} characters`) : [];
  });
}

const placedBlocks = (blocks: unknown, at: Place): Placed[] =>
  objectsIn(blocks).flatMap(([index, object]) => withInner({ object, at: into(at, index) }));

/**
 * `block_id` is unique in a message or view, `action_id` only within its block: a list repeats the same button in each
 * of its sections.
 */
export function sharedFaults(blocks: unknown, at: Place): Fault[] {
  const placed = placedBlocks(blocks, at);
  return [...repeated(placed, 'block_id'), ...placed.flatMap((block) => repeated(elementsOf(block), 'action_id'))];
}

/** Both kinds of table count together: Slack shows one table per message. */
export function messageFaults(blocks: unknown, at: Place): Fault[] {
  const placed = placedBlocks(blocks, at);
  const ofType = (...types: string[]) => placed.filter(({ object }) => types.some((type) => type === object.type));
  return [
    ...moreThan(ofType('table', 'data_table'), limits.message.tables, 'only_one_table_allowed'),
    ...moreThan(
      ofType('data_visualization'),
      limits.message.charts,
      `no more than ${limits.message.charts} \`data_visualization\` blocks allowed`,
    ),
    ...tooMuchMarkdown(ofType('markdown')),
  ];
}

export function viewFaults(blocks: unknown, at: Place): Fault[] {
  const focused = placedBlocks(blocks, at)
    .flatMap(elementsOf)
    .filter(({ object }) => object.focus_on_load === true);
  return focused
    .slice(1)
    .flatMap((one) => fault(into(one.at, 'focus_on_load'), 'only one element may have `focus_on_load` set to true'));
}
