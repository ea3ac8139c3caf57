import type { Db } from '../../src/platform/db/open.ts';
import { DAY_MS, HOUR_MS } from '../../src/platform/time/units.ts';

/**
 * The stories of seeded leads, as the scoreboard has counted them, so that a server does not begin with counting. Of ten
 * leads two are won, one is returned; times, sources and campaigns differ.
 */
export function addStories(db: Db): void {
  db.$client.exec(`
    insert into scoreboard_leads (lead_id, entry_id, team_id, source, campaign, marketer_id, seller_id, handed_off_at,
      accepted_at, accept_minutes, accept_clock_minutes, last_at, touched_at, touch_minutes, touch_clock_minutes,
      touch_missed_at, qualified_at, cents, currency, won_at, returned_at, return_reason, rating, rated_at)
    select id, 1000000000, team_id, 'Source ' || (id % 12), 'Campaign ' || (id % 40), handed_off_by, owner_id, handed_off_at,
      accepted_at, iif(accepted_at, 1 + id * 7919 % 90, null), iif(accepted_at, 1 + id * 7919 % 97, null),
      max(handed_off_at, iif(id % 4 = 0, handed_off_at + ${3 * HOUR_MS}, 0),
        coalesce(touched_at + iif(status = 'won', ${9 * DAY_MS}, iif(status = 'lost', ${2 * DAY_MS}, 0)), 0),
        iif(status = 'returned', handed_off_at + ${HOUR_MS}, 0)),
      touched_at, iif(touched_at, 1 + id * 7907 % 95, null), iif(touched_at, 1 + id * 7907 % 98, null),
      iif(touched_at and id % 7 = 0, touched_at, null),
      iif(status in ('won', 'lost'), touched_at + ${2 * DAY_MS}, null), iif(status in ('won', 'lost'), id % 1000 * 100000, null),
      iif(status in ('won', 'lost'), iif(id % 3, 'EUR', 'USD'), null),
      iif(status = 'won', touched_at + ${9 * DAY_MS}, null),
      iif(status = 'returned', handed_off_at + ${HOUR_MS}, null), iif(status = 'returned', 'Reason ' || (id % 8), null),
      iif(id % 4 = 0, 'good', null), iif(id % 4 = 0, handed_off_at + ${3 * HOUR_MS}, null)
    from leads;
    insert into scoreboard_progress (id, entry_id) select 1, max(id) from lead_history;`);
}

/** All days with a moment of a seeded lead are counted again. */
export function markAllDays(db: Db): void {
  db.$client.exec(`
    insert or ignore into scoreboard_tallies (view, level, day, marks, counted)
      select distinct 'cohort', 'day', handed_off_at / 86400000, 1, 0 from scoreboard_leads;
    insert or ignore into scoreboard_tallies (view, level, day, marks, counted)
      select distinct 'activity', 'day', at / 86400000, 1, 0 from (
        select handed_off_at as at from scoreboard_leads union all select qualified_at from scoreboard_leads
        union all select won_at from scoreboard_leads) where at is not null;`);
}
