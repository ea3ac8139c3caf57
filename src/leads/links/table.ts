import { index, integer, primaryKey, sqliteTable, text } from '../../platform/db/drizzle.ts';
import { leads } from '../table.ts';

/** Links to leads that Baton shows below messages of people: they follow the lead, as its card does. */
export const leadUnfurls = sqliteTable(
  'lead_unfurls',
  {
    channel: text().notNull(),
    ts: text().notNull(),
    url: text().notNull(),
    leadId: integer()
      .notNull()
      .references(() => leads.id),
    at: integer({ mode: 'timestamp_ms' }).notNull(),
  },
  (shown) => [
    primaryKey({ columns: [shown.channel, shown.ts, shown.url] }),
    index('lead_unfurls_of_lead').on(shown.leadId),
  ],
);
