import { noteHandedOff } from '../../src/inbox-channels/decide.ts';
import { type HandOff, handOff } from '../../src/leads/acts/handoff.ts';
import { handOffKnown, waysWith } from '../../src/leads/acts/known.ts';
import { marketerOf } from '../../src/leads/marketer.ts';
import { phoneCountryOf } from '../../src/leads/phone-country.ts';
import { findDuplicate, isSurelySame, requireLead } from '../../src/leads/queries.ts';
import { readCommand } from '../../src/leads/reading/command.ts';
import { readingContext } from '../../src/leads/reading/context.ts';
import type { LeadGuess } from '../../src/leads/reading/lead-guess.ts';
import { readMessage } from '../../src/leads/reading/message.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { campaignsLike, sourcesLike } from '../../src/leads/sources.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { KnownWay } from '../../src/leads/types.ts';
import { idempotently, wasDone } from '../../src/platform/db/idempotency.ts';
import { FormError } from '../../src/platform/errors.ts';
import { enqueue } from '../../src/platform/outbox/enqueue.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { textOfMessage } from '../../src/platform/slack/message-text.ts';
import { messageLink, placeIn } from '../../src/platform/slack/mrkdwn.ts';
import { keepDraft, requireDraft } from '../../src/platform/slack/open-view.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { citedLine } from '../../src/roles/queries.ts';
import { takerFault } from '../../src/teams/membership.ts';
import { requireSalesTeam, requireTeam, teamById, teamsOfKind } from '../../src/teams/queries.ts';
import { REOPEN_HANDOFF, reopenHandoff } from '../../views/kit/reopen.ts';
import { DUPLICATE, duplicateModal, readDuplicate } from '../../views/leads/duplicate.ts';
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
import type { Router } from '../guard.ts';
import { firstTeamForm } from '../teams/teams.ts';
import { definitionsOf } from './definition.ts';
import { leadFor } from './lead.ts';

/** Initial values of the form; kept as a draft if the modal could not be opened in time. */
export interface Start {
  guess: LeadGuess;
  message?: MessageRef;
}

