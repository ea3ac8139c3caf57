import { randomUUID } from 'node:crypto';
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { connectCrm, keepCheck, openConnection, replaceKey, requireConnection } from '../../src/crm/connection.ts';
import { credentialsOf } from '../../src/crm/credentials.ts';
import type { Credentials, CrmName } from '../../src/crm/crm.ts';
import { UserError } from '../../src/platform/errors.ts';
import { updateNamedView, updateView } from '../../src/platform/slack/open-view.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import {
  connectActions,
  KEY_FORM,
  keyModal,
  missingModal,
  readKey,
  refusedModal,
  waitModal,
} from '../../views/crm/connect.ts';
import { crmActions } from '../../views/crm/page.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { faultOf, firstPage, kindNamed, openFirstPage, openWithChoices, planPage } from './pages.ts';

/** Admins connect the CRM: `/baton crm`. The key is tested before anything else. */
export function routes(router: Router, deps: Deps): void {
  const { crms, keys } = deps;
  const allow = 'crm.manage';
  router.command('/baton crm', { allow, run: () => openFirstPage(deps) });

  router.press(connectActions.connect, {
    allow,
    run: ({ value }) => {
      requireTeamForLeads(deps);
      return { open: keyModal(kindNamed(deps, value)) };
    },
  });

  router.press(connectActions.given, {
    allow,
    change: (tx, { value, person: { id: by } }, now) => {
      requireTeamForLeads(deps);
      connectCrm(tx, keys, { kind: kindNamed(deps, value).name, credentials: null, by }, now);
    },
    run: ({ modal, person }) => {
      const external_id = `crm:${randomUUID()}`;
      const show = (view: ModalView) => updateNamedView(deps.modals, { ...view, external_id });
      return {
        open: { ...waiting(deps, TESTING), external_id },
        afterwards: () => test(deps, { personId: person.id, rootId: modal?.id, show }),
      };
    },
  });

  router.press(crmActions.key, {
    allow,
    run: ({ value }) => ({ open: keyModal(kindNamed(deps, value), { replaces: true, known: knownTo(deps) }) }),
  });

  router.press(connectActions.again, {
    allow,
    run: ({ value }) => {
      const [name = '', way] = value.split(':');
      return { update: keyModal(kindNamed(deps, name), { replaces: way === 'replace', known: knownTo(deps) }) };
    },
  });

  router.submit(KEY_FORM, {
    allow,
    read: (view) => readKey(view, crms.kinds),
    // Without `change`: the form of the plan follows in the same modal, and a change runs once for a modal.
    run: ({ value, ref: { kind, replaces }, view, person }) => {
      const key = { kind: kindNamed(deps, kind).name, credentials: entered(value), by: person.id };
      const { label } = crms.kindOf(key.kind);
      return {
        update: waitModal(label, TESTING),
        afterwards: async () => {
          if (replaces) return replace(deps, view.id, key);
          await deps.write((tx) => connectCrm(tx, keys, key, deps.now()));
          await test(deps, placeOf(deps, view, person.id));
        },
      };
    },
  });

  router.press(connectActions.test, {
    allow,
    run: ({ modal, person }) =>
      modal ? { update: waiting(deps, TESTING), afterwards: () => test(deps, placeOf(deps, modal, person.id)) } : {},
  });

  router.press(connectActions.choose, {
    allow,
    run: ({ person }) => openWithChoices(deps, 'Incoming leads', (choices) => planPage(deps, choices, person.id)),
  });
}

/** So that only what is wrong is typed again. */
function knownTo({ db, keys, crms: { given } }: Deps): Credentials | undefined {
  const connection = openConnection(db);
  return connection && credentialsOf({ keys, given }, connection);
}

const TESTING = 'Testing the connection…';

const entered = (value: Record<string, string | undefined>): Credentials =>
  Object.fromEntries(Object.entries(value).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));

function requireTeamForLeads({ db }: Deps): void {
  if (teamsOfKind(db, 'sales').length === 0)
    throw new UserError('Make a sales team first with `/baton teams`: it gets the leads.');
}

/** The modal that shows the outcome of a test. */
interface Place {
  personId: string;
  /** The modal itself is the first page. */
  isFirst?: boolean;
  /** The first page below it, which is drawn again. */
  rootId?: string | null | undefined;
  show(view: ModalView): Promise<void>;
}

const placeOf = ({ modals }: Deps, { id, root_view_id: rootId }: ViewOutput, personId: string): Place => ({
  personId,
  isFirst: rootId === id,
  rootId,
  show: (view) => updateView(modals, id, view),
});

const waiting = ({ db, crms }: Deps, words: string): ModalView =>
  waitModal(crms.kindOf(requireConnection(db).kind).label, words);

/** Tests the key, and shows the choices, at the first time. */
async function test(deps: Deps, place: Place): Promise<void> {
  const { db, crms, write, now, modals } = deps;
  const kind = crms.kindOf(requireConnection(db).kind);
  const fault = await faultOf(async () => {
    const crm = await crms.client(requireConnection(db));
    const check = await crm.check();
    const connection = await write((tx) => keepCheck(tx, check, now()));
    if (check.missing.length === 0) await crms.readChoices(connection);
  });
  await place.show(fault ? refusedModal(kind, fault, { canRetype: true }) : next(deps, place));
  if (!fault && place.rootId && !place.isFirst) await updateView(modals, place.rootId, firstPage(deps));
}

function next(deps: Deps, { personId, isFirst = false }: Place): ModalView {
  const connection = requireConnection(deps.db);
  const { label } = deps.crms.kindOf(connection.kind);
  const choices = deps.crms.knownChoices(connection);
  if (isFirst || connection.plan !== null)
    return firstPage(deps, connection.missing.length === 0 ? { notice: `${label} accepts the key.` } : {});
  return connection.missing.length > 0 || !choices
    ? missingModal(label, connection.missing)
    : planPage(deps, choices, personId);
}

/** The new key takes the place of the present one after it has passed. */
async function replace(deps: Deps, viewId: string, key: { kind: CrmName; credentials: Credentials; by: string }) {
  const { crms, keys, write, now, modals } = deps;
  let refusal: string | undefined;
  const fault = await faultOf(async () => {
    const check = await crms.tryKey(key.kind, key.credentials);
    refusal = await write((tx) => replaceKey(tx, keys, { ...key, check }, now())).then(() => undefined, refusalOf);
  });
  const refused = fault ?? (refusal === undefined ? undefined : ({ fault: 'refused', words: refusal } as const));
  const again = { canRetype: true, replaces: true };
  await updateView(
    modals,
    viewId,
    refused ? refusedModal(crms.kindOf(key.kind), refused, again) : firstPage(deps, { notice: 'The key is replaced.' }),
  );
}

function refusalOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  throw error;
}
