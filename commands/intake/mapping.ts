import type { ModalView } from '@slack/types';
import { discardKept, takeInKept } from '../../src/intake/acts/kept.ts';
import { setMapping, switchSource } from '../../src/intake/acts/sources.ts';
import {
  type Chosen,
  choicesOf,
  chosenIn,
  mappingOf,
  type Translations,
  translationsOf,
  withProposed,
} from '../../src/intake/mapping/choices.ts';
import { leadFields, type Mapping } from '../../src/intake/mapping/mapping.ts';
import { placeKey } from '../../src/intake/mapping/places.ts';
import { proposeMapping } from '../../src/intake/mapping/propose.ts';
import { keptBody, keptOf, requireKept, requireSource, waitingBodies } from '../../src/intake/queries.ts';
import type { Kept, Source } from '../../src/intake/table.ts';
import { formIn } from '../../src/intake/take-in.ts';
import { readingContext } from '../../src/leads/reading/context.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import type { Db } from '../../src/platform/db/open.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { requireTeam } from '../../src/teams/queries.ts';
import {
  chosenNow,
  EMAIL_FIELD,
  fieldIds,
  MAPPING_FORM,
  mappingModal,
  mappingRef,
  placeOptions,
  readMapping,
  translationsNow,
} from '../../views/intake/mapping.ts';
import { sourceActions, type Taken, takenNotice } from '../../views/intake/source.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { sourcePage, sourcesPage } from './pages.ts';

/** Bodies that are taken in at once. */
const MOST_AT_ONCE = 100;
/** Bodies from which a mapping is proposed. */
const MOST_EXAMPLES = 5;

/** The choice of fields from an example, and bodies that wait for it. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'source.manage';
  const root = () => sourcesPage(deps, 0);

  router.press(sourceActions.map, {
    allow,
    run: ({ value, now }) => {
      const source = requireSource(db, idIn(value));
      const [unread] = keptOf(db, source.id, now, 1, 'unread');
      const hasExample = examplesOf(db, source.id, null, now).length > 0;
      if (hasExample || unread || source.mapping !== null)
        return { open: mappingPage(deps, source, hasExample ? null : (unread?.id ?? null), now) };
      throw new UserError('Nothing has come in the last hour. Send a test from the form, then press again.');
    },
  });

  router.press(sourceActions.mend, {
    allow,
    run: ({ value, now }) => {
      const { sourceId, id } = requireKept(db, idIn(value));
      return { open: mappingPage(deps, requireSource(db, sourceId), id, now) };
    },
  });

  router.press(fieldIds, {
    allow,
    run: ({ modal, now }) => {
      if (!modal) return undefined;
      const { sourceId, keptId } = mappingRef(modal);
      const form = { chosen: chosenNow(modal), translations: translationsNow(modal) };
      return { update: mappingPage(deps, requireSource(db, sourceId), keptId, now, form) };
    },
  });

  for (const fieldId of fieldIds) {
    router.options(fieldId, {
      allow,
      run: ({ typed, modal, now }) => {
        if (!modal) return [];
        const { sourceId, keptId } = mappingRef(modal);
        const source = requireSource(db, sourceId);
        const bodies = examplesOf(db, source.id, keptId, now).map(({ body }) => body);
        return placeOptions(choicesOf(bodies, baseOf(deps, source, bodies)), typed);
      },
    });
  }

  router.submit(MAPPING_FORM, {
    allow,
    read: readMapping,
    check: async ({ ref: { sourceId }, now }) => {
      await refreshRoster(deps, requireTeam(db, requireSource(db, sourceId).teamId), now);
      return undefined;
    },
    change: (tx, { value: { chosen, translations, waiting }, ref: { sourceId, keptId }, person: { id: by } }, now) => {
      const source = requireSource(tx, sourceId);
      const examples = examplesOf(tx, sourceId, keptId, now);
      if (examples.length === 0 && source.mapping === null)
        throw new UserError('This example is gone. Please send the test again.');
      const bodies = examples.map(({ body }) => body);
      const mapping = mappingOf({ base: baseOf(deps, source, bodies), chosen, translations, bodies });
      if (!mapping.fields.email && !mapping.fields.phone)
        throw new FormError({ [EMAIL_FIELD]: 'Choose the place of the email address, or of the phone number below.' });
      setMapping(tx, sourceId, mapping, { by }, now);
      if (!source.isOn) switchSource(tx, sourceId, true, { by }, now);
      return settle(tx, { waiting, examples, sourceId, keptId, by }, now);
    },
    run: ({ ref: { sourceId }, changed }) => ({
      previous: () => sourcePage(deps, sourceId, changed && `The fields are saved. ${takenNotice(changed)}`.trim()),
      root,
    }),
  });

  router.press(sourceActions.takeAll, {
    allow,
    resource: async ({ value, now }) => {
      const source = requireSource(db, idIn(value));
      await refreshRoster(deps, requireTeam(db, source.teamId), now);
      return { teamId: source.teamId };
    },
    change: (tx, { value }, now) => takeAll(tx, keptOf(tx, idIn(value), now, MOST_AT_ONCE, 'unread'), now),
    run: ({ value, changed }) => ({ update: sourcePage(deps, idIn(value), takenNotice(changed)), root }),
  });

  router.press(sourceActions.drop, {
    allow,
    change: (tx, { value, person: { id } }, now) => discardKept(tx, idIn(value), id, now),
    run: ({ changed: { sourceId } }) => ({ update: sourcePage(deps, sourceId), root }),
  });
}

/** The bodies to choose from, the shown one first: a kept one with others of its kind, or the examples of the last hour. */
function examplesOf(db: Db, sourceId: number, keptId: number | null, now: Date): Kept[] {
  if (keptId === null) return keptOf(db, sourceId, now, MOST_EXAMPLES, 'example');
  const shown = keptBody(db, keptId);
  const others = keptOf(db, sourceId, now, MOST_EXAMPLES, 'unread').filter(({ id }) => id !== keptId);
  return shown?.sourceId === sourceId ? [shown, ...others] : others;
}

