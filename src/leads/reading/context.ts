import type { Db } from '../../platform/db/open.ts';
import { settingOf } from '../../platform/settings/queries.ts';
import { teamsOfKind } from '../../teams/queries.ts';
import { consumerDomains, ownDomains } from '../company-domain.ts';
import { phoneCountryOf } from '../phone-country.ts';
import type { ReadingContext } from './lead-guess.ts';

/** The facts with which a sales team reads texts. The workspace northwind.slack.com belongs to northwind.com, northwind.de or the like. */
export const readingContext = ({ db, workspaceUrl }: { db: Db; workspaceUrl: string }): ReadingContext => ({
  country: phoneCountryOf(db, teamsOfKind(db, 'sales')),
  ownDomains: [...settingOf(db, ownDomains), new URL(workspaceUrl).hostname.split('.')[0] ?? ''],
  consumerDomains: settingOf(db, consumerDomains),
});
