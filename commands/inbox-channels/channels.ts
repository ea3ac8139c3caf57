import { allInboxChannels, requireInboxChannel } from '../../src/inbox-channels/queries.ts';
import { removeInboxChannel, saveInboxChannel } from '../../src/inbox-channels/save.ts';
import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { teamById, teamsOfKind } from '../../src/teams/queries.ts';
import {
  INBOX_EDIT,
  INBOX_FORM,
  INBOX_NEW,
  INBOX_REMOVE,
  inboxesModal,
  inboxModal,
  readInbox,
} from '../../views/inbox-channels/channels.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { channelFault } from '../teams/teams.ts';

/** Managers choose the channels in which apps post leads: `/baton inboxes`. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;

  router.command('/baton inboxes', { allow: 'inbox.manage', run: () => ({ open: inboxesPage(deps) }) });

  router.press(INBOX_NEW, {
    allow: 'inbox.manage',
    run: ({ person }) => ({ open: inboxModal({ inbox: null, teams: salesTeams(deps), marketerId: person.id }) }),
  });

  router.press(INBOX_EDIT, {
    allow: 'inbox.manage',
    run: ({ value, person }) => ({
      open: inboxModal({ inbox: requireInboxChannel(db, idIn(value)), teams: salesTeams(deps), marketerId: person.id }),
    }),
  });

  router.submit(INBOX_FORM, {
    allow: 'inbox.manage',
    read: readInbox,
    check: async ({ value: { channelId, marketerId } }): Promise<Record<string, string>> => {
      const marketer = await deps.directory.person(marketerId);
      if (!marketer.isMember)
        return { marketerId: `${marketer.name} cannot hand leads off: they are ${marketer.standing}.` };
      const closed = await channelFault(deps, channelId, true);
      return closed ? { channelId: closed } : {};
    },
    change: (tx, { value, ref: { id }, person }, now) => saveInboxChannel(tx, value, { id, by: person.id }, now),
    run: () => ({ root: () => inboxesPage(deps) }),
  });

  router.press(INBOX_REMOVE, {
    allow: 'inbox.manage',
    change: (tx, { value, person }, now) => removeInboxChannel(tx, idIn(value), person.id, now),
    run: () => ({ update: inboxesPage(deps) }),
  });
}

const inboxesPage = ({ db }: Deps) =>
  inboxesModal({
    inboxes: allInboxChannels(db).map((inbox) => ({
      inbox,
      teamName: teamById(db, inbox.teamId)?.name ?? 'a former team',
    })),
    hasTeam: teamsOfKind(db, 'sales').length > 0,
  });

function salesTeams({ db }: Deps) {
  const teams = teamsOfKind(db, 'sales');
  if (teams.length === 0) throw new UserError('Create a sales team first: `/baton teams`.');
  return teams;
}
