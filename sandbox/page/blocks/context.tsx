import type { ContextBlock } from '@slack/types';
import { BlockText } from '../mrkdwn/render.tsx';
import { BlockImage } from './image.tsx';

export function ContextBlockView({ block }: { block: ContextBlock }) {
  return (
    <div className="block block-context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          <BlockImage key={index} image={element} className="image-inline" />
        ) : (
          <BlockText key={index} text={element} />
        ),
      )}
    </div>
  );
}
