import type { ActionsBlock } from '@slack/types';
import type { Blocks } from './blocks.ts';

/** Only the first green button stays green: it is the next step. */
export function onePrimary(blocks: Blocks): Blocks {
  let isFirst = true;
  const plainer = (element: ActionsBlock['elements'][number]) => {
    if (element.type !== 'button' || element.style !== 'primary') return element;
    if (isFirst) {
      isFirst = false;
      return element;
    }
    const { style: _, ...rest } = element;
    return rest;
  };
  return blocks.map((block) =>
    block.type === 'actions' ? { ...block, elements: block.elements.map(plainer) } : block,
  );
}
