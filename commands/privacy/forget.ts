import { withCard } from '../../src/leads/card-place.ts';
import { validEmail, validPhone } from '../../src/leads/contact.ts';
import { leadsLike } from '../../src/leads/reads/typeahead.ts';
import { dropRemovedTexts } from '../../src/library/search/removed-texts.ts';
import { truncateWal } from '../../src/platform/db/truncate-wal.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { updateView } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { forgetColleague, planForColleague } from '../../src/privacy/colleague.ts';
import { type Contact, type ContactPlan, forgetContact, planForContact } from '../../src/privacy/contact.ts';
import { amongOthers } from '../../src/privacy/mentions.ts';
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
  MOST_FOUND,
  readForget,
  readForgetColleague,
  readWhom,
} from '../../views/privacy/forget.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton forget`: an admin erases a person, after a list of what goes and where. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'person.forget';

  router.command('/baton forget', { allow, run: () => ({ open: askWhom() }) });
  router.command('/baton forget …', { allow, run: async ({ text }) => ({ open: await modalFor(deps, text) }) });

  router.submit(FORGET_ASK_FORM, {
    allow,
    read: readWhom,
    run: async ({ value }) => ({ update: await modalFor(deps, value.who) }),
  });

  router.press(FORGET_CHOICE, {
    allow,
    run: async ({ value }) => ({ update: await contactFor(deps, { leadId: idIn(value) }) }),
  });

  router.submit(FORGET_FORM, {
    allow,
    read: readForget,
    resource: async ({ ref }) => ({ teamId: null, plan: await planForContact(deps.db, { leadId: ref.leadId }) }),
    change: (tx, { value, resource: { plan }, person }, now) => {
      if (!isName(plan, value.name)) throw new FormError({ name: 'This is not the name. Type it as it is shown.' });
      forgetContact(tx, deps.erasureLog, plan, person.id, now);
    },
    run: ({ view }) => ({
      update: erasing(),
      afterwards: async () => {
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

const isName = ({ leads }: ContactPlan, typed: string): boolean =>
  leads.some(({ name }) => name.trim().toLowerCase() === typed.trim().toLowerCase());

/** The list of what goes, or a choice where the words may mean several people. */
async function modalFor(deps: Deps, typed: string) {
  const userId = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed)?.[1] ?? /^([UW][A-Z0-9]{8,})$/.exec(typed)?.[1];
  if (userId !== undefined) return colleagueFor(deps, userId);
  const contact = { email: validEmail(typed), phone: validPhone(typed) };
  if (contact.email !== undefined || contact.phone !== undefined) {
    const found = await contactFor(deps, contact);
    if (found) return found;
  }
  return chooseContact(leadsLike(deps.db, { typed, sight: EVERY_LEAD, limit: MOST_FOUND }), typed);
}

/** Admins erase whoever asks, in any team. */
const EVERY_LEAD = { userId: '', teamIds: 'every' as const };

async function contactFor({ db, workspaceUrl }: Deps, contact: Contact) {
  const { leads, mentions } = await planForContact(db, contact);
  if (leads.length === 0) return undefined;
  const own = leads.map(({ id }) => id);
  const shown = leads.map((lead) => withCard(db, lead));
  return contactModal({ leads: shown, places: placeLines(amongOthers(db, mentions, own)), workspaceUrl });
}

async function colleagueFor(deps: Deps, userId: string) {
  await requireGone(deps, userId);
  const { goes, stays } = planForColleague(deps.db, userId);
  return colleagueModal({ userId, goes: Object.values(goes).reduce((sum, rows) => sum + rows, 0), stays });
}

/** @throws UserError for a person who is here: Baton would know them again at once. */
async function requireGone({ directory }: Deps, userId: string): Promise<void> {
  const { isMember, name } = await directory.person(userId);
  if (isMember) throw new UserError(`${name} is still a member of this workspace. Deactivate them in Slack first.`);
}
