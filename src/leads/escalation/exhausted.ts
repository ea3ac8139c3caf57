import { and, eq, gte, sql } from '../../platform/db/drizzle.ts';
import type { Db } from '../../platform/db/open.ts';
import { teams } from '../../teams/table.ts';
import { withCard } from '../card-place.ts';
import type { NewsOfLead } from '../reads/batch-news.ts';
import { leadHistory, leads } from '../table.ts';

/** Leads whose escalation was exhausted since then, that still wait, and that this person has or answers for. */
export const exhaustedSince = (db: Db, userId: string, since: Date): NewsOfLead[] =>
  db
    .select({ lead: leads, entry: leadHistory })
    .from(leadHistory)
    .innerJoin(leads, eq(leads.id, leadHistory.leadId))
    .innerJoin(teams, eq(teams.id, leads.teamId))
    .where(
      and(
        eq(leadHistory.kind, 'routed'),
        gte(leadHistory.at, since),
        sql`json_extract(${leadHistory.details}, '$.why') = 'fallback'`,
        eq(leads.status, 'new'),
        sql`${userId} in (${leads.assigneeId}, ${teams.managerId})`,
      ),
    )
    .orderBy(leads.handedOffAt, leads.id)
    .all()
    .map(({ lead, entry }) => ({ lead: withCard(db, lead), entry }));
