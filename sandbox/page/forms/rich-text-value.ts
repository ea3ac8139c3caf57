import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { type Inline, parseInline } from '../mrkdwn/inline.ts';

const BULLET = /^\s*[-•*]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;
const QUOTE = /^>\s?/;

/** Rich text as Slack's editor creates it from typed mrkdwn. */
export function richTextOf(typed: string): RichTextBlock {
  const elements: RichTextBlockElement[] = [];
  const pieces = typed.split('```');
  pieces.forEach((piece, index) => {
    const isCode = index % 2 === 1 && index < pieces.length - 1;
    const text = piece.replace(/^\n|\n$/g, '');
    if (!text && pieces.length > 1) return;
    if (isCode) elements.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] });
    else addLines(text, elements);
  });
  return { type: 'rich_text', elements };
}

function addLines(text: string, elements: RichTextBlockElement[]): void {
  for (const line of text.split('\n')) {
    const last = elements.at(-1);
    const style = BULLET.test(line) ? 'bullet' : NUMBER.test(line) ? 'ordered' : undefined;
    if (style) {
      const item = {
        type: 'rich_text_section' as const,
        elements: piecesOf(line.replace(style === 'bullet' ? BULLET : NUMBER, '')),
      };
      if (last?.type === 'rich_text_list' && last.style === style) last.elements.push(item);
      else elements.push({ type: 'rich_text_list', style, elements: [item] });
    } else if (QUOTE.test(line)) append('rich_text_quote', piecesOf(line.replace(QUOTE, '')), elements);
    else append('rich_text_section', piecesOf(line), elements);
  }
}

function append(
  type: 'rich_text_quote' | 'rich_text_section',
  pieces: RichTextElement[],
  elements: RichTextBlockElement[],
): void {
  const last = elements.at(-1);
  if (last?.type === type) last.elements.push({ type: 'text', text: '\n' }, ...pieces);
  else elements.push({ type, elements: pieces });
}

/** The typed line has no entities, so it is encoded first: a typed `<@U1>` is five characters, not a mention. */
function piecesOf(line: string): RichTextElement[] {
  const encoded = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return parseInline(encoded).flatMap((node) => toPieces(node, {}));
}

type Style = { bold?: true; italic?: true; strike?: true; code?: true };

function toPieces(node: Inline, style: Style): RichTextElement[] {
  const styled = Object.keys(style).length > 0 ? { style } : {};
  switch (node.type) {
    case 'bold':
    case 'italic':
    case 'strike':
      return node.children.flatMap((child) => toPieces(child, { ...style, [node.type]: true }));
    case 'code':
      return [{ type: 'text', text: node.text, style: { ...style, code: true } }];
    case 'link':
      return [{ type: 'link', url: node.url, ...(node.label && { text: node.label }), ...styled }];
    case 'emoji':
      return [{ type: 'emoji', name: node.tone ? `${node.name}::skin-tone-${node.tone}` : node.name }];
    case 'text':
      return [{ type: 'text', text: node.text, ...styled }];
    default:
      return [];
  }
}

const LISTED = { bullet: () => '- ', ordered: (index: number) => `${index + 1}. ` };

/** The reverse, for an initial value from the app. */
export function textOfRichText(block: RichTextBlock): string {
  return block.elements.map(typedPart).join('\n');
}

function typedPart(part: RichTextBlockElement): string {
  switch (part.type) {
    case 'rich_text_list':
      return part.elements.map((item, index) => `${LISTED[part.style](index)}${typedOf(item.elements)}`).join('\n');
    case 'rich_text_quote':
      return typedOf(part.elements).replace(/^/gm, '> ');
    case 'rich_text_preformatted':
      return `\`\`\`\n${typedOf(part.elements)}\n\`\`\``;
    case 'rich_text_section':
      return typedOf(part.elements);
  }
}

function typedOf(pieces: RichTextElement[]): string {
  return pieces
    .map((piece) => {
      const text =
        piece.type === 'text'
          ? piece.text
          : piece.type === 'link'
            ? (piece.text ?? piece.url)
            : piece.type === 'emoji'
              ? `:${piece.name}:`
              : piece.type === 'user'
                ? `@${piece.user_id}`
                : piece.type === 'channel'
                  ? `#${piece.channel_id}`
                  : '';
      const { bold, italic, strike, code } = (piece.style ?? {}) as Style;
      const marks = [code && '`', strike && '~', italic && '_', bold && '*'].filter(Boolean).join('');
      return text.trim() && marks ? `${[...marks].reverse().join('')}${text}${marks}` : text;
    })
    .join('');
}
