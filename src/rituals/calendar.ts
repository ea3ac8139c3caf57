import type { Db } from '../platform/db/open.ts';
import { oldestSalesTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';

/** The team whose working time counts for rituals; without it, none begins. */
export const ritualCalendar = (db: Db): Team | undefined => oldestSalesTeam(db);
