import type { Tx } from '../platform/db/write.ts';
import { changeSetting } from '../platform/settings/change.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { mindsetSynonyms } from './settings.ts';

const MOST_WORDS = 20;

/** From now on, answers with these words are one advantage. They join a line that has one of them already, as long as it has room. */
export function rememberSynonyms(tx: Tx, { words, by }: { words: readonly string[]; by: string }, now: Date): void {
  const lines = settingOf(tx, mindsetSynonyms);
  const known = lines.find((line) => line.some((word) => words.includes(word)));
  const line = [...new Set([...(known ?? []), ...words.map((word) => word.replaceAll(',', ' ').trim())])];
  const value = [...lines.filter((one) => one !== known), line.slice(0, MOST_WORDS)];
  if (mindsetSynonyms.schema.safeParse(value).success) changeSetting(tx, { setting: mindsetSynonyms, value, by }, now);
}
