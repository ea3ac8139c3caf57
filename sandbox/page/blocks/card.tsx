import type { CardBlock, CarouselBlock } from '@slack/types';
import { Element } from '../elements/element.tsx';
import { actionIdOf, blockIdOf } from '../forms/fields.ts';
import { BlockText } from '../mrkdwn/render.tsx';
import { BlockImage } from './image.tsx';
import type { PageElement } from './kinds.ts';

export function CardBlockView({ block, id }: { block: CardBlock; id: string }) {
  return (
    <div className="block block-card">
      {block.hero_image && <BlockImage image={block.hero_image} className="image-hero" />}
      <div className="card-head">
        {block.icon && <BlockImage image={block.icon} className="image-icon" />}
        <div>
          {block.title && (
            <div className="card-title">
              <BlockText text={block.title} />
            </div>
          )}
          {block.subtitle && (
            <div className="quiet">
              <BlockText text={block.subtitle} />
            </div>
          )}
        </div>
      </div>
      {block.body && <BlockText text={block.body} />}
      {block.actions && block.actions.length > 0 && (
        <div className="block-actions">
          {block.actions.map((button, index) => {
            const actionId = actionIdOf(button, index);
            return (
              <Element key={actionId} place={{ blockId: id, actionId, element: button as PageElement }} naming={{}} />
            );
          })}
        </div>
      )}
    </div>
  );
}

export function CarouselBlockView({ block, id }: { block: CarouselBlock; id: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    <section className="block block-carousel" aria-label="Cards" tabIndex={0}>
      {block.elements.map((card, index) => {
        const cardId = card.block_id ? blockIdOf(card, index) : `${id}-${index}`;
        return <CardBlockView key={cardId} block={card} id={cardId} />;
      })}
    </section>
  );
}
