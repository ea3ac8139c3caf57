/**
 * Quality of the grouping of answers: answers of made-up companies in known groups (`bench/mindset/`). The answers of
 * six companies were held out: what is wrong in them was not looked at while tuning.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { groupByLikeness } from '../src/mindset/grouping/group.ts';

const FOLDER = join(import.meta.dirname, 'mindset');
const ALONE = 'alone';

const sampleFile = z.strictObject({
  company: z.string(),
  held_out: z.boolean().default(false),
  /** By group; those under `alone` are each a group of their own. */
  groups: z.record(z.string(), z.array(z.string())),
});

/** Two answers of one company. */
interface Pair {
  answers: [string, string];
  isSame: boolean;
  isGrouped: boolean;
}

export interface GroupedSample {
  company: string;
  isHeldOut: boolean;
  answers: number;
  pairs: Pair[];
}

/** All companies, as their answers are grouped now. */
export function groupSamples(): GroupedSample[] {
  return readdirSync(FOLDER).map((file) => {
    const { company, held_out: isHeldOut, groups } = sampleFile.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
    const answers = mixed(
      Object.entries(groups).flatMap(([group, texts]) =>
        texts.map((text, index) => ({ text, group: group === ALONE ? `${ALONE} ${index}` : group })),
      ),
    );
    const found = groupByLikeness(answers.map(({ text }) => text));
    const groupOf = new Map(found.flatMap(({ members }, group) => members.map((member) => [member, group])));
    const pairs = answers.flatMap((one, index) =>
      answers.slice(index + 1).map(
        (other, further): Pair => ({
          answers: [one.text, other.text],
          isSame: one.group === other.group,
          isGrouped: groupOf.get(index) === groupOf.get(index + 1 + further),
        }),
      ),
    );
    return { company, isHeldOut, answers: answers.length, pairs };
  });
}

/** An order without the groups, always the same. */
const mixed = <T extends { text: string }>(answers: T[]): T[] =>
  answers
    .map((answer) => ({
      answer,
      key: [...answer.text].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7),
    }))
    .sort((one, other) => one.key - other.key)
    .map(({ answer }) => answer);

export interface GroupingQuality {
  answers: number;
  precision: number;
  recall: number;
  /** The harmonic mean of both, over pairs of answers. */
  f1: number;
}

export function groupingQuality(samples: readonly GroupedSample[]): GroupingQuality {
  const pairs = samples.flatMap((sample) => sample.pairs);
  const right = pairs.filter(({ isSame, isGrouped }) => isSame && isGrouped).length;
  const precision = right / pairs.filter(({ isGrouped }) => isGrouped).length;
  const recall = right / pairs.filter(({ isSame }) => isSame).length;
  return {
    answers: samples.reduce((sum, sample) => sum + sample.answers, 0),
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
  };
}
