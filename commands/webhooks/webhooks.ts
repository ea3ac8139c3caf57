import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import { updateView } from '../../src/platform/slack/open-view.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import {
  addEndpoint,
  allEndpoints,
  backlogOf,
  changeEndpoint,
  removeEndpoint,
  requireEndpoint,
  rotateSecret,
  turnOff,
  turnOn,
} from '../../src/platform/webhooks/endpoints.ts';
import { replay, troubledPage } from '../../src/platform/webhooks/failed.ts';
import type { WebhookEndpoint } from '../../src/platform/webhooks/table.ts';
import { allTeams, teamById } from '../../src/teams/queries.ts';
import {
  REPLAY_FORM,
  readReplay,
  readReplayForm,
  removedModal,
  replayModal,
  type Tested,
  WEBHOOK_PAGE,
  WEBHOOK_PAGE_SIZE,
  webhookModal,
} from '../../views/webhooks/endpoint.ts';
import {
  ROTATE_FORM,
  readRotate,
  readWebhook,
  rotateModal,
  secretModal,
  urlFaults,
  WEBHOOK_FORM,
  webhookForm,
} from '../../views/webhooks/form.ts';
import { WEBHOOKS_PAGE, WEBHOOKS_PAGE_SIZE, webhookActions, webhooksModal } from '../../views/webhooks/list.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** `/baton webhooks`: the receivers of Baton's events, for admins. */
export function routes(router: Router, deps: Deps): void {
  const { db, keys, webhooks } = deps;
  const allow = 'webhook.manage';
  router.command('/baton webhooks', { allow, run: () => ({ open: listOf(deps, 0) }) });
  router.page(WEBHOOKS_PAGE, { allow, run: ({ page }) => listOf(deps, page) });
  router.page(WEBHOOK_PAGE, { allow, run: ({ page, carry }) => pageFor(deps, idIn(carry), { page }) });

  router.press(webhookActions.add, {
    allow,
    run: () => ({ open: webhookForm({ endpoint: null, teams: allTeams(db) }) }),
  });
  router.press(webhookActions.open, { allow, run: ({ value }) => ({ open: pageFor(deps, idIn(value)) }) });
  router.press(webhookActions.change, {
    allow,
    run: ({ value }) => ({ open: webhookForm({ endpoint: requireEndpoint(db, idIn(value)), teams: allTeams(db) }) }),
  });
  router.press(webhookActions.rotate, {
    allow,
    run: ({ value }) => ({ open: rotateModal(requireEndpoint(db, idIn(value))) }),
  });

  router.submit(WEBHOOK_FORM, {
    allow,
    read: readWebhook,
    check: ({ value }) => {
      const fault = value.url === undefined ? undefined : webhooks.fault(value.url);
      return fault && { url: urlFaults[fault] };
    },
    change: (tx, { value, ref: { id }, person }, now) => {
      const { events, teams: teamIds, payload } = value;
      const choice = { events, teamIds, payload, by: person.id };
      if (value.url !== undefined) return addEndpoint(tx, keys, { url: value.url, ...choice }, now);
      changeEndpoint(tx, { id: id ?? 0, ...choice }, now);
      return undefined;
    },
    run: ({ changed: made, ref: { id } }) =>
      made
        ? { update: secretOf(deps, made), previous: () => listOf(deps, 0) }
        : { previous: () => pageFor(deps, id ?? 0) },
  });

  router.submit(ROTATE_FORM, {
    allow,
    read: readRotate,
    change: (tx, { value: { id }, person }, now) => ({
      id,
      secret: rotateSecret(tx, keys, { id, by: person.id }, now),
    }),
    run: ({ changed: made }) => (made ? { update: secretOf(deps, made, false) } : {}),
  });

  router.press(webhookActions.test, {
    allow,
    run: ({ value, modal }) => {
      const id = idIn(value);
      return {
        update: pageFor(deps, id, { tested: 'sending' }),
        afterwards: async () => {
          const failure = await webhooks.test(id);
          const tested = { reason: failure?.message, answer: failure?.answer ?? '' };
          if (modal) await updateView(deps.modals, modal.id, pageFor(deps, id, { tested }));
        },
      };
    },
  });

  const acts = {
    [webhookActions.off]: (tx, one, now) => turnOff(tx, { ...one, why: 'person' }, now),
    [webhookActions.on]: turnOn,
  } satisfies Record<string, (tx: Parameters<typeof turnOn>[0], one: { id: number; by: string }, now: Date) => void>;
  for (const [action, act] of Object.entries(acts)) {
    router.press(action, {
      allow,
      change: (tx, { value, person }, now) => act(tx, { id: idIn(value), by: person.id }, now),
      run: ({ value }) => ({ update: pageFor(deps, idIn(value)), previous: () => listOf(deps, 0) }),
    });
  }

  router.press(webhookActions.remove, {
    allow,
    change: (tx, { value, person }, now) => {
      const { host } = requireEndpoint(tx, idIn(value));
      removeEndpoint(tx, { id: idIn(value), by: person.id }, now);
      return host;
    },
    run: ({ changed: host }) => ({ update: removedModal(host), previous: () => listOf(deps, 0) }),
  });

  router.press(webhookActions.replay, {
    allow,
    change: (tx, { value, person }, now) => {
      const { id, sequence } = readReplay(value);
      replay(tx, { id, by: person.id, which: { sequence } }, now);
    },
    run: ({ value }) => {
      webhooks.sendDue();
      return { update: pageFor(deps, readReplay(value).id) };
    },
  });

  router.press(webhookActions.replayAll, {
    allow,
    run: ({ value, now }) => {
      const { id } = requireEndpoint(db, idIn(value));
      return { open: replayModal({ id, from: new Date(now.getTime() - KEPT_MS), until: now }) };
    },
  });

  router.submit(REPLAY_FORM, {
    allow,
    read: readReplayForm,
    change: (tx, { value, ref: { id }, person }, now) => replay(tx, { id, by: person.id, which: value }, now),
    run: ({ ref: { id } }) => {
      webhooks.sendDue();
      return { previous: () => pageFor(deps, id) };
    },
  });
}

/** Failed events are kept for so long. */
const KEPT_MS = 30 * DAY_MS;

function shown({ db }: Deps, endpoint: WebhookEndpoint) {
  const teams = endpoint.teamIds?.map((id) => teamById(db, id)?.name ?? `team ${id}`) ?? null;
  return { endpoint, teams, ...backlogOf(db, endpoint.id) };
}

function listOf(deps: Deps, wanted: number) {
  const { rows, ...page } = pageOf(rowsOf(allEndpoints(deps.db)), { wanted, size: WEBHOOKS_PAGE_SIZE });
  return webhooksModal({ endpoints: rows.map((endpoint) => shown(deps, endpoint)), ...page });
}

function pageFor(deps: Deps, id: number, { page: wanted = 0, tested }: { page?: number; tested?: Tested } = {}) {
  const endpoint = requireEndpoint(deps.db, id);
  const found = pageOf((slice) => troubledPage(deps.db, id, slice), { wanted, size: WEBHOOK_PAGE_SIZE });
  return webhookModal({ ...shown(deps, endpoint), ...found, tested });
}

function secretOf({ db }: Deps, { id, secret }: { id: number; secret: string }, isNew = true) {
  return secretModal({ host: requireEndpoint(db, id).host, secret, isNew });
}