/** The present mapping with what is proposed for the fields that it does not find in the shown body. */
function baseOf(deps: Deps, { mapping }: Source, bodies: readonly unknown[]): Mapping {
  const proposed = proposeMapping(bodies, readingContext(deps));
  return mapping === null ? proposed : withProposed(mapping, proposed, bodies[0]);
}

interface Form {
  chosen: Chosen;
  translations: Translations;
}

/** The form as it stands, or with the proposal. */
function mappingPage(deps: Deps, source: Source, keptId: number | null, now: Date, form?: Form): ModalView {
  const { db } = deps;
  const examples = examplesOf(db, source.id, keptId, now);
  const bodies = examples.map(({ body }) => body);
  const base = baseOf(deps, source, bodies);
  const mapping = form ? mappingOf({ base, bodies, ...form }) : base;
  const places = choicesOf(bodies, base);
  const [shown] = examples;
  const chosen = leadFields.map((field) => {
    const keys = form ? (form.chosen[field] ?? []) : chosenIn(mapping.fields[field], field, shown?.body).map(placeKey);
    return [field, keys.flatMap((key) => places.find(({ path }) => placeKey(path) === key) ?? [])];
  });
  const unread = waitingBodies(db, now).find((one) => one.sourceId === source.id && one.kind === 'unread');
  return mappingModal({
    sourceId: source.id,
    keptId,
    receivedAt: shown?.receivedAt,
    places,
    chosen: Object.fromEntries(chosen),
    translations: form?.translations ?? translationsOf(base),
    preview: shown && formIn(db, { ...source, mapping }, shown.body),
    waiting: keptId === null ? examples.length : (unread?.bodies ?? 0),
  });
}

interface Settling {
  waiting: 'this' | 'all' | 'none';
  examples: Kept[];
  sourceId: number;
  keptId: number | null;
  by: string;
}

/** Bodies that waited for the mapping are taken in, left for later, or were tests. */
function settle(tx: Tx, { waiting, examples, sourceId, keptId, by }: Settling, now: Date): Taken {
  if (waiting === 'this') return takeAll(tx, examples.slice(0, 1), now);
  if (waiting === 'all')
    return takeAll(tx, keptId === null ? examples : keptOf(tx, sourceId, now, MOST_AT_ONCE, 'unread'), now);
  if (keptId === null) for (const { id } of examples) discardKept(tx, id, by, now);
  return { taken: 0, left: 0 };
}

/** The oldest first, as they came. */
function takeAll(tx: Tx, kept: readonly Kept[], now: Date): Taken {
  const results = kept.toReversed().map(({ id }) => takeInKept(tx, id, now));
  const taken = results.filter((result) => 'lead' in result).length;
  return { taken, left: results.filter((result) => 'reasons' in result).length };
}
