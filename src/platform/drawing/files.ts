/** The files of packages that drawing reads: fonts, and the program that makes pixels. */

export type Weight = 'regular' | 'strong';

const inter = (weight: number) =>
  ['latin', 'latin-ext', 'cyrillic', 'greek', 'cyrillic-ext', 'greek-ext', 'vietnamese'].map(
    (letters) => `@fontsource/inter/files/inter-${letters}-${weight}-normal.woff`,
  );
const noto = (weight: number) =>
  ['arabic', 'hebrew'].map(
    (letters) => `@fontsource/noto-sans-${letters}/files/noto-sans-${letters}-${letters}-${weight}-normal.woff`,
  );

/** In outlines, so that they print. */
export const EMOJI = '@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff';
/** Every other letter of Unicode's first plane, in a plain hand. */
export const LAST_RESORT = '@fontsource/unifont/files/unifont-latin-400-normal.woff';

/** In the order in which they are asked for a letter. */
export const FONTS: Record<Weight, string[]> = {
  regular: [...inter(400), ...noto(400), EMOJI, LAST_RESORT],
  strong: [...inter(600), ...noto(600), EMOJI, LAST_RESORT],
};

export const PIXELS = '@resvg/resvg-wasm/index_bg.wasm';

/** Each is in a build, see build/build.ts. */
export const drawingFiles: string[] = [...new Set([...FONTS.regular, ...FONTS.strong, PIXELS])];
