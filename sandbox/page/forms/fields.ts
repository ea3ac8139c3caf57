import type { PageElement } from '../blocks/kinds.ts';

/** An element that holds a value, with its block. */
export interface Field {
  blockId: string;
  actionId: string;
  element: PageElement;
  /** Only an input block has a label, can be required and shows an error. */
  input?: { optional: boolean; dispatches: boolean };
}

interface LooseBlock {
  type: string;
  block_id?: string;
  element?: PageElement;
  elements?: unknown[];
  accessory?: PageElement;
  child_blocks?: LooseBlock[];
  optional?: boolean;
  dispatch_action?: boolean;
}

/** Slack assigns names where the app gave none; the index survives an update of the same view. */
export const blockIdOf = (block: { block_id?: string }, index: number): string => block.block_id ?? `block-${index}`;

export const actionIdOf = (element: { action_id?: string }, index = 0): string =>
  element.action_id ?? `action-${index}`;

/** Every field of a message, modal or home, in display order. */
export function fieldsOf(blocks: readonly unknown[]): Field[] {
  return blocks.flatMap((any, index) => {
    const block = any as LooseBlock;
    const blockId = blockIdOf(block, index);
    if (block.type === 'container') return fieldsOf(block.child_blocks ?? []);
    if (block.type === 'input' && block.element) {
      const input = { optional: block.optional === true, dispatches: block.dispatch_action === true };
      return [{ blockId, actionId: actionIdOf(block.element), element: block.element, input }];
    }
    const elements =
      block.type === 'section' ? [block.accessory] : block.type === 'actions' ? (block.elements as PageElement[]) : [];
    return elements.flatMap((element, at) =>
      element && holdsValue(element) ? [{ blockId, actionId: actionIdOf(element, at), element }] : [],
    );
  });
}

const VALUELESS = new Set(['button', 'overflow', 'image', 'workflow_button', 'icon_button', 'feedback_buttons']);

const holdsValue = (element: PageElement): boolean => !VALUELESS.has(element.type);
