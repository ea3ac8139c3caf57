import { layoutOf } from './fonts.ts';
import { PAPER } from './look.ts';
import type { Mark, Page } from './marks.ts';

/** Letters are shapes, so that the reader of the SVG needs no fonts, and sets the text as the PDF does. */
export function svgOf({ width, height, marks }: Page): string {
  const ground = `<rect width="${width}" height="${height}" fill="${PAPER}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${ground}${marks.map(shapeOf).join('')}</svg>`;
}

function shapeOf(mark: Mark): string {
  switch (mark.kind) {
    case 'rect':
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" rx="${mark.radius ?? 0}" fill="${mark.fill}"/>`;
    case 'path':
      return `<path transform="translate(${mark.x} ${mark.y})" d="${mark.path}" fill="${mark.fill ?? 'none'}" stroke="${mark.stroke ?? 'none'}"/>`;
    case 'text':
      return lettersOf(mark);
  }
}

function lettersOf({ x, y, line, style, colour }: Extract<Mark, { kind: 'text' }>): string {
  let left = x;
  return line.runs
    .map(({ text, font, width }) => {
      const scale = style.size / font.unitsPerEm;
      const { glyphs, positions } = layoutOf(text, font);
      let pen = 0;
      const shapes = glyphs.map((glyph, at) => {
        const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[at] ?? {};
        const shape = glyph.path.toSVG();
        const place = pen + xOffset;
        pen += xAdvance;
        return shape === '' ? '' : `<path transform="translate(${place} ${yOffset})" d="${shape}"/>`;
      });
      const run = `<g transform="translate(${left} ${y}) scale(${scale} ${-scale})" fill="${colour}">${shapes.join('')}</g>`;
      left += width;
      return run;
    })
    .join('');
}
