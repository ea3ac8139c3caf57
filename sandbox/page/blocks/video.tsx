import type { VideoBlock } from '@slack/types';
import { SafeLink } from '../mrkdwn/leaves.tsx';
import { Plain } from '../mrkdwn/render.tsx';

/** The poster, the text and a link: the page embeds no foreign frames. */
export function VideoBlockView({ block }: { block: VideoBlock }) {
  return (
    <div className="block block-video">
      {block.author_name && <div className="quiet">{block.author_name}</div>}
      <strong>
        <SafeLink url={block.title_url ?? block.video_url}>
          <Plain text={block.title} />
        </SafeLink>
      </strong>
      {block.description && (
        <div>
          <Plain text={block.description} />
        </div>
      )}
      <SafeLink url={block.video_url}>
        <span className="video-poster">
          <img src={block.thumbnail_url} alt={block.alt_text} loading="lazy" />
          <span className="video-play" aria-hidden="true">
            ▶
          </span>
        </span>
      </SafeLink>
      {block.provider_name && <div className="quiet">{block.provider_name}</div>}
    </div>
  );
}
