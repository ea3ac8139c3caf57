import { momentOfRating, ratingOf } from '../../src/leads/quality/queries.ts';
import { rateLead } from '../../src/leads/quality/rate.ts';
import { readQualityWeek } from '../../src/leads/quality/week.ts';
import type { Rating } from '../../src/leads/types.ts';
import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { qualityQuestion, RATE, RATE_FORM, rateActions, rateModal, readRate } from '../../views/leads/quality.ts';
import { QUALITY_ALL, QUALITY_PAGE, qualityModal, readQualityCarry } from '../../views/leads/quality-report.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { historyPage } from './history.ts';
import { leadFor } from './lead.ts';

/** Ratings by one press, and the whole weekly report of a marketer. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  for (const [rating, actionId] of Object.entries(rateActions) as [Rating, string][]) {
    router.press(actionId, {
      allow: 'lead.rate',
      resource: ({ value, person }) => leadFor(deps, idIn(value), person),
      change: (tx, { resource: { lead, actor } }, now) =>
        rateLead(tx, { leadId: lead.id, actor, moment: 'touch', rating }, now),
      run: ({ changed: lead, person: { id: userId } }) => ({
        say: qualityQuestion(lead, ratingOf(db, { leadId: lead.id, userId, moment: 'touch' }) ?? null),
        replaces: true,
      }),
    });
  }

  router.press(RATE, {
    allow: 'lead.rate',
    resource: ({ value, person }) => leadFor(deps, idIn(value), person),
    run: ({ resource: { lead }, person: { id: userId } }) => {
      const moment = momentOfRating(db, lead.id, userId);
      if (moment) return { open: rateModal(lead, moment, ratingOf(db, { leadId: lead.id, userId, moment })) };
      throw new UserError('You can rate a lead once you have contacted or declined it.');
    },
  });

  router.submit(RATE_FORM, {
    allow: 'lead.rate',
    read: readRate,
    resource: ({ ref, person }) => leadFor(deps, ref.leadId, person),
    change: (tx, { ref, value, resource: { actor } }, now) => rateLead(tx, { ...ref, ...value, actor }, now),
    // Opened from the history, which shows the new rating.
    run: ({ resource: { lead, actor } }) => ({
      previous: () => historyPage(deps, { leadId: lead.id, userId: actor.id }, 0),
    }),
  });

  router.press(QUALITY_ALL, {
    allow: 'lead.quality_report',
    run: ({ value: carry, person }) => ({ open: weekPage(deps, { page: 0, carry }, person.id) }),
  });

  router.page(QUALITY_PAGE, {
    allow: 'lead.quality_report',
    run: ({ person, ...at }) => weekPage(deps, at, person.id),
  });
}

/** A marketer sees the ratings of their own leads. */
function weekPage({ db, workspaceUrl }: Deps, { page, carry }: { page: number; carry: string }, userId: string) {
  const until = readQualityCarry(carry);
  const week = readQualityWeek(db, userId, until);
  if (!week) throw new UserError('The ratings of your leads in that week are no longer stored.');
  return qualityModal(week, { until, page, workspaceUrl });
}