/** Marketing hands a lead off: `/handoff`, the shortcut, or a message that became a lead. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  router.command('/handoff', {
    allow: 'lead.hand_off',
    run: ({ text, person }) => handoffForm(deps, person, { guess: readCommand(text, readingContext(deps)) }),
  });

  router.shortcut('handoff', { allow: 'lead.hand_off', run: ({ person }) => handoffForm(deps, person) });

  router.messageShortcut('handoff_message', {
    allow: 'lead.hand_off',
    run: ({ message, channelId, person }) =>
      handoffForm(deps, person, {
        guess: readMessage(textOfMessage(message), readingContext(deps)),
        message: { channel: channelId, ts: message.ts, threadTs: message.thread_ts },
      }),
  });

  router.press(REOPEN_HANDOFF, {
    allow: 'lead.hand_off',
    run: ({ value: id, person }) =>
      handoffForm(deps, person, requireDraft(db, { id, userId: person.id, kind: HANDOFF }) as Start),
  });

  router.options(SOURCE, {
    allow: 'lead.hand_off',
    run: ({ typed }) => nameOptions(sourcesLike(db, typed, 99), typed),
  });

  router.options(CAMPAIGN, {
    allow: 'lead.hand_off',
    run: ({ typed }) => nameOptions(campaignsLike(db, typed, 99), typed),
  });

  router.submit(HANDOFF, {
    allow: 'lead.hand_off',
    read: (view) =>
      readHandoff(view, (teamId) => {
        const team = teamById(db, teamId);
        return phoneCountryOf(db, team ? [team] : []);
      }),
    run: async ({ value, ref: { message }, person, key, now }) => {
      const { team: teamId, seller: assigneeId, ...lead } = value;
      const team = requireSalesTeam(db, teamId);
      if (assigneeId !== null) {
        const fault = await takerFault(deps, { team, userId: assigneeId, thing: 'lead' });
        if (fault) throw new FormError({ seller: fault });
      }
      const messageLink = linkOf(deps, message);
      const handoff: HandOff = {
        form: lead,
        teamId,
        assigneeId,
        marketerId: person.id,
        messageLink,
        earlierLeadId: null,
      };
      await refreshRoster(deps, team, now);
      // In one transaction, so that if two people hand off the same person at once, the second is asked.
      const { known, handedOff } = await deps.write((tx) => {
        const found = findDuplicate(tx, lead);
        // A repeated submission gets the same answer.
        if (wasDone(tx, key)) return { handedOff: found };
        if (!found) {
          const lead = idempotently(tx, key, now, () => handOff(tx, handoff, now));
          if (lead) noteHandedOff(tx, message, { lead, by: person.id }, now);
          return { handedOff: lead };
        }
        const content: KeptHandoff = { ...handoff, knownLeadId: found.id };
        return {
          known: { lead: found, draftId: keepDraft(tx, { userId: person.id, kind: DUPLICATE, content }, now) },
        };
      });
      if (!known) return said(deps, handedOff, person);
      const { actor } = await leadFor(deps, known.lead.id, person);
      const ways = waysWith(known.lead, { teamId, actor });
      return { update: duplicateModal({ ...known, ways, isSame: isSurelySame(known.lead, lead) }) };
    },
  });

  router.submit(DUPLICATE, {
    allow: 'lead.hand_off',
    read: readDuplicate,
    run: async ({ value: { choice }, ref: { draftId }, person, key, now }) => {
      const draft = requireDraft(db, { id: draftId, userId: person.id, kind: DUPLICATE });
      const { knownLeadId, ...kept } = keptHandoff.parse(draft);
      await refreshRoster(deps, requireSalesTeam(db, kept.teamId), now);
      const { actor } = await leadFor(deps, knownLeadId, person);
      const lead = await deps.write((tx) => {
        if (wasDone(tx, key)) return choice === 'again' ? findDuplicate(tx, kept.form) : requireLead(tx, knownLeadId);
        const handoff = { ...kept, marketerId: person.id, earlierLeadId: null };
        const done = idempotently(tx, key, now, () =>
          handOffKnown(tx, { ...handoff, way: choice, knownLeadId, actor }, now),
        );
        if (done && kept.messageLink) noteHandedOff(tx, placeIn(kept.messageLink), { lead: done, by: person.id }, now);
        return done;
      });
      return said(deps, lead, person, choice);
    },
  });
}

/** Confirms the hand-off. A repeated submission, whose lead may be closed by now, only closes the form. */
function said({ db }: Deps, lead: Lead | undefined, { id }: Person, way: KnownWay = 'again'): Answer {
  if (!lead) return { clear: true };
  const isTold = marketerOf(db, lead) === id;
  return { update: handedOffModal({ lead, team: requireTeam(db, lead.teamId), way, isTold }) };
}

/** The hand-off form, or the first step of the set-up in a workspace without a team. */
export async function handoffForm(deps: Deps, person: Person, start: Start = { guess: {} }): Promise<Answer> {
  const teams = teamsOfKind(deps.db, 'sales');
  if (teams.length === 0) return { open: await firstTeamForm(deps, person) };
  return {
    open: handoffModal({
      teams,
      definitions: definitionsOf(deps, teams),
      role: citedLine(deps.db, 'handoff'),
      ...start,
    }),
    keep: {
      kind: HANDOFF,
      content: start,
      offer: reopenHandoff,
      post: (tx, draftId) =>
        enqueue(tx, 'reopen_handoff', { userId: person.id, draftId }, { orderingKey: person.id }, deps.now()),
    },
  };
}

function linkOf({ workspaceUrl }: Deps, { channel, ts, threadTs }: MessageRef): string | null {
  return channel && ts ? messageLink(workspaceUrl, { channel, ts, threadTs }) : null;
}
