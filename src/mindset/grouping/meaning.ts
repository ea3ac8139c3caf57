/** The subjects of answers, with their weights. */
import { foldLetters } from '../../platform/fold.ts';
import { meaningsIn } from './phrases.ts';
import { sameWords } from './same-words.ts';
import type { Lexicon } from './vocabulary.ts';

/** Of a word that the vocabulary does not have, as of a subject. */
const UNKNOWN_WORD = 1;
/** A subject of one answer alone joins it to no other. */
const ONLY_HERE = 0.2;
/** Next to another subject: support and quality are said of everything. */
const COMMON = ['quality', 'support'];
const COMMON_WEIGHT = 0.4;

/** The time that something takes: in 24 hours, within 2 weeks, in minutes. */
const TAKES =
  /\b(?:in|within|under|less than|innerhalb(?: von)?|unter|binnen|en|dentro de|entro)\s+(?:(?:under|less than)\s+)?(?:\d+\s*|a few |one |two |einer? |zwei |wenigen )?(?:h|hrs?|hours?|min|mins|minutes?|days?|weeks?|stunden?|tag(?:en?)?|wochen?|minuten|heures?|jours?|horas?|dias?|ore|giorni|uur|dagen)\b/g;

export type Subjects = ReadonlyMap<string, number>;

/** Reads the answers of one check: a word in several of them is a subject, even if the vocabulary does not have it. */
export function subjectsOf(answers: readonly string[], lexicon: Lexicon): Subjects[] {
  const read = answers.map((answer) => meaningsIn(foldLetters(answer).replace(TAKES, ' fast '), lexicon));
  const idsOf = sameWords(read.flatMap(({ unknown }) => unknown));
  const all = read.map(({ known, unknown }) =>
    weighed(
      new Map([
        ...known.map(({ id, weight }) => [id, weight] as const),
        ...unknown.flatMap((word) => idsOf(word).map((id) => [`word ${id}`, UNKNOWN_WORD] as const)),
      ]),
    ),
  );
  const counts = new Map<string, number>();
  for (const subjects of all) for (const id of subjects.keys()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return all.map(
    (subjects) =>
      new Map([...subjects].map(([id, weight]) => [id, counts.get(id) === 1 ? weight * ONLY_HERE : weight])),
  );
}

function weighed(subjects: Map<string, number>): Map<string, number> {
  const strong = [...subjects.values()].filter((weight) => weight >= UNKNOWN_WORD).length;
  for (const id of COMMON) if (strong > 1 && subjects.has(id)) subjects.set(id, COMMON_WEIGHT);
  // Easy alone is about use; easy to install is about the installation.
  if (subjects.has('easily') && strong === 0) {
    subjects.delete('easily');
    subjects.set('easy', 1);
  }
  return subjects;
}

/** How much two answers are about the same: the cosine of their subjects, from 0 to 1. */
export function likeness(one: Subjects, other: Subjects): number {
  let shared = 0;
  for (const [id, weight] of one) shared += weight * (other.get(id) ?? 0);
  return shared === 0 ? 0 : shared / (lengthOf(one) * lengthOf(other));
}

const lengthOf = (subjects: Subjects): number => Math.hypot(...subjects.values());
