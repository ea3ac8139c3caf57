import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { Fragment, type ReactNode } from 'react';
import {
  BroadcastMention,
  ChannelMention,
  DateText,
  EmojiGlyph,
  GroupMention,
  SafeLink,
  UserMention,
} from '../mrkdwn/leaves.tsx';

export function RichText({ block }: { block: RichTextBlock }) {
  return (
    <div className="rich-text" dir="auto">
      {block.elements.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichTextBlockElement }) {
  switch (part.type) {
    case 'rich_text_section':
      return (
        <div>
          <Pieces pieces={part.elements} />
        </div>
      );
    case 'rich_text_list': {
      const items = part.elements.map((item, index) => (
        <li key={index}>
          <Pieces pieces={item.elements} />
        </li>
      ));
      const className = `indent-${Math.min(part.indent ?? 0, 8)}`;
      const start = ((part as { offset?: number }).offset ?? 0) + 1;
      return part.style === 'ordered' ? (
        <ol className={className} start={start}>
          {items}
        </ol>
      ) : (
        <ul className={className}>{items}</ul>
      );
    }
    case 'rich_text_quote':
      return (
        <blockquote>
          <Pieces pieces={part.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre>
          <Pieces pieces={part.elements} />
        </pre>
      );
  }
}

function Pieces({ pieces }: { pieces: RichTextElement[] }) {
  return pieces.map((piece, index) => <Fragment key={index}>{styled(piece)}</Fragment>);
}

function styled(piece: RichTextElement): ReactNode {
  const style = piece.style ?? {};
  let node = bare(piece);
  if ('code' in style && style.code) node = <code>{node}</code>;
  if (style.bold) node = <strong>{node}</strong>;
  if (style.italic) node = <em>{node}</em>;
  if (style.strike) node = <s>{node}</s>;
  if ('underline' in style && style.underline) node = <u>{node}</u>;
  return node;
}

function bare(piece: RichTextElement): ReactNode {
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'link':
      return <SafeLink url={piece.url}>{piece.text}</SafeLink>;
    case 'user':
      return <UserMention id={piece.user_id} />;
    case 'channel':
      return <ChannelMention id={piece.channel_id} />;
    case 'usergroup':
      return <GroupMention id={piece.usergroup_id} />;
    case 'broadcast':
      return <BroadcastMention range={piece.range} />;
    case 'date':
      return <DateText {...piece} />;
    case 'emoji':
      return <EmojiGlyph name={piece.name} />;
    case 'color':
      return <ColorPiece value={piece.value} />;
    case 'team':
      return <span className="mention">{piece.team_id}</span>;
  }
}

function ColorPiece({ value }: { value: string }) {
  const isColor = /^#[0-9a-f]{6}$/i.test(value);
  return (
    <>
      {value}
      {isColor && <span className="swatch" style={{ background: value }} aria-hidden="true" />}
    </>
  );
}
