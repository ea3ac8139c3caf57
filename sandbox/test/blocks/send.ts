import { type Fault, faultText, validateMessageBlocks, validateView } from '../../src/blocks/validate.ts';
import { modal, plain } from './examples.ts';

/** Slack's errors for blocks and elements in a message or view; empty when they are valid. */

const under = (place: string, faults: Fault[]) => faults.map((fault) => faultText(fault).replace(place, '~'));

export const message = (...blocks: unknown[]): string[] => validateMessageBlocks(blocks).map(faultText);

export const view = (part: object): string[] => validateView({ ...modal, ...part }, 'views.open').map(faultText);

export const inModal = (...blocks: unknown[]): string[] => view({ blocks });

/** Errors for an element in an input block of a modal. `~` stands for its pointer. */
export const asInput = (element: unknown): string[] =>
  under(
    '/view/blocks/0/element',
    validateView({ ...modal, blocks: [{ type: 'input', label: plain(), element }] }, 'views.open'),
  );

/** Errors for an element in an actions block of a message. `~` stands for its pointer. */
export const asAction = (element: unknown): string[] =>
  under('/blocks/0/elements/0', validateMessageBlocks([{ type: 'actions', elements: [element] }]));

export const at = (said: string, pointer: string): string => `${said} [json-pointer:${pointer}]`;
