import { type Fault, faultText, validateMessageBlocks, validateView } from '../../src/blocks/validate.ts';
import { modal, plain } from './examples.ts';

/** What Slack would say of blocks and elements in their places, as it would write it; empty when it takes them. */

const under = (place: string, faults: Fault[]) => faults.map((fault) => faultText(fault).replace(place, '~'));

export const message = (...blocks: unknown[]): string[] => validateMessageBlocks(blocks).map(faultText);

export const view = (part: object): string[] => validateView({ ...modal, ...part }, 'views.open').map(faultText);

export const inModal = (...blocks: unknown[]): string[] => view({ blocks });

/** Of an element in an input block of a modal. Its place is `~` in what is said. */
export const asInput = (element: unknown): string[] =>
  under(
    '/view/blocks/0/element',
    validateView({ ...modal, blocks: [{ type: 'input', label: plain(), element }] }, 'views.open'),
  );

/** Of an element in an actions block of a message. Its place is `~` in what is said. */
export const asAction = (element: unknown): string[] =>
  under('/blocks/0/elements/0', validateMessageBlocks([{ type: 'actions', elements: [element] }]));

export const at = (said: string, pointer: string): string => `${said} [json-pointer:${pointer}]`;
