import type { TextObject } from '@slack/types';
import { Fragment, memo } from 'react';
import type { Inline } from './inline.ts';
import {
  BroadcastMention,
  ChannelMention,
  DateText,
  EmojiGlyph,
  GroupMention,
  SafeLink,
  UserMention,
} from './leaves.tsx';
import { type MrkdwnBlock, parseMrkdwn } from './parse.ts';
import { parsePlain } from './plain.ts';

export const Mrkdwn = memo(function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean }) {
  const blocks = parseMrkdwn(text, verbatim);
  const jumbo = isOnlyEmoji(blocks.length === 1 && blocks[0]?.type === 'lines' ? blocks[0].lines.flat() : []);
  return (
    <div className={jumbo ? 'mrkdwn jumbo' : 'mrkdwn'} dir="auto">
      {blocks.map((block, index) => (
        <MrkdwnBlockView key={index} block={block} />
      ))}
    </div>
  );
});

function MrkdwnBlockView({ block }: { block: MrkdwnBlock }) {
  switch (block.type) {
    case 'pre':
      return <pre>{block.text}</pre>;
    case 'quote':
      return (
        <blockquote>
          <Lines lines={block.lines} />
        </blockquote>
      );
    case 'lines':
      return (
        <div>
          <Lines lines={block.lines} />
        </div>
      );
  }
}

function Lines({ lines }: { lines: Inline[][] }) {
  return lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 && '\n'}
      <Inlines nodes={line} />
    </Fragment>
  ));
}

function Inlines({ nodes }: { nodes: Inline[] }) {
  return nodes.map((node, index) => <InlineNode key={index} node={node} />);
}

function InlineNode({ node }: { node: Inline }) {
  switch (node.type) {
    case 'text':
      return node.text;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return <SafeLink url={node.url}>{node.label}</SafeLink>;
    case 'user':
      return <UserMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />;
    case 'group':
      return <GroupMention id={node.id} label={node.label} />;
    case 'broadcast':
      return <BroadcastMention range={node.range} />;
    case 'date':
      return <DateText {...node} />;
    case 'emoji':
      return <EmojiGlyph name={node.name} tone={node.tone} raw={node.raw} />;
  }
}

function isOnlyEmoji(nodes: Inline[]): boolean {
  const meaningful = nodes.filter((node) => node.type !== 'text' || node.text.trim() !== '');
  return meaningful.length > 0 && meaningful.length <= 12 && meaningful.every(({ type }) => type === 'emoji');
}

/** A text object of Block Kit, in either form. */
export function BlockText({ text }: { text: TextObject }) {
  return text.type === 'mrkdwn' ? <Mrkdwn text={text.text} verbatim={text.verbatim} /> : <Plain text={text} />;
}

/** Plain text with its emoji and no other formatting. */
export function Plain({ text }: { text: { text: string; emoji?: boolean } }) {
  return <Inlines nodes={parsePlain(text.text, text.emoji !== false)} />;
}
