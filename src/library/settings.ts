import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { setting } from '../platform/settings/setting.ts';

export interface ContentKind {
  /** Stored in items and requests: it stays when the label changes. */
  key: string;
  label: string;
  /** Working days that marketing needs for one; a rush needs a reason. */
  noticeDays: number;
  /** Months until its owner is asked to review it. */
  reviewMonths: number;
}

/** For items of no other kind. */
export const OTHER_KIND = 'other';

const kind = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,29}$/, 'The key of a kind has up to 30 lowercase letters, digits and underscores.'),
  label: z.string().trim().min(1, 'A kind needs a name.').max(40, 'The name of a kind has at most 40 characters.'),
  noticeDays: z
    .int('The turnaround is a whole number of working days.')
    .min(0, 'The turnaround is at least 0 working days.')
    .max(120, 'The turnaround is at most 120 working days.'),
  reviewMonths: z
    .int('The time until review is a whole number of months.')
    .min(1, 'The time until review is at least one month.')
    .max(60, 'The time until review is at most 60 months.'),
});

const of = (key: string, label: string, noticeDays: number, reviewMonths: number): ContentKind => ({
  key,
  label,
  noticeDays,
  reviewMonths,
});

/** In the order in which people choose. */
export const contentKinds = setting<ContentKind[]>({
  key: 'content.kinds',
  group: 'Content',
  title: 'Kinds of content',
  help: 'One per line: its name, the usual turnaround, and the time until its owner reviews it.',
  editor: { kind: 'rows', columns: { noticeDays: 'turnaround in working days', reviewMonths: 'months until review' } },
  schema: z
    .array(kind)
    .min(1, 'Keep at least one kind of content.')
    .max(50, 'There are at most 50 kinds of content.')
    .refine((kinds) => new Set(kinds.map(({ key }) => key)).size === kinds.length, 'Two kinds have the same key.')
    .refine(
      (kinds) => new Set(kinds.map(({ label }) => label.toLowerCase())).size === kinds.length,
      'Two kinds have the same name.',
    ),
  default: [
    of('case_study', 'Case study', 15, 12),
    of('data_sheet', 'Data sheet', 5, 6),
    of('white_paper', 'White paper', 20, 12),
    of('deck', 'Deck', 5, 6),
    of('one_pager', 'One-pager', 3, 6),
    of('email', 'Email', 2, 6),
    of('video', 'Video', 20, 12),
    of('blog_post', 'Blog post', 5, 12),
    of('pricing', 'Pricing', 3, 3),
    of(OTHER_KIND, 'Other', 5, 12),
  ],
});

/** The largest file that Baton keeps, in MB. */
export const mostMegabytes = setting<number>({
  key: 'content.file_megabytes',
  group: 'Content',
  title: 'Largest file',
  help: 'Add a larger file to the library as a link.',
  editor: { kind: 'number', unit: ['MB', 'MB'] },
  adminsOnly: true,
  schema: z
    .int('Enter a whole number of MB.')
    .min(1, 'At least 1 MB.')
    .max(1000, 'At most 1,000 MB, which is Slack’s limit.'),
  default: 100,
});

export const kindsOf = (db: Db): ContentKind[] => settingOf(db, contentKinds);

/** The label; for a kind that left the list, its key in words. */
export function kindLabel(kinds: readonly ContentKind[], key: string): string {
  const known = kinds.find((one) => one.key === key)?.label;
  const words = key.replaceAll('_', ' ');
  return known ?? words.charAt(0).toUpperCase() + words.slice(1);
}
