/** Decides about a row: added, known already, or bad. The dry run and the import ask the same. */

import { blockedDomainOf } from '../leads/blocked.ts';
import { companyDomainIn } from '../leads/company-domain.ts';
import type { LeadFields } from '../leads/lead-fields.ts';
import { isEnded, isLongOver } from '../leads/lifecycle.ts';
import { mailbox } from '../leads/mailbox.ts';
import { findDuplicate, isSurelySame } from '../leads/queries.ts';
import { folded } from '../leads/reading/lead-guess.ts';
import { isRoleAddress } from '../leads/reading/names.ts';
import type { Db } from '../platform/db/open.ts';
import type { TableRow } from '../platform/files/csv.ts';
import { type Past, type Reading, readRow } from './read-row.ts';
import type { Fault } from './types.ts';

export type Decision =
  | { result: 'added'; lead: LeadFields; past?: Past; earlierLeadId: number | null; words: string | null }
  | { result: 'known'; leadId: number | null; words: string }
  | { result: 'bad'; words: string };

export function decide(db: Db, row: TableRow, reading: Reading): Decision {
  if ('fault' in row) return { result: 'bad', words: row.fault };
  const read = readRow(row.cells, reading);
  if (!read.ok) return { result: 'bad', words: read.faults.join(' ') };
  const { lead, past, notes } = read;
  if (blockedDomainOf(db, lead.email) !== undefined)
    return { result: 'bad', words: 'The domain of its email is blocked.' };
  const found = findDuplicate(db, lead);
  const same = found && isSurelySame(found, lead) ? found : undefined;
  if (same && !isEnded(same))
    return { result: 'known', leadId: same.id, words: 'This person is an open lead already.' };
  if (same && (past || !isLongOver(same, reading.now))) {
    return { result: 'known', leadId: same.id, words: 'This person was a lead already, which is closed.' };
  }
  const words = notes.length > 0 ? notes.join(' ') : null;
  return { result: 'added', lead, ...(past && { past }), earlierLeadId: same?.id ?? null, words };
}

/** People of earlier rows, for the dry run, which adds none of them. Names are kept as short hashes. */
export function createSeen(db: Db): (lead: LeadFields) => boolean {
  const seen = new Set<number>();
  return (lead) => {
    const keys = keysOf(db, lead).map(hashOf);
    const isSeen = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return isSeen;
  };
}

/** By the rules of `findDuplicate` and `isSurelySame`. */
function keysOf(db: Db, { name, email, phone }: LeadFields): string[] {
  const words = folded(name).split(/\s+/).filter(Boolean);
  const domain = companyDomainIn(db, email);
  return [
    ...(email === null ? [] : [isRoleAddress(email) ? `${mailbox(email)} ${words.join(' ')}` : mailbox(email)]),
    ...(domain === null ? [] : [`${domain} ${words.join(' ')}`]),
    ...(phone === null ? [] : words.map((word) => `${phone} ${word}`)),
  ];
}

/** 52 bits by two rounds of FNV-1a: two people of a million rows share one once in five thousand files. */
function hashOf(text: string): number {
  let [high, low] = [0x811c9dc5, 0x1000193];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + 31), 0x01000193);
  }
  return (high >>> 6) * 2 ** 26 + (low >>> 6);
}

/** Different sentences of one import that are counted; the rest is one. */
const MOST_FAULTS = 30;
const FIRST_LINES = 5;

/** Counts one more row with this fault, the most frequent first. */
export function withFault(faults: readonly Fault[], words: string, line: number): Fault[] {
  const known = faults.find((one) => one.words === words);
  const others = faults.filter((one) => one !== known);
  if (!known && faults.length >= MOST_FAULTS) return withFault(faults, faults[0]?.words ?? words, line);
  const lines = known ? known.lines : [];
  const one = { words, rows: (known?.rows ?? 0) + 1, lines: lines.length < FIRST_LINES ? [...lines, line] : lines };
  return [...others, one].sort((a, b) => b.rows - a.rows);
}
