import { memo } from 'react';
import { SafeLink } from '../mrkdwn/leaves.tsx';
import { Plain } from '../mrkdwn/render.tsx';
import { type Markdown as Block, parseMarkdown, type Span } from './parse.ts';

export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="block markdown" dir="auto">
      <MarkdownBlocks blocks={withLevelsFromTop(parseMarkdown(text))} />
    </div>
  );
});

/** The highest heading in the text comes directly below the title of the page, at whatever level the author started. */
function withLevelsFromTop(blocks: Block[]): Block[] {
  const highest = Math.min(...blocks.map((block) => (block.type === 'heading' ? block.level : 6)));
  return blocks.map((block) => (block.type === 'heading' ? { ...block, level: block.level - highest + 1 } : block));
}

function MarkdownBlocks({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, index) => <MarkdownBlock key={index} block={block} />);
}

function MarkdownBlock({ block }: { block: Block }) {
  switch (block.type) {
    case 'heading': {
      const Tag = `h${Math.min(6, block.level + 1)}` as 'h2' | 'h3' | 'h4' | 'h5' | 'h6';
      return (
        <Tag className={`markdown-h${block.level}`}>
          <Spans spans={block.text} />
        </Tag>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.text} />
        </p>
      );
    case 'list':
      return <MarkdownList list={block} />;
    case 'quote':
      return (
        <blockquote>
          <MarkdownBlocks blocks={block.blocks} />
        </blockquote>
      );
    case 'code':
      return <pre>{block.text}</pre>;
    case 'rule':
      return <hr />;
    case 'table':
      return <MarkdownTable table={block} />;
  }
}

function MarkdownList({ list }: { list: Extract<Block, { type: 'list' }> }) {
  const items = list.items.map((item, index) => (
    <li key={index} className={`indent-${Math.min(item.depth, 8)} ${item.done === undefined ? '' : 'checked-off'}`}>
      {item.done !== undefined && (
        <span role="img" aria-label={item.done ? 'Done' : 'Not done'}>
          {item.done ? '☑ ' : '☐ '}
        </span>
      )}
      <Spans spans={item.text} />
    </li>
  ));
  return list.ordered ? <ol start={list.start}>{items}</ol> : <ul>{items}</ul>;
}

function MarkdownTable({ table }: { table: Extract<Block, { type: 'table' }> }) {
  return (
    <div className="block-table">
      <table>
        <thead>
          <tr>
            {table.head.map((cell, index) => (
              <th key={index} scope="col">
                <Spans spans={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index}>
                  <Spans spans={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Spans({ spans }: { spans: Span[] }) {
  return spans.map((span, index) => <SpanNode key={index} span={span} />);
}

function SpanNode({ span }: { span: Span }) {
  switch (span.type) {
    case 'text':
      return <Plain text={{ text: span.text }} />;
    case 'code':
      return <code>{span.text}</code>;
    case 'strong':
      return (
        <strong>
          <Spans spans={span.children} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Spans spans={span.children} />
        </em>
      );
    case 'del':
      return (
        <s>
          <Spans spans={span.children} />
        </s>
      );
    case 'link':
      return (
        <SafeLink url={span.url}>{span.children.length > 0 ? <Spans spans={span.children} /> : undefined}</SafeLink>
      );
  }
}
