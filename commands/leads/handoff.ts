import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { appendToLead, type HandOff, handOff } from '../../src/leads/acts/handoff.ts';
import { guessFromCommand, guessFromMessage, type LeadGuess } from '../../src/leads/extract.ts';
import { knownLead, requireLead } from '../../src/leads/queries.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { campaignsLike, sourcesLike } from '../../src/leads/sources.ts';
import type { Lead } from '../../src/leads/table.ts';
import { idempotently, wasDone } from '../../src/platform/db/idempotency.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { messageLink } from '../../src/platform/slack/mrkdwn.ts';
import { keepDraft, openView, requireDraft } from '../../src/platform/slack/open-view.ts';
import { isOfTeam, requireColleague } from '../../src/teams/membership.ts';
import { requireSalesTeam, requireTeam, teamsOfKind } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import { REOPEN_HANDOFF, reopenHandoff } from '../../views/kit/reopen.ts';
import { KNOWN_LEAD, knownLeadModal, readKnownLead } from '../../views/leads/duplicate.ts';
import { handedOffModal } from '../../views/leads/handed-off.ts';
import {
  CAMPAIGN,
  HANDOFF,
  handoffModal,
  type KeptHandoff,
  keptHandoff,
  type MessageRef,
  nameOptions,
  readHandoff,
  SOURCE,
} from '../../views/leads/handoff.ts';
import type { Deps } from '../deps.ts';
import { openFirstTeam } from '../teams/teams.ts';
import { definitionsOf } from './definition.ts';

/** What the form is to be filled with; kept as a draft when the modal could not be opened in time. */
interface Start {
  guess: LeadGuess;
  message?: MessageRef;
}

