import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { withCard } from '../../src/leads/card-place.ts';
import { validEmail, validPhone } from '../../src/leads/contact.ts';
import { leadsLike } from '../../src/leads/reads/typeahead.ts';
import type { Lead } from '../../src/leads/table.ts';
import { dropRemovedTexts } from '../../src/library/search/removed-texts.ts';
import { truncateWal } from '../../src/platform/db/truncate-wal.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { updateNamedView, updateView } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { forgetColleague, leaversToErase, planForColleague } from '../../src/privacy/colleague.ts';
import { type Contact, forgetContact, leadsOfContact, planForContact } from '../../src/privacy/contact.ts';
import { amongOthers, eraseOtherTexts } from '../../src/privacy/mentions.ts';
import { placeLines } from '../../src/privacy/places.ts';
import { emptyThreads } from '../../src/privacy/threads.ts';
import {
  askWhom,
  chooseContact,
  colleagueErased,
  colleagueModal,
  contactModal,
  erased,
  erasing,
  FORGET_ASK_FORM,
  FORGET_CHOICE,
  FORGET_COLLEAGUE_FORM,
  FORGET_FORM,
  FORGET_LEAVER,
  MOST_FOUND,
  MOST_LEAVERS,
  readForget,
  readForgetColleague,
  readWhom,
} from '../../views/privacy/forget.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton forget`: an admin erases a person, after a list of what goes and where. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'person.forget';

  router.command('/baton forget', {
    allow,
    run: async () => ({ open: askWhom(await leaversToErase(deps, MOST_LEAVERS)) }),
  });
  router.command('/baton forget …', { allow, run: async ({ text }) => opened(await listFor(deps, text)) });

  router.submit(FORGET_ASK_FORM, {
    allow,
    read: readWhom,
    run: async ({ value }) => updated(await listFor(deps, value.who)),
  });

  router.press(FORGET_CHOICE, {
    allow,
    run: ({ value }) => updated(contactFor(deps, { leadId: idIn(value) })),
  });

  router.press(FORGET_LEAVER, { allow, run: async ({ value }) => ({ update: await colleagueFor(deps, value) }) });

  router.submit(FORGET_FORM, {
    allow,
    read: readForget,
    change: (tx, { value, ref: { leadId }, person }, now) => {
      const found = leadsOfContact(tx, { leadId });
      if (!isName(found, value.name)) throw new FormError({ name: 'This is not the name. Type it as it is shown.' });
      forgetContact(tx, deps.erasureLog, found, person.id, now);
    },
    run: ({ view }) => ({
      update: erasing(),
      afterwards: async () => {
        await eraseOtherTexts(deps);
        await emptyThreads(deps, NEVER);
        await dropRemovedTexts(deps);
        truncateWal(deps.db);
        await updateView(deps.modals, view.id, erased());
      },
    }),
  });

  router.submit(FORGET_COLLEAGUE_FORM, {
    allow,
    read: readForgetColleague,
    check: async ({ ref }) => {
      await requireGone(deps, ref.userId);
      return undefined;
    },
    change: (tx, { ref, person }, now) =>
      forgetColleague(tx, deps.erasureLog, { userId: ref.userId, by: person.id }, now),
    run: () => ({ update: colleagueErased() }),
  });
}

const NEVER = new AbortController().signal;

const isName = (found: Lead[], typed: string): boolean =>
  found.some(({ name }) => name.trim().toLowerCase() === typed.trim().toLowerCase());

interface List {
  view: ModalView;
  /** Draws it again, with what takes longer to find. */
  afterwards?: () => Promise<void>;
}

const opened = ({ view, ...rest }: List): Answer => ({ open: view, ...rest });
const updated = (list: List | undefined): Answer | undefined => list && { update: list.view, ...withoutView(list) };
const withoutView = ({ view: _, ...rest }: List) => rest;

/** The list of what goes, or a choice where the words may mean several people. */
async function listFor(deps: Deps, typed: string): Promise<List> {
  const userId = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed)?.[1] ?? /^([UW][A-Z0-9]{8,})$/.exec(typed)?.[1];
  if (userId !== undefined) return { view: await colleagueFor(deps, userId) };
  const contact = { email: validEmail(typed), phone: validPhone(typed) };
  const found = (contact.email ?? contact.phone) ? contactFor(deps, contact) : undefined;
  if (found) return found;
  return { view: chooseContact(leadsLike(deps.db, { typed, sight: EVERY_LEAD, limit: MOST_FOUND }), typed) };
}

/** Admins erase whoever asks, in any team. */
const EVERY_LEAD = { userId: '', teamIds: 'every' as const };

/** Slack waits three seconds for a modal; reading every text can take longer. */
function contactFor({ db, modals, workspaceUrl }: Deps, contact: Contact): List | undefined {
  const found = leadsOfContact(db, contact);
  if (found.length === 0) return undefined;
  const own = found.map(({ id }) => id);
  const externalId = `forget:${randomUUID()}`;
  const draw = (places: string[] | undefined) =>
    contactModal({ leads: found.map((lead) => withCard(db, lead)), places, externalId, workspaceUrl });
  return {
    view: draw(undefined),
    afterwards: async () => {
      const { mentions } = await planForContact(db, contact);
      await updateNamedView(modals, draw(placeLines(amongOthers(db, mentions, own))));
    },
  };
}

async function colleagueFor(deps: Deps, userId: string) {
  await requireGone(deps, userId);
  const rows = Object.values(planForColleague(deps.db, userId));
  return colleagueModal({ userId, goes: rows.reduce((sum, count) => sum + count, 0) });
}

/** @throws UserError for a person who is here: Baton would know them again at once. */
async function requireGone({ directory }: Deps, userId: string): Promise<void> {
  const { isMember, name } = await directory.person(userId);
  if (isMember) throw new UserError(`${name} is still a member of this workspace. Deactivate them in Slack first.`);
}
