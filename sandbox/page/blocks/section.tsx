import type { SectionBlock } from '@slack/types';
import { useId } from 'react';
import { Element } from '../elements/element.tsx';
import { actionIdOf } from '../forms/fields.ts';
import { BlockText } from '../mrkdwn/render.tsx';
import { BlockImage } from './image.tsx';
import type { PageElement } from './kinds.ts';

export function SectionBlockView({ block, id }: { block: SectionBlock; id: string }) {
  const textId = useId();
  const { accessory } = block;
  const isWide = accessory?.type === 'checkboxes' || accessory?.type === 'radio_buttons';
  return (
    <div className={isWide ? 'block block-section section-wide' : 'block block-section'}>
      <div className="section-main">
        {block.text && (
          <div id={textId} className="section-text">
            <BlockText text={block.text} />
          </div>
        )}
        {block.fields && (
          <div className="section-fields">
            {block.fields.map((field, index) => (
              <div key={index} className="section-field">
                <BlockText text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="section-accessory">
          {accessory.type === 'image' ? (
            <BlockImage image={accessory} className="image-thumb" />
          ) : (
            <Element
              place={{ blockId: id, actionId: actionIdOf(accessory), element: accessory as PageElement }}
              naming={block.text ? { 'aria-labelledby': textId } : {}}
            />
          )}
        </div>
      )}
    </div>
  );
}