/** Marketing hands a lead off: `/handoff`, the shortcut, or a message that became a lead. */
export function register(app: App, deps: Deps): void {
  app.command('/handoff', async ({ ack, command, respond }) => {
    await ack();
    const start = { guess: guessFromCommand(command.text) };
    await openHandoff(deps, { userId: command.user_id, triggerId: command.trigger_id, start }, respond);
  });

  app.shortcut({ callback_id: 'handoff', type: 'shortcut' }, async ({ ack, shortcut }) => {
    await ack();
    await openHandoff(deps, { userId: shortcut.user.id, triggerId: shortcut.trigger_id, start: { guess: {} } });
  });

  app.shortcut({ callback_id: 'handoff_message', type: 'message_action' }, async ({ ack, shortcut, respond }) => {
    await ack();
    const { message, channel } = shortcut;
    const start = {
      guess: guessFromMessage(textOfMessage(message)),
      message: { channel: channel.id, ts: message.ts, threadTs: message.thread_ts as string | undefined },
    };
    await openHandoff(deps, { userId: shortcut.user.id, triggerId: shortcut.trigger_id, start }, respond);
  });

  app.action<BlockAction<ButtonAction>>(REOPEN_HANDOFF, async ({ ack, body, action, respond }) => {
    await ack();
    const start = requireDraft(deps.db, { id: action.value ?? '', userId: body.user.id, kind: HANDOFF }) as Start;
    await openHandoff(deps, { userId: body.user.id, triggerId: body.trigger_id, start }, respond);
  });

  app.options(SOURCE, async ({ ack, options }) => {
    await ack({ options: nameOptions(sourcesLike(deps.db, options.value, 99), options.value) });
  });

  app.options(CAMPAIGN, async ({ ack, options }) => {
    await ack({ options: nameOptions(campaignsLike(deps.db, options.value, 99), options.value) });
  });

  app.view(HANDOFF, async ({ ack, body, view }) => {
    const { message, form } = readHandoff(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const { team: teamId, seller: assigneeId, ...lead } = form.value;
    await requireColleague(deps.directory, body.user.id);
    const team = requireSalesTeam(deps.db, teamId);
    const fault = await sellerFault(deps, team, assigneeId);
    if (fault) return ack({ response_action: 'errors', errors: { seller: fault } });

    const handoff: HandOff = {
      form: lead,
      teamId,
      assigneeId,
      marketerId: body.user.id,
      messageLink: linkOf(deps, message),
      earlierLeadId: null,
    };
    const key = `view:${view.id}`;
    const now = deps.now();
    await refreshRoster(deps, team, now);
    // In one transaction, so that of two who hand off the same person at once the second is asked.
    const { known, handedOff } = await deps.write((tx) => {
      const found = knownLead(tx, lead);
      // What comes twice is answered twice the same.
      if (wasDone(tx, key)) return { handedOff: found };
      if (!found) return { handedOff: idempotently(tx, key, now, () => handOff(tx, handoff, now)) };
      const content: KeptHandoff = { ...handoff, knownLeadId: found.id };
      return {
        known: { lead: found, draftId: keepDraft(tx, { userId: body.user.id, kind: KNOWN_LEAD, content }, now) },
      };
    });
    if (known) return ack({ response_action: 'update', view: knownLeadModal(known.lead, known.draftId) });
    await ack(said(deps, handedOff)); // after the commit: what was acknowledged is never lost
  });

  app.view(KNOWN_LEAD, async ({ ack, body, view }) => {
    const { draftId, form } = readKnownLead(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await requireColleague(deps.directory, body.user.id);
    const draft = requireDraft(deps.db, { id: draftId, userId: body.user.id, kind: KNOWN_LEAD });
    const { knownLeadId, ...kept } = keptHandoff.parse(draft);
    const now = deps.now();
    await refreshRoster(deps, requireSalesTeam(deps.db, kept.teamId), now);
    const isAppended = form.value.choice === 'append';
    const key = `view:${view.id}`;
    const lead = await deps.write((tx) => {
      if (wasDone(tx, key)) return isAppended ? requireLead(tx, knownLeadId) : knownLead(tx, kept.form);
      const handoff = { ...kept, marketerId: body.user.id };
      return idempotently(tx, key, now, () =>
        isAppended
          ? appendToLead(tx, requireLead(tx, knownLeadId), handoff, now)
          : handOff(tx, { ...handoff, earlierLeadId: knownLeadId }, now),
      );
    });
    await ack(said(deps, lead, isAppended));
  });
}

/** That it arrived; a repetition of what was said already closes what is left of the form. */
function said({ db }: Deps, lead: Lead | undefined, isAppended = false) {
  if (!lead) return { response_action: 'clear' as const };
  const view = handedOffModal({ lead, team: requireTeam(db, lead.teamId), isAppended });
  return { response_action: 'update' as const, view };
}

type Respond = (
  message: { response_type: 'ephemeral'; replace_original: false } & ReturnType<typeof reopenHandoff>,
) => Promise<unknown>;

/** Opens the form of a hand-off; where Slack has given up on the trigger, a button that does is offered. */
export async function openHandoff(
  deps: Deps,
  { userId, triggerId, start, onTop = false }: { userId: string; triggerId: string; start: Start; onTop?: boolean },
  respond?: Respond,
): Promise<void> {
  const colleague = await requireColleague(deps.directory, userId);
  const teams = teamsOfKind(deps.db, 'sales');
  if (teams.length === 0) return openFirstTeam(deps, colleague, triggerId);
  const definitions = definitionsOf(deps, teams);
  if (await openView(deps.modals, { triggerId, onTop }, handoffModal({ teams, definitions, ...start }))) return;
  // Slack has given up on the trigger: a button brings a new one, and what was typed is kept for it.
  const draftId = await deps.write((tx) => keepDraft(tx, { userId, kind: HANDOFF, content: start }, deps.now()));
  if (respond) await respond({ response_type: 'ephemeral', replace_original: false, ...reopenHandoff(draftId) });
  else
    await deps.write((tx) =>
      enqueue(tx, { kind: 'reopen_handoff', facts: { userId, draftId }, lane: userId }, deps.now()),
    );
}

async function sellerFault(deps: Deps, team: Team, seller: string | null): Promise<string | undefined> {
  if (seller === null) return undefined;
  const [person, ofTeam] = await Promise.all([deps.directory.person(seller), isOfTeam(deps.directory, team, seller)]);
  if (!ofTeam) return `${person.name} is not in ${team.name}. Choose somebody who is, or nobody.`;
  if (!person.isMember) return `${person.name} cannot take leads: they are ${person.standing}.`;
  return undefined;
}

function linkOf({ workspaceUrl }: Deps, { channel, ts, threadTs }: MessageRef): string | null {
  return channel && ts ? messageLink(workspaceUrl, { channel, ts, threadTs }) : null;
}
