import { changeSource, createSource, deleteSource, rotateKey, switchSource } from '../../src/intake/acts/sources.ts';
import { publicAddress } from '../../src/intake/address.ts';
import { requireSource } from '../../src/intake/queries.ts';
import { authOf, makesItsSecret } from '../../src/intake/senders.ts';
import { tryAddress } from '../../src/intake/try-address.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { settingOf } from '../../src/platform/settings/queries.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { standingFault } from '../../src/teams/membership.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
import {
  connectModal,
  NEW_KEY_FORM,
  newKeyModal,
  readNewKey,
  readSecret,
  SECRET,
  SECRET_FORM,
  secretModal,
} from '../../views/intake/connect.ts';
import {
  newSourceModal,
  readNewSource,
  readSourceSettings,
  SOURCE_FORM,
  SOURCE_SETTINGS_FORM,
  sourceSettingsModal,
} from '../../views/intake/form.ts';
import { deletedModal, sourceActions, testedModal } from '../../views/intake/source.ts';
import { SOURCE_NEW, SOURCE_OPEN, SOURCES_PAGE } from '../../views/intake/sources.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { addressOf, sourcePage, sourcesPage } from './pages.ts';

/** Managers and workspace admins connect the tools that send leads: `/baton sources`. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys } = deps;
  const allow = 'source.manage';
  const root = () => sourcesPage(deps, 0);

  router.command('/baton sources', { allow, run: () => ({ open: sourcesPage(deps, 0) }) });
  router.page(SOURCES_PAGE, { allow, run: ({ page }) => sourcesPage(deps, page) });
  router.press(SOURCE_OPEN, { allow, run: ({ value }) => ({ open: sourcePage(deps, idIn(value)) }) });

  router.press(SOURCE_NEW, {
    allow,
    run: ({ person }) => {
      const teams = teamsOfKind(db, 'sales');
      if (teams.length === 0) throw new UserError('Make a sales team first with `/baton teams`: it gets the leads.');
      const asksAddress = settingOf(db, publicAddress) === null;
      return { open: newSourceModal({ teams, marketerId: person.id, asksAddress }) };
    },
  });

  router.submit(SOURCE_FORM, {
    allow,
    read: readNewSource,
    check: ({ value: { marketer } }) => faultOf(deps, marketer),
    change: (tx, { value: { name, sender, team, marketer, address, ...defaults }, person: { id: by } }, now) => {
      if (address !== undefined) changeSetting(tx, { setting: publicAddress, value: address, by }, now);
      const form = { name, sender, teamId: team, marketerId: marketer, auth: authOf(sender), ...defaults };
      return atField('name', () => createSource(tx, keys, form, { by }, now));
    },
    run: ({ changed }) => ({
      ...(changed && { update: connectModal({ ...changed, address: addressOf(deps, changed.source) }) }),
      root,
    }),
  });

  router.press(sourceActions.connect, {
    allow,
    run: ({ value }) => {
      const source = requireSource(db, idIn(value));
      return { open: connectModal({ source, address: addressOf(deps, source), isTop: true }) };
    },
  });

  router.press(sourceActions.settings, {
    allow,
    run: ({ value }) => ({
      open: sourceSettingsModal({ source: requireSource(db, idIn(value)), teams: teamsOfKind(db, 'sales') }),
    }),
  });

  router.submit(SOURCE_SETTINGS_FORM, {
    allow,
    read: readSourceSettings,
    check: ({ value: { marketer } }) => faultOf(deps, marketer),
    change: (tx, { value: { team, marketer, ...defaults }, ref: { sourceId }, person: { id: by } }, now) =>
      changeSource(tx, sourceId, { teamId: team, marketerId: marketer, ...defaults }, { by }, now),
    run: ({ ref: { sourceId } }) => ({ previous: () => sourcePage(deps, sourceId, 'The settings are saved.'), root }),
  });

  router.press(sourceActions.test, {
    allow,
    run: async ({ value }) => {
      const address = addressOf(deps, requireSource(db, idIn(value)));
      return { open: testedModal(address, await tryAddress(deps.probe, address)) };
    },
  });

  router.press([sourceActions.newKey, SECRET], {
    allow,
    run: ({ value }) => {
      const source = requireSource(db, idIn(value));
      return { open: makesItsSecret(source.sender) ? secretModal(source) : newKeyModal(source) };
    },
  });

  router.submit(NEW_KEY_FORM, {
    allow,
    read: readNewKey,
    change: (tx, { value: { sourceId }, person: { id: by } }, now) => rotateKey(tx, keys, sourceId, { by }, now),
    run: ({ changed, value: { sourceId } }) => ({
      ...(changed && {
        update: connectModal({ ...changed, address: addressOf(deps, changed.source), isTop: true }),
      }),
      previous: () => sourcePage(deps, sourceId),
    }),
  });

  router.submit(SECRET_FORM, {
    allow,
    read: readSecret,
    change: (tx, { value: { secret: given }, ref: { sourceId }, person: { id: by } }, now) =>
      atField('secret', () => rotateKey(tx, keys, sourceId, { by, given }, now)),
    run: ({ ref: { sourceId } }) => ({ previous: () => sourcePage(deps, sourceId, 'The secret is saved.') }),
  });

  for (const [action, isOn] of [
    [sourceActions.on, true],
    [sourceActions.off, false],
  ] as const) {
    router.press(action, {
      allow,
      change: (tx, { value, person: { id: by } }, now) => switchSource(tx, idIn(value), isOn, { by }, now),
      run: ({ changed: { id } }) => ({ update: sourcePage(deps, id), root }),
    });
  }

  router.press(sourceActions.remove, {
    allow,
    change: (tx, { value, person: { id: by } }, now) => deleteSource(tx, idIn(value), { by }, now),
    run: () => ({ update: deletedModal(), root }),
  });
}

/** A refusal of the act shows at its field. */
function atField<T>(field: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof UserError ? new FormError({ [field]: error.message }) : error;
  }
}

async function faultOf({ directory }: Deps, marketer: string): Promise<Record<string, string> | undefined> {
  const person = await directory.person(marketer);
  return fieldFault('marketer', standingFault(person, 'lead'));
}
