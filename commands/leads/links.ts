import { leadIdIn } from '../../src/leads/links/address.ts';
import { unfurlLead } from '../../src/leads/links/unfurl.ts';
import { channelSees, personSees } from '../../src/leads/links/where.ts';
import { leadById } from '../../src/leads/queries.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The number of links of one message that are shown. */
const MOST_LINKS = 5;

/** Links to leads in messages of people: `https://baton.acme.example/lead/123`, with PUBLIC_URL. */
export function routes(router: Router, deps: Deps): void {
  const { db, publicUrl, write, now } = deps;
  router.event('link_shared', {
    allow: 'slack.event',
    run: async ({ event, key }) => {
      const { channel, message_ts: ts, user: userId, links } = event;
      // While a person still writes, no one knows who will read it.
      if (publicUrl === undefined || event.source === 'composer') return;
      const found = links.flatMap(({ url }) => {
        const lead = leadById(db, leadIdIn(url, publicUrl) ?? 0);
        return lead && channelSees(db, channel, lead) ? [{ url, lead }] : [];
      });
      for (const { url, lead } of found.slice(0, MOST_LINKS)) {
        if (!(await personSees(deps, userId, lead))) continue;
        const at = now();
        await write((tx) =>
          idempotently(tx, `${key}:${lead.id}`, at, () => unfurlLead(tx, { channel, ts, url, leadId: lead.id }, at)),
        );
      }
    },
  });
}
