import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { nextSlot } from '../../src/platform/schedule/slots.ts';
import { changeSetting } from '../../src/platform/settings/change.ts';
import { changesOf, isDefault, settingOf } from '../../src/platform/settings/queries.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { allSettings, type SettingEntry, settingNamed } from '../../src/settings/catalogue.ts';
import { previewOf } from '../../src/settings/preview.ts';
import { requireAdmin, requireSomeManager } from '../../src/teams/membership.ts';
import { allTeams } from '../../src/teams/queries.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
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
import { openTeams } from '../teams/teams.ts';

/** What a company can change: `/baton settings`, for managers and admins. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(settingsActions.open, async ({ ack, body }) => {
    await ack();
    await openSettings(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(settingsActions.teams, async ({ ack, body }) => {
    await ack();
    await openTeams(deps, body.user.id, body.trigger_id, true);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(SETTINGS_PAGE), async ({ ack, body, action }) => {
    await ack();
    const manager = await requireSomeManager(deps, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', settingsPage(deps, manager, readPage(action.value).page));
  });

  app.action<BlockAction<ButtonAction>>(settingsActions.change, async ({ ack, body, action }) => {
    await ack();
    const { setting } = await editable(deps, action.value ?? '', body.user.id);
    const view = formOf(deps, setting, settingOf(deps.db, setting));
    await requireView(deps.modals, { triggerId: body.trigger_id, onTop: true }, view);
  });

  app.action<BlockAction<ButtonAction>>(SETTING_PREVIEW, async ({ ack, body, action }) => {
    await ack();
    if (!body.view) return;
    const { setting } = await editable(deps, action.value ?? '', body.user.id);
    const held = settingOf(deps.db, setting);
    const form = readSetting(body.view, setting, held);
    const view = form.ok
      ? formOf(deps, setting, form.value, previewOf(deps.db, setting, form.value, deps.now()))
      : formOf(deps, setting, held, { of: 'fault', sentence: Object.values(form.errors)[0] ?? '' });
    await updateView(deps.modals, body.view.id, view);
  });

  app.action<BlockAction<ButtonAction>>(SETTING_RESET, async ({ ack, body, action }) => {
    await ack();
    const { setting } = await editable(deps, action.value ?? '', body.user.id);
    await save(deps, setting, setting.default, body.user.id);
    if (!body.view) return;
    await updateView(deps.modals, body.view.id, formOf(deps, setting, setting.default));
    await showAgain(deps, body.view.previous_view_id, body.user.id);
  });

  app.view(SETTING_FORM, async ({ ack, body, view }) => {
    const { setting } = await editable(deps, settingKeyOf(view), body.user.id);
    const form = readSetting(view, setting, settingOf(deps.db, setting));
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    await save(deps, setting, form.value, body.user.id, `view:${view.id}`);
    await ack();
    await showAgain(deps, view.previous_view_id, body.user.id);
  });
}

/** The page, for `/baton settings` and the home. */
export async function openSettings(deps: Deps, userId: string, triggerId: string): Promise<void> {
  const manager = await requireSomeManager(deps, userId);
  await requireView(deps.modals, { triggerId }, settingsPage(deps, manager, 0));
}

type AnySetting = SettingEntry['setting'];

async function save(deps: Deps, setting: AnySetting, value: unknown, by: string, key?: string): Promise<void> {
  const now = deps.now();
  await deps.write((tx) => {
    const change = () => changeSetting(tx, { setting, value, by }, now);
    if (key) idempotently(tx, key, now, change);
    else change();
  });
  deps.reschedule();
}

/** @throws UserError when it is not theirs to change, or not known. */
async function editable(deps: Deps, key: string, userId: string): Promise<SettingEntry> {
  const entry = settingNamed(key);
  if (!entry) throw new UserError('This setting is not here any more.');
  if (entry.adminsOnly) await requireAdmin(deps.directory, userId);
  else await requireSomeManager(deps, userId);
  return entry;
}

function formOf({ db }: Deps, setting: AnySetting, value: unknown, preview?: SettingForm['preview']) {
  return settingModal({
    setting,
    value,
    isDefault: isDefault(db, setting),
    changes: changesOf(db, setting.key, 5),
    ...(preview && { preview }),
  });
}

async function showAgain(deps: Deps, viewId: string | null | undefined, userId: string): Promise<void> {
  if (!viewId) return;
  await updateView(deps.modals, viewId, settingsPage(deps, await requireSomeManager(deps, userId), 0));
}

function settingsPage({ db, now }: Deps, reader: Person, page: number) {
  const from = page * SETTINGS_PAGE_SIZE;
  return settingsModal({
    settings: allSettings.slice(from, from + SETTINGS_PAGE_SIZE).map(({ setting, adminsOnly }) => ({
      key: setting.key,
      value: settingOf(db, setting),
      isDefault: isDefault(db, setting),
      lastChange: changesOf(db, setting.key, 1)[0],
      mayChange: !adminsOnly || reader.isAdmin,
    })),
    page,
    total: allSettings.length,
    teams: allTeams(db).map((team) => ({
      team,
      nextDigest: team.digestCron === null ? null : (nextSlot(team.digestCron, team.zone, now()) ?? null),
    })),
  });
}
