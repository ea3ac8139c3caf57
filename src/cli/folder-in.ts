import { readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { kindNamed, stageNamed } from '../library/import.ts';
import type { ContentKind } from '../library/settings.ts';
import { MOST_TAGS, TAG_LENGTH, TITLE_LENGTH } from '../library/types.ts';

/** A row by the names of its columns, or the reason why it cannot be read. */
export type NamedRow = { line: number } & ({ cells: Record<string, string> } | { fault: string });

/** Files that systems and office programs put next to those of people. */
const NOT_CONTENT = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX$)/i;

/**
 * A row for each file in a folder and its subfolders. The title comes from the file name; kind, stage and tags come
 * from the names of its folders. `line` counts the files.
 */
export async function* readFolder(folder: string, kinds: readonly ContentKind[]): AsyncGenerator<NamedRow> {
  let line = 0;
  for await (const path of filesIn(folder)) {
    const place = relative(folder, path).split(sep);
    line += 1;
    yield { line, cells: { file: relative(folder, path), ...aboutFile(place, kinds) } };
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (NOT_CONTENT.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile()) yield path;
  }
}

function aboutFile(place: string[], kinds: readonly ContentKind[]): Record<string, string> {
  const name = place.at(-1) ?? '';
  const folders = place.slice(0, -1);
  const kind = folders.findLast((folder) => kindNamed(kinds, folder) !== undefined);
  const stage = folders.findLast((folder) => stageNamed(folder));
  const tags = folders.filter((folder) => folder !== kind && folder !== stage).slice(-MOST_TAGS);
  return {
    title: titleOf(name),
    kind: kind ?? '',
    stage: stage ?? '',
    tags: tags.map((tag) => tag.replace(/[;,|]/g, ' ').slice(0, TAG_LENGTH)).join(';'),
  };
}

/** `Security_overview-v2.pdf` is "Security overview v2". */
function titleOf(name: string): string {
  const bare = name.slice(0, name.length - extname(name).length);
  const words = bare
    .normalize('NFC')
    .replace(/[_\s]+|(?<=\S)-(?=\S)/g, ' ')
    .trim();
  return (words || name).slice(0, TITLE_LENGTH);
}
