import type { HeaderBlock } from '@slack/types';
import { useSurface } from '../forms/surface.tsx';
import { Plain } from '../mrkdwn/render.tsx';

/** One level below the heading of the page or the title of the modal. */
export function HeaderBlockView({ block }: { block: HeaderBlock }) {
  const Tag = useSurface().kind === 'modal' ? 'h3' : 'h2';
  return (
    <Tag className="block block-header" dir="auto">
      <Plain text={block.text} />
    </Tag>
  );
}
