import type { Json } from '../json.ts';
import { actingTeam, isOrgInstall } from '../state/organisation.ts';
import { requirePerson } from '../state/people.ts';
import type { ViewRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

const titled = (value: unknown): unknown =>
  value && typeof value === 'object' ? { emoji: true, ...value } : (value ?? null);

/** A view in answers and payloads. `values` is the person's input. */
export function viewShape(store: Store, record: ViewRecord, values: Json = {}): Json {
  const { view } = record;
  const shape: Json = {
    id: record.id,
    team_id: actingTeam(store, requirePerson(store, record.userId)).id,
    type: record.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash: record.hash,
    title: titled(view.title),
    close: titled(view.close),
    submit: titled(view.submit),
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    previous_view_id: record.previousViewId,
    root_view_id: record.rootViewId,
    app_id: store.app.id,
    external_id: record.externalId,
    app_installed_team_id: isOrgInstall(store) ? store.organisation?.id : store.team.id,
    bot_id: store.app.botId,
  };
  if (record.type === 'home') shape.title = { type: 'plain_text', text: 'View Title', emoji: true };
  if (view.submit_disabled !== undefined) shape.submit_disabled = view.submit_disabled;
  return shape;
}
