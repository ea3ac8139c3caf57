import type { ImageBlock, ImageElement } from '@slack/types';
import { useId, useState } from 'react';
import { Button } from 'react-aria-components';
import { ChevronIcon } from '../icons.tsx';
import { Plain } from '../mrkdwn/render.tsx';

/** The address of the image; the sandbox serves its own files. */
function imageSource(image: ImageElement | ImageBlock): string | undefined {
  if ('image_url' in image) return image.image_url;
  if (!('slack_file' in image)) return undefined;
  return 'url' in image.slack_file ? image.slack_file.url : `/files/${encodeURIComponent(image.slack_file.id)}`;
}

/** An image that shows its alt text when it cannot be loaded. */
export function BlockImage({ image, className }: { image: ImageElement | ImageBlock; className: string }) {
  const [failed, setFailed] = useState(false);
  const source = imageSource(image);
  if (!source || failed || !/^(?:https?:|\/)/.test(source)) {
    return <span className={`image-missing ${className}`}>{image.alt_text}</span>;
  }
  return <img className={className} src={source} alt={image.alt_text} loading="lazy" onError={() => setFailed(true)} />;
}

export function ImageBlockView({ block }: { block: ImageBlock }) {
  const [open, setOpen] = useState(true);
  const id = useId();
  return (
    <figure className="block block-image">
      <figcaption>
        {block.title ? <Plain text={block.title} /> : block.alt_text}
        <Button
          className="ghost tiny"
          aria-label={open ? 'Hide picture' : 'Show picture'}
          aria-expanded={open}
          aria-controls={id}
          onPress={() => setOpen(!open)}
        >
          <ChevronIcon />
        </Button>
      </figcaption>
      <div id={id}>{open && <BlockImage image={block} className="image-full" />}</div>
    </figure>
  );
}
