import type { ByActor } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { wakeLead } from '../../src/leads/acts/nurture.ts';
import { reopenLead } from '../../src/leads/acts/outcome.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { cardOf } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { isLive } from '../../src/platform/outbox/live-messages.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import type { Pressed } from '../../src/platform/slack/routes.ts';
import { leadActions } from '../../views/leads/actions.ts';
import { done } from '../../views/leads/done.ts';
import { NURTURE_LIST } from '../../views/leads/nurture.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { leadFor } from './lead.ts';
import { listAgain } from './list.ts';
import { nurturedAgain } from './nurture.ts';

type Act = (tx: Tx, act: ByActor, now: Date) => Lead;

/** Buttons that act at once, on the card, in a digest, a list or a direct message. */
const acts = {
  accept: (tx, { leadId, actor }, now) => acceptLead(tx, { leadId, seller: actor, by: 'button' }, now),
  release: releaseLead,
  reopen: reopenLead,
  wake: wakeLead,
} satisfies Record<string, Act>;

export function routes(router: Router, deps: Deps): void {
  for (const [name, act] of Object.entries(acts) as [keyof typeof acts, Act][]) {
    router.press([leadActions[name], `${leadActions.menu} ${name}`], {
      allow: `lead.${name}`,
      resource: ({ value, person }) => leadFor(deps, idIn(value), person),
      change: (tx, { resource: { lead, actor } }, now) => act(tx, { leadId: lead.id, actor }, now),
      run: ({ changed, ...pressed }) => shown(deps, changed, pressed),
    });
  }
}

async function shown(deps: Deps, lead: Lead, { modal, isHome, message, person }: Pressed) {
  if (modal?.callback_id === NURTURE_LIST) return { update: nurturedAgain(deps, modal.private_metadata) };
  if (modal) return { update: await listAgain(deps, modal.private_metadata, person) };
  // The person sees a card, a home or a live message change; a digest stays as it is.
  const isSeen = isHome || (message && (message.ts === cardOf(deps.db, lead.id)?.ts || isLive(deps.db, message)));
  return isSeen ? undefined : { say: done(lead) };
}
