import type { Db } from '../../platform/db/open.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { consumerDomains, ownDomains } from '../company-domain.ts';
import { phoneCountryOf } from '../phone-country.ts';
import type { ReadingContext } from './lead-guess.ts';

/** Texts are read as a sales team would read them. A workspace northwind.slack.com is one of northwind.com, or .de. */
export const readingContext = ({ db, workspaceUrl }: { db: Db; workspaceUrl: string }): ReadingContext => ({
  country: phoneCountryOf(db, teamsOfKind(db, 'sales')),
  ownDomains: [...settingOf(db, ownDomains), new URL(workspaceUrl).hostname.split('.')[0] ?? ''],
  consumerDomains: settingOf(db, consumerDomains),
});
