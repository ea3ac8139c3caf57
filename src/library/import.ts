import { z } from 'zod';
import { type Stage, stages } from '../leads/types.ts';
import { optionalTyped, typed } from '../platform/slack/form.ts';
import { type DateOrder, readDate } from './dates.ts';
import { webLink } from './link.ts';
import { type ContentKind, OTHER_KIND } from './settings.ts';
import { MOST_TAGS, SUMMARY_LENGTH, TAG_LENGTH, TITLE_LENGTH } from './types.ts';
import { wordsOf } from './words.ts';

/** The columns of an imported list; a row needs a title and either a link or a file. */
export const importColumns = [
  'title',
  'kind',
  'stage',
  'tags',
  'summary',
  'link',
  'file',
  'owner',
  'review_on',
] as const;

const blank = (cell: unknown) => (typeof cell === 'string' && cell.trim() !== '' ? cell : undefined);
const cell = <S extends z.ZodType>(schema: S) => z.preprocess(blank, schema);

const slackPerson = z.string().regex(/^[UW][A-Z0-9]{2,20}$/, 'The owner must be a Slack member ID, such as U012AB3CD.');

const tagList = z
  .string()
  .transform((text) => text.split(/[;,|]/).map((tag) => tag.trim()))
  .pipe(
    z
      .array(z.string().max(TAG_LENGTH, `A tag has at most ${TAG_LENGTH} characters.`))
      .max(MOST_TAGS, `There are at most ${MOST_TAGS} tags, with semicolons between them.`),
  );

const row = z.object({
  title: cell(
    typed(TITLE_LENGTH, 'The title is missing.').refine(
      (title) => !/[\r\n]/.test(title),
      'The title spans several lines: is a quote left open?',
    ),
  ),
  kind: cell(z.string().optional()),
  stage: cell(z.string().optional()),
  tags: cell(tagList.optional()),
  summary: cell(optionalTyped(SUMMARY_LENGTH)),
  link: cell(webLink.optional()),
  file: cell(z.string().optional()),
  owner: cell(slackPerson.optional()),
  review_on: cell(z.string().optional()),
});

export interface ImportedRow {
  title: string;
  kind: string;
  stage: Stage | null;
  tags: string[];
  summary: string | null;
  ownerId: string;
  reviewAt: Date | null;
  /** A link, or the path of a file from the list's folder. */
  content: { link: string } | { path: string };
}

export type RowResult = { ok: true; row: ImportedRow } | { ok: false; faults: string[] };

/** Reads a row by its column names. `ownerId` owns rows without an owner. */
export function readImportRow(
  cells: Record<string, string>,
  { kinds, ownerId, dates }: { kinds: readonly ContentKind[]; ownerId: string; dates: DateOrder | undefined },
): RowResult {
  const parsed = row.safeParse(cells);
  const faults = parsed.success ? [] : [...new Set(parsed.error.issues.map(inColumn))];
  const kind = kindNamed(kinds, cells.kind ?? '');
  if (!kind)
    faults.push(`There is no kind "${cells.kind}". Choose from: ${kinds.map(({ label }) => label).join(', ')}.`);
  const stage = stageNamed(cells.stage ?? '');
  if (stage === undefined) faults.push(`There is no stage "${cells.stage}". Choose from: ${stages.join(', ')}.`);
  const { link, file, review_on = '' } = parsed.success ? parsed.data : {};
  const review = review_on === '' ? { date: null } : readDate(review_on, dates);
  if ('fault' in review) faults.push(review.fault);
  if (parsed.success && (link === undefined) === (file === undefined)) {
    faults.push(link === undefined ? 'It needs a link or a file.' : 'It has a link and a file: keep one of them.');
  }
  if (!parsed.success || faults.length > 0 || !kind || stage === undefined || 'fault' in review)
    return { ok: false, faults };
  const { title, tags = [], summary, owner } = parsed.data;
  const content = link === undefined ? { path: file ?? '' } : { link };
  const reviewAt = review.date;
  return { ok: true, row: { title, kind, stage, tags, summary, ownerId: owner ?? ownerId, reviewAt, content } };
}

/** Messages of forms say "this"; a list has many cells. */
const inColumn = ({ path, message }: z.core.$ZodIssue): string =>
  message.startsWith('This') || message.startsWith('There is an invisible')
    ? `${String(path[0])}: ${message}`
    : message;

const plainWords = (text: string) => wordsOf(text).join(' ');

/** By key or label, singular or plural. An empty name is the kind for all others. */
export function kindNamed(kinds: readonly ContentKind[], name: string): string | undefined {
  const wanted = plainWords(name);
  if (wanted === '') return (kinds.find(({ key }) => key === OTHER_KIND) ?? kinds.at(-1))?.key;
  const forms = (label: string) => [label, `${label}s`, label.replace(/y$/, 'ies')];
  return kinds.find(({ key, label }) => forms(plainWords(label)).includes(wanted) || plainWords(key) === wanted)?.key;
}

/** Null without a name, undefined for an unknown stage. */
export function stageNamed(name: string): Stage | null | undefined {
  const wanted = plainWords(name);
  return wanted === '' ? null : stages.find((stage) => stage === wanted);
}
