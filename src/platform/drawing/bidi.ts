import bidiFactory, { type Bidi } from 'bidi-js';

// Its types describe a module with a default export; Node imports the function itself.
const bidi = (bidiFactory as unknown as () => Bidi)();
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]|[\u{10800}-\u{10FFF}]|[\u{1E800}-\u{1EFFF}]/u;

/** The level of each unit of a line (UAX #9): odd ones run from right to left. */
export function levelsOf(text: string): { levels: ArrayLike<number>; base: number } {
  if (!RIGHT_TO_LEFT.test(text)) return { levels: new Uint8Array(text.length), base: 0 };
  const { levels, paragraphs } = bidi.getEmbeddingLevels(text);
  return { levels, base: paragraphs[0]?.level ?? 0 };
}

/** Runs of one level each, in the order in which they are seen (rule L2). */
export function inVisualOrder<Run extends { level: number }>(runs: readonly Run[]): Run[] {
  const seen = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level--) {
    for (let from = 0; from < seen.length; from++) {
      if ((seen[from]?.level ?? 0) < level) continue;
      let to = from;
      while ((seen[to + 1]?.level ?? -1) >= level) to++;
      seen.splice(from, to - from + 1, ...seen.slice(from, to + 1).reverse());
      from = to;
    }
  }
  return seen;
}

/** As the font is given a run: it turns letters itself, but neither brackets nor a run without letters. */
export function shaped(text: string, level: number): string {
  if (level % 2 === 0) return text;
  const mirrored = [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter);
  return (RIGHT_TO_LEFT.test(text) ? mirrored : mirrored.reverse()).join('');
}
