/** How a win compares with those of the year before it. */
import { sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { DAY_MS } from '../platform/time/units.ts';
import { winSizes } from './settings.ts';
import { hasValue, wins } from './table.ts';
import type { WinSize } from './types.ts';

const YEAR_MS = 365 * DAY_MS;
/** Fewer wins are no measure. */
const LEAST_FOR_BIG = 10;
/** Fewer wins a year are not too many for a channel. */
const LEAST_FOR_SMALL = 100;

const year = prepared((db) =>
  db
    .select({
      all: sql<number>`count(*)`,
      asLarge: sql<number>`coalesce(sum(${wins.cents} >= ${sql.placeholder('cents')}), 0)`,
      asSmall: sql<number>`coalesce(sum(${wins.cents} <= ${sql.placeholder('cents')}), 0)`,
    })
    .from(wins)
    .where(
      sql`${wins.currency} = ${sql.placeholder('currency')} and ${hasValue} and ${wins.leadId} <> ${sql.placeholder('leadId')}
        and ${wins.wonAt} > ${sql.placeholder('from')} and ${wins.wonAt} <= ${sql.placeholder('to')}`,
    )
    .prepare(),
);

interface Valued {
  leadId: number;
  wonAt: Date;
  cents: number | null;
  currency: string | null;
}

/** Currencies are never compared with each other. */
export function sizeOf(db: Db, { leadId, wonAt, cents, currency }: Valued): WinSize {
  if (cents === null || currency === null) return 'usual';
  const { big, small } = settingOf(db, winSizes);
  const to = wonAt.getTime();
  const { all = 0, asLarge = 0, asSmall = 0 } = year(db).get({ leadId, currency, cents, from: to - YEAR_MS, to }) ?? {};
  if (all >= LEAST_FOR_BIG && asLarge * 100 < big * all) return 'big';
  return all >= LEAST_FOR_SMALL && asSmall * 100 < small * all ? 'small' : 'usual';
}
