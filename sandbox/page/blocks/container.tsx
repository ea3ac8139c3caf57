import type { ContainerBlock } from '@slack/types';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { ChevronIcon } from '../icons.tsx';
import { BlockText, Plain } from '../mrkdwn/render.tsx';
import { Blocks } from './blocks.tsx';
import { BlockImage } from './image.tsx';
import { RichText } from './rich-text.tsx';

export function ContainerBlockView({ block }: { block: ContainerBlock }) {
  const [open, setOpen] = useState(!(block.is_collapsible && block.default_collapsed));
  const head = (
    <>
      {block.icon && <BlockImage image={block.icon} className="image-icon" />}
      <span className="container-title">
        {block.title ? (
          <Plain text={block.title} />
        ) : (
          block.rich_text_title && <RichText block={block.rich_text_title} />
        )}
        {block.subtitle && (
          <span className="quiet">
            <BlockText text={block.subtitle} />
          </span>
        )}
      </span>
    </>
  );
  return (
    <Disclosure
      className={`block block-container width-${block.width ?? 'standard'}`}
      isExpanded={open}
      onExpandedChange={setOpen}
    >
      <Heading level={2} className={block.has_header_divider ? 'container-head divided' : 'container-head'}>
        {block.is_collapsible ? (
          <Button slot="trigger" className="container-toggle">
            {head}
            <ChevronIcon />
          </Button>
        ) : (
          head
        )}
      </Heading>
      <DisclosurePanel>
        <Blocks blocks={block.child_blocks} />
      </DisclosurePanel>
    </Disclosure>
  );
}
