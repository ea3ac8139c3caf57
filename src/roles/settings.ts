import { z } from 'zod';
import type { Db } from '../platform/db/open.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { setting } from '../platform/settings/setting.ts';
import { isHere } from '../teams/standing.ts';

/** Decides who does a thing when both managers leave it open for a week of work. */
export const executive = setting<string[]>({
  key: 'roles.executive',
  group: 'Running Baton',
  title: 'Executive for open questions of roles',
  help: '“Who does this?” goes to both managers. After a week without a common answer this person decides. Without one, it stays with the managers.',
  editor: { kind: 'people' },
  schema: z
    .array(z.string().regex(/^[UW][A-Z0-9]{1,20}$/, 'Use a Slack member ID, such as U0123ABC.'))
    .max(1, 'At most one person.'),
  default: [],
});

/** Undefined if no one is named, or they left. */
export const executiveOf = (db: Db): string | undefined =>
  settingOf(db, executive).find((userId) => isHere(db, userId));
