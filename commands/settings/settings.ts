import { UserError } from '../../src/platform/errors.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { nextSlot } from '../../src/platform/schedule/slots.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { changesOf, isDefault, settingOf } from '../../src/platform/settings/queries.ts';
import type { Setting } from '../../src/platform/settings/setting.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { allSettings, settingNamed } from '../../src/settings/catalogue.ts';
import { allTeams } from '../../src/teams/queries.ts';
import {
  readSetting,
  SETTING_FORM,
  SETTING_PREVIEW,
  SETTING_RESET,
  type SettingForm,
  settingKeyOf,
  settingModal,
} from '../../views/settings/form.ts';
import { SETTINGS_PAGE, SETTINGS_PAGE_SIZE, settingsActions, settingsModal } from '../../views/settings/list.ts';
import type { Deps } from '../deps.ts';
import { permit, type Router } from '../guard.ts';

/** The company's settings: `/baton settings`, for managers and admins. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const page = ({ person }: { person: Person }) => settingsPage(deps, person, 0);
  router.command('/baton settings', { allow: 'setting.change', run: (typed) => ({ open: page(typed) }) });
  router.press(settingsActions.open, { allow: 'setting.change', run: (pressed) => ({ open: page(pressed) }) });
  router.page(SETTINGS_PAGE, {
    allow: 'setting.change',
    run: ({ person, page: at }) => settingsPage(deps, person, at),
  });

  router.press(settingsActions.change, {
    allow: 'setting.change',
    resource: ({ value, person }) => editable(deps, value, person),
    run: ({ resource: { setting } }) => ({ open: formOf(deps, setting, settingOf(db, setting)) }),
  });

  router.press(SETTING_PREVIEW, {
    allow: 'setting.change',
    resource: ({ value, person }) => editable(deps, value, person),
    run: ({ modal, resource: { setting }, now }) => {
      if (!modal) return undefined;
      const held = settingOf(db, setting);
      const form = readSetting(modal, setting, held);
      return {
        update: form.ok
          ? formOf(deps, setting, form.value, setting.preview?.(db, form.value, now) ?? { of: 'value' })
          : formOf(deps, setting, held, { of: 'fault', sentence: Object.values(form.errors)[0] ?? '' }),
      };
    },
  });

  router.press(SETTING_RESET, {
    allow: 'setting.change',
    resource: ({ value, person }) => editable(deps, value, person),
    change: (tx, { resource: { setting }, person }, now) =>
      changeSetting(tx, { setting, value: setting.default, by: person.id }, now),
    run: ({ resource: { setting }, ...pressed }) => {
      deps.reschedule();
      return { update: formOf(deps, setting, setting.default), previous: () => page(pressed) };
    },
  });

  router.submit(SETTING_FORM, {
    allow: 'setting.change',
    read: (view) => {
      const setting = knownSetting(settingKeyOf(view));
      return { key: setting.key, form: readSetting(view, setting, settingOf(db, setting)) };
    },
    resource: ({ ref, person }) => editable(deps, ref.key, person),
    change: (tx, { resource: { setting }, value, person }, now) =>
      changeSetting(tx, { setting, value, by: person.id }, now),
    run: (submitted) => {
      deps.reschedule();
      return { previous: () => page(submitted) };
    },
  });
}

function knownSetting(key: string): Setting<unknown> {
  const setting = settingNamed(key);
  if (!setting) throw new UserError('This setting no longer exists.');
  return setting;
}

/** @throws UserError if only admins may change it. */
async function editable(deps: Deps, key: string, { id }: Person): Promise<{ setting: Setting<unknown>; teamId: null }> {
  const setting = knownSetting(key);
  if (setting.adminsOnly) await permit(deps, 'setting.change_protected', id);
  return { setting, teamId: null };
}

function formOf({ db }: Deps, setting: Setting<unknown>, value: unknown, preview?: SettingForm['preview']) {
  return settingModal({
    setting,
    value,
    isDefault: isDefault(db, setting),
    changes: changesOf(db, setting.key, 5),
    ...(preview && { preview }),
  });
}

function settingsPage({ db, now }: Deps, reader: Person, page: number) {
  const { rows, ...shown } = pageOf(rowsOf(allSettings), { wanted: page, size: SETTINGS_PAGE_SIZE });
  return settingsModal({
    settings: rows.map((setting) => ({
      setting,
      value: settingOf(db, setting),
      isDefault: isDefault(db, setting),
      lastChange: changesOf(db, setting.key, 1)[0],
      mayChange: !setting.adminsOnly || reader.isAdmin,
    })),
    ...shown,
    teams: allTeams(db).map((team) => ({
      team,
      nextDigest: team.digestCron === null ? null : (nextSlot(team.digestCron, team.zone, now()) ?? null),
    })),
  });
}
