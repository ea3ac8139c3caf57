import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { EMOJI, FONTS, LAST_RESORT, type Weight } from './files.ts';
import { packageFile } from './package-file.ts';
import { unpackedFont } from './woff.ts';

const opened = new Map<string, Font>();

function fontOf(file: string): Font {
  const known = opened.get(file);
  if (known) return known;
  const font = create(unpackedFont(readFileSync(packageFile(file)))) as Font;
  opened.set(file, font);
  return font;
}

/** They show nothing by themselves: joiners, marks of direction and of the look of an emoji. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}/u;
const SPACE = /^\s$/u;
const PICTURE = /\p{Emoji_Presentation}|\uFE0F/u;

/** The first font with all letters of this cluster; spaces take the font of the letters before them. */
export function fontFor(cluster: string, weight: Weight, before: Font | undefined): Font {
  if (before && SPACE.test(cluster) && before.hasGlyphForCodePoint(cluster.codePointAt(0) ?? 0)) return before;
  const points = [...cluster].filter((letter) => !UNSEEN.test(letter)).map((letter) => letter.codePointAt(0) ?? 0);
  const files = PICTURE.test(cluster) ? [EMOJI, ...FONTS[weight]] : FONTS[weight];
  const found = files.find((file) => points.every((point) => fontOf(file).hasGlyphForCodePoint(point)));
  return fontOf(found ?? LAST_RESORT);
}

const FEATURES = ['kern', 'liga', 'calt', 'ccmp', 'mark', 'mkmk'];
const NUMBER = /^[\d.,%+\u2212\s]+$/;

/** Digits have one width where there is nothing else, so that columns of numbers stand below each other. */
const usual = (text: string): Features => (NUMBER.test(text) ? [...FEATURES, 'tnum'] : [...FEATURES]);
const WITHOUT_MARKS: Features = { mark: false, mkmk: false };

type Features = string[] | Record<string, boolean>;
type GlyphRun = ReturnType<Font['layout']>;

/** A text in one font. A few fonts have marks without an anchor, which fontkit cannot place: there, no mark is moved. */
export function layoutOf(text: string, font: Font): GlyphRun & { features: Features } {
  try {
    return Object.assign(font.layout(text, usual(text)), { features: usual(text) });
  } catch {
    return Object.assign(font.layout(text, WITHOUT_MARKS), { features: WITHOUT_MARKS });
  }
}

/** In points. */
export const widthOf = (text: string, font: Font, size: number): number =>
  (layoutOf(text, font).advanceWidth * size) / font.unitsPerEm;
