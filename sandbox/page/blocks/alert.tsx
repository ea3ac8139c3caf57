import type { AlertBlock } from '@slack/types';
import { BlockText } from '../mrkdwn/render.tsx';

export function AlertBlockView({ block }: { block: AlertBlock }) {
  return (
    <div className={`block block-alert alert-${block.level ?? 'default'}`} role="note">
      <BlockText text={block.text} />
    </div>
  );
}
