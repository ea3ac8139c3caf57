import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { actorOn } from '../../src/leads/actor.ts';
import { momentOfRating, ratingOf } from '../../src/leads/quality/queries.ts';
import { rateLead } from '../../src/leads/quality/rate.ts';
import { readQualityWeek } from '../../src/leads/quality/week.ts';
import { requireLead } from '../../src/leads/queries.ts';
import type { Rating } from '../../src/leads/types.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { modalOf, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import { qualityQuestion, RATE, RATE_FORM, rateActions, rateModal, readRate } from '../../views/leads/quality.ts';
import { QUALITY_ALL, QUALITY_PAGE, qualityModal, readQualityCarry } from '../../views/leads/quality-report.ts';
import type { Deps } from '../deps.ts';
import { historyPage, leadIdOf } from './buttons.ts';

/** How good a lead is, in one press; and the whole of a marketer's weekly report. */
export function register(app: App, deps: Deps): void {
  for (const [rating, actionId] of Object.entries(rateActions) as [Rating, string][]) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action, respond }) => {
      const leadId = leadIdOf(action.value);
      const actor = await actorOn(deps, leadId, body.user.id);
      const key = { leadId, userId: actor.id, moment: 'touch' } as const;
      const lead = await deps.write((tx) => rateLead(tx, { ...key, actor, rating }, deps.now()));
      await ack();
      const said = ratingOf(deps.db, key) ?? null;
      await respond({ response_type: 'ephemeral', replace_original: true, ...qualityQuestion(lead, said) });
    });
  }

  app.action<BlockAction<ButtonAction>>(RATE, async ({ ack, body, action }) => {
    await ack();
    const leadId = leadIdOf(action.value);
    const { id: userId } = await actorOn(deps, leadId, body.user.id);
    const moment = momentOfRating(deps.db, leadId, userId);
    if (!moment) throw new UserError('You can say how good a lead is once you were in touch with it, or gave it back.');
    const view = rateModal(requireLead(deps.db, leadId), moment, ratingOf(deps.db, { leadId, userId, moment }));
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: modalOf(body) !== undefined }, view);
  });

  app.view(RATE_FORM, async ({ ack, body, view }) => {
    const { leadId, moment, form } = readRate(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const actor = await actorOn(deps, leadId, body.user.id);
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => rateLead(tx, { leadId, actor, moment, ...form.value }, now)),
    );
    await ack();
    // It was opened from the history, which shows it now.
    if (view.previous_view_id)
      await updateView(deps.modals, view.previous_view_id, historyPage(deps, { leadId, userId: actor.id }, 0));
  });

  app.action<BlockAction<ButtonAction>>(QUALITY_ALL, async ({ ack, body, action }) => {
    await ack();
    const view = await weekPage(deps, { page: 0, carry: action.value ?? '' }, body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(QUALITY_PAGE), async ({ ack, body, action }) => {
    await ack();
    const view = await weekPage(deps, readPage(action.value), body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', view);
  });
}

/** Everybody sees what was said of their own leads. */
async function weekPage(deps: Deps, { page, carry }: { page: number; carry: string }, userId: string) {
  await requireColleague(deps.directory, userId);
  const until = readQualityCarry(carry);
  const week = readQualityWeek(deps.db, userId, until);
  if (!week) throw new UserError('Nothing is left of what was said about your leads in that week.');
  return qualityModal(week, { until, page, workspaceUrl: deps.workspaceUrl });
}
