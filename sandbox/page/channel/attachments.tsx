import type { MessageAttachment } from '@slack/types';
import { Blocks } from '../blocks/blocks.tsx';
import { SafeLink } from '../mrkdwn/leaves.tsx';
import { Mrkdwn } from '../mrkdwn/render.tsx';

const NAMED = { good: '#2f9e6e', warning: '#c98a15', danger: '#d0453b' } as const;

/** The older form of rich messages: a coloured bar, a title, text and fields. */
export function Attachments({ attachments }: { attachments: MessageAttachment[] }) {
  return attachments.map((attachment, index) => {
    const { color, pretext, author_name, title, title_link, text, fields, image_url, footer, blocks } = attachment;
    const bar =
      NAMED[color as keyof typeof NAMED] ??
      (/^#?[0-9a-f]{6}$/i.test(color ?? '') ? `#${color?.replace('#', '')}` : undefined);
    return (
      <div key={index} className="attachment">
        {pretext && <Mrkdwn text={pretext} />}
        <div className="attachment-body" style={bar ? { borderColor: bar } : undefined}>
          {author_name && <div className="quiet">{author_name}</div>}
          {title && (
            <strong>{title_link ? <SafeLink url={title_link}>{title}</SafeLink> : <Mrkdwn text={title} />}</strong>
          )}
          {blocks ? <Blocks blocks={blocks} /> : text && <Mrkdwn text={text} />}
          {fields && (
            <div className="section-fields">
              {fields.map((field) => (
                <div key={field.title} className={field.short ? '' : 'wide'}>
                  <strong>{field.title}</strong>
                  <Mrkdwn text={field.value} />
                </div>
              ))}
            </div>
          )}
          {image_url && (
            <img className="image-full" src={image_url} alt={attachment.fallback ?? title ?? ''} loading="lazy" />
          )}
          {footer && (
            <div className="quiet">
              <Mrkdwn text={footer} />
            </div>
          )}
        </div>
      </div>
    );
  });
}
