import { memo } from 'react';
import { blockIdOf } from '../forms/fields.ts';
import { Markdown } from '../markdown/render.tsx';
import { Mrkdwn } from '../mrkdwn/render.tsx';
import { ActionsBlockView, ContextActionsBlockView } from './actions.tsx';
import { AlertBlockView } from './alert.tsx';
import { CardBlockView, CarouselBlockView } from './card.tsx';
import { ContainerBlockView } from './container.tsx';
import { ContextBlockView } from './context.tsx';
import { DataVisualizationBlockView } from './data-visualization.tsx';
import { FileBlockView } from './file.tsx';
import { HeaderBlockView } from './header.tsx';
import { ImageBlockView } from './image.tsx';
import { InputBlockView } from './input.tsx';
import type { PageBlock } from './kinds.ts';
import { PlanBlockView, TaskCardBlockView } from './plan.tsx';
import { RichText } from './rich-text.tsx';
import { SectionBlockView } from './section.tsx';
import { TableBlockView } from './table.tsx';
import { VideoBlockView } from './video.tsx';

/** Blocks in order, each keyed by the id that the app or the server assigned. */
export const Blocks = memo(function Blocks({ blocks }: { blocks: readonly unknown[] }) {
  return (
    <div className="blocks">
      {blocks.map((any, index) => {
        const block = any as PageBlock;
        const id = blockIdOf(block, index);
        return <BlockView key={id} block={block} id={id} />;
      })}
    </div>
  );
});

function BlockView({ block, id }: { block: PageBlock; id: string }) {
  switch (block.type) {
    case 'section':
      return <SectionBlockView block={block} id={id} />;
    case 'header':
      return <HeaderBlockView block={block} />;
    case 'divider':
      return <hr className="block block-divider" />;
    case 'context':
      return <ContextBlockView block={block} />;
    case 'actions':
      return <ActionsBlockView block={block} id={id} />;
    case 'context_actions':
      return <ContextActionsBlockView block={block} id={id} />;
    case 'input':
      return <InputBlockView block={block} id={id} />;
    case 'image':
      return <ImageBlockView block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'markdown':
      return <Markdown text={block.text} />;
    case 'table':
    case 'data_table':
      return <TableBlockView block={block} />;
    case 'data_visualization':
      return <DataVisualizationBlockView block={block} />;
    case 'video':
      return <VideoBlockView block={block} />;
    case 'file':
      return <FileBlockView block={block} />;
    case 'alert':
      return <AlertBlockView block={block} />;
    case 'card':
      return <CardBlockView block={block} id={id} />;
    case 'carousel':
      return <CarouselBlockView block={block} id={id} />;
    case 'container':
      return <ContainerBlockView block={block} />;
    case 'task_card':
      return <TaskCardBlockView block={block} />;
    case 'plan':
      return <PlanBlockView block={block} />;
    default:
      return <Mrkdwn text={`_This sandbox cannot draw a \`${String((block as { type: string }).type)}\` block._`} />;
  }
}
