import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import { type Actor, actorOn } from '../../src/leads/actor.ts';
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { wakeLead } from '../../src/leads/acts/nurture.ts';
import { reopenLead, winLead } from '../../src/leads/acts/outcome.ts';
import { releaseLead } from '../../src/leads/acts/release.ts';
import { cardOf } from '../../src/leads/card-place.ts';
import { rules } from '../../src/leads/permissions.ts';
import { momentOfRating } from '../../src/leads/quality/queries.ts';
import { mayRate } from '../../src/leads/quality/rate.ts';
import { historyOf, requireLead, sizeOfHistory } from '../../src/leads/queries.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { modalOf, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireRule } from '../../src/platform/workflow.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import { leadActions, type MenuChoice } from '../../views/leads/card.ts';
import { done } from '../../views/leads/done.ts';
import { HISTORY_PAGE, HISTORY_PAGE_SIZE, historyModal } from '../../views/leads/history.ts';
import { NURTURE_LIST } from '../../views/leads/nurture.ts';
import type { Deps } from '../deps.ts';
import { openForm } from './forms.ts';
import { refreshList } from './list.ts';
import { refreshNurtured } from './nurture.ts';

type Act = (tx: Tx, act: { leadId: number; actor: Actor }, now: Date) => Lead;

/** Buttons that act at once, wherever they stand: on the card, in a digest, a list or a direct message. */
const acts: Record<string, Act> = {
  [leadActions.accept]: (tx, { leadId, actor }, now) => acceptLead(tx, { leadId, seller: actor, by: 'button' }, now),
  [leadActions.release]: releaseLead,
  [leadActions.win]: winLead,
  [leadActions.reopen]: reopenLead,
  [leadActions.wake]: wakeLead,
};

/** Buttons that ask something first. */
const forms = {
  [leadActions.decline]: 'decline',
  [leadActions.handBack]: 'hand_back',
  [leadActions.touch]: 'touch',
  [leadActions.qualify]: 'qualify',
  [leadActions.lose]: 'lose',
  [leadActions.nurture]: 'nurture',
  [leadActions.disqualify]: 'disqualify',
  [leadActions.note]: 'note',
} as const;

export function register(app: App, deps: Deps): void {
  for (const [actionId, act] of Object.entries(acts)) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action, respond }) => {
      await perform(deps, act, leadIdOf(action.value), body, respond);
      await ack();
    });
  }

  for (const [actionId, form] of Object.entries(forms)) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      await openForm(deps, form, leadIdOf(action.value), body);
    });
  }

  app.action<BlockAction<OverflowAction>>(leadActions.menu, async ({ ack, body, action, respond }) => {
    const [choice, id] = action.selected_option.value.split(':') as [MenuChoice, string];
    const leadId = leadIdOf(id);
    if (choice === 'reopen') await perform(deps, reopenLead, leadId, body, respond);
    await ack();
    if (choice === 'history') await openHistory(deps, leadId, body);
    else if (choice !== 'reopen') await openForm(deps, choice, leadId, body);
  });

  app.action<BlockAction<ButtonAction>>(leadActions.history, async ({ ack, body, action }) => {
    await ack();
    await openHistory(deps, leadIdOf(action.value), body);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(HISTORY_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { page, carry } = readPage(action.value);
    const leadId = leadIdOf(carry);
    await requireReader(deps, leadId, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', historyPage(deps, { leadId, userId: body.user.id }, page));
  });
}

type Respond = (
  message: ReturnType<typeof done> & { response_type: 'ephemeral'; replace_original: false },
) => Promise<unknown>;

async function perform(deps: Deps, act: Act, leadId: number, body: BlockAction, respond?: Respond): Promise<void> {
  const actor = await actorOn(deps, leadId, body.user.id);
  const lead = await deps.write((tx) => act(tx, { leadId, actor }, deps.now()));
  const modal = modalOf(body);
  if (modal?.callback_id === NURTURE_LIST) {
    return refreshNurtured(deps, { viewId: modal.id, carry: modal.private_metadata });
  }
  if (modal) return refreshList(deps, { viewId: modal.id, carry: modal.private_metadata, userId: actor.id });
  // The card changes before one's eyes, and so does a home; a digest or a direct message does not.
  if (!body.view && body.message?.ts !== cardOf(deps.db, leadId)?.ts) {
    await respond?.({ response_type: 'ephemeral', replace_original: false, ...done(lead) });
  }
}

async function requireReader(deps: Deps, leadId: number, userId: string): Promise<void> {
  requireRule(rules.salesAndMarketing, requireLead(deps.db, leadId), await actorOn(deps, leadId, userId));
}

async function openHistory(deps: Deps, leadId: number, body: BlockAction): Promise<void> {
  await requireReader(deps, leadId, body.user.id);
  await requireView(
    deps.modals,
    { triggerId: body.trigger_id, onTop: modalOf(body) !== undefined },
    historyPage(deps, { leadId, userId: body.user.id }, 0),
  );
}

/** A page of all that was done to a lead; who worked on it can say there how good it is. */
export function historyPage({ db }: Deps, { leadId, userId }: { leadId: number; userId: string }, page: number) {
  const lead = requireLead(db, leadId);
  return historyModal({
    lead,
    entries: historyOf(db, leadId, { limit: HISTORY_PAGE_SIZE, offset: page * HISTORY_PAGE_SIZE }),
    page,
    total: sizeOfHistory(db, leadId),
    mayRate: mayRate(lead, userId) && momentOfRating(db, leadId, userId) !== undefined,
  });
}

/** Came through the person's client: nonsense finds no lead. */
export const leadIdOf = (value: string | undefined): number => (/^\d{1,15}$/.test(value ?? '') ? Number(value) : 0);
