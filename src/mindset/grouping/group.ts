import { likeness, type Subjects, subjectsOf } from './meaning.ts';
import { lexiconOf } from './vocabulary.ts';

/** Two groups are joined while the average likeness of their answers is at least this. */
const LEAST_LIKENESS = 0.2;

export interface AnswerGroup {
  /** The most typical answer. */
  name: string;
  /** Places in the list of answers. */
  members: number[];
}

interface Cluster {
  members: number[];
  subjects: Subjects;
}

/**
 * Groups answers by likeness, the largest group first: other forms of a word, typing errors, words with the same meaning, and
 * synonyms of the company. It asks no one else, and gives the same groups for the same answers in the same order.
 */
export function groupByLikeness(
  answers: readonly string[],
  synonyms: readonly (readonly string[])[] = [],
): AnswerGroup[] {
  const subjects = subjectsOf(answers, lexiconOf(synonyms));
  const groups = joinNearest(sameSubjects(answers, subjects));
  return groups
    .map((members) => ({ members, name: answers[typical(members, answers, subjects)] ?? '' }))
    .sort((one, other) => other.members.length - one.members.length);
}

/** Answers with equal subjects; without any subject, with equal words. */
function sameSubjects(answers: readonly string[], subjects: readonly Subjects[]): Cluster[] {
  const clusters = new Map<string, Cluster>();
  subjects.forEach((one, index) => {
    const parts = [...one].map(([id, weight]) => `${id}:${weight}`).sort();
    const key = parts.length > 0 ? parts.join('|') : `"${(answers[index] ?? '').trim().toLowerCase()}`;
    const cluster = clusters.get(key);
    if (cluster) cluster.members.push(index);
    else clusters.set(key, { members: [index], subjects: one });
  });
  return [...clusters.values()];
}

/** Average linkage: joins the two most similar groups until none are similar enough. */
function joinNearest(clusters: readonly Cluster[]): number[][] {
  const groups = clusters.map(({ members }) => [...members]);
  const like = clusters.map((one) => clusters.map((other) => likeness(one.subjects, other.subjects)));
  let open = [...groups.keys()];
  const nearest = open.map((index) => nearestTo(index, open, like));
  for (;;) {
    const one = open.reduce((best, index) => (alikeTo(nearest, index) > alikeTo(nearest, best) ? index : best), 0);
    const other = nearest[one]?.index;
    if (other === undefined || alikeTo(nearest, one) < LEAST_LIKENESS) return open.map((index) => groups[index] ?? []);
    const [sizeOfOne, sizeOfOther] = [groups[one]?.length ?? 0, groups[other]?.length ?? 0];
    open = open.filter((index) => index !== other);
    for (const third of open) {
      const average =
        (at(like, one, third) * sizeOfOne + at(like, other, third) * sizeOfOther) / (sizeOfOne + sizeOfOther);
      (like[one] as number[])[third] = average;
      (like[third] as number[])[one] = average;
    }
    groups[one]?.push(...(groups[other] ?? []));
    for (const index of open) {
      const was = nearest[index]?.index;
      // An average is never more than the larger of both, so all others keep their nearest.
      if (was === one || was === other) nearest[index] = nearestTo(index, open, like);
    }
  }
}

interface Nearest {
  index: number | undefined;
  likeness: number;
}

function nearestTo(index: number, open: readonly number[], like: readonly number[][]): Nearest {
  let best: Nearest = { index: undefined, likeness: 0 };
  for (const other of open) {
    const alike = at(like, index, other);
    if (other !== index && alike > best.likeness) best = { index: other, likeness: alike };
  }
  return best;
}

const alikeTo = (nearest: readonly Nearest[], index: number): number => nearest[index]?.likeness ?? 0;

/** The answer that is most like the others; of several, the most frequent, then the shortest. */
function typical(members: readonly number[], answers: readonly string[], subjects: readonly Subjects[]): number {
  const textOf = (index: number) => (answers[index] ?? '').trim().toLowerCase();
  const frequency = Map.groupBy(members, textOf);
  const of = (index: number): Subjects => subjects[index] ?? new Map();
  const scored = members.map((index) => ({
    index,
    score: members.reduce((sum, other) => sum + likeness(of(index), of(other)), 0),
    times: frequency.get(textOf(index))?.length ?? 0,
    length: answers[index]?.length ?? 0,
  }));
  scored.sort((one, other) => other.score - one.score || other.times - one.times || one.length - other.length);
  return scored[0]?.index ?? 0;
}

const at = (like: readonly number[][], one: number, other: number): number => like[one]?.[other] ?? 0;
