import { choicesOf } from '../../../src/intake/mapping/choices.ts';
import { leadFields } from '../../../src/intake/mapping/mapping.ts';
import { authOf, senders } from '../../../src/intake/senders.ts';
import type { Source } from '../../../src/intake/table.ts';
import { connectModal, newKeyModal, secretModal } from '../../../views/intake/connect.ts';
import { newSourceModal, sourceSettingsModal } from '../../../views/intake/form.ts';
import { type LeadPreview, mappingModal } from '../../../views/intake/mapping.ts';
import { deletedModal, MOST_KEPT, sourceModal, testedModal } from '../../../views/intake/source.ts';
import { SOURCES_PAGE_SIZE, sourcesModal } from '../../../views/intake/sources.ts';
import { AT } from '../submitted.ts';
import type { Builders, Given } from './given.ts';

const sourceOf = (given: Given, more: Partial<Source> = {}): Source => ({
  ...{ id: 4, slug: 'a'.repeat(60), name: given.name(60), sender: 'typeform', isOn: true, teamId: 7 },
  ...{ marketerId: 'U0000000001', sourceLabel: given.words(70), temperature: 'hot', auth: authOf('typeform') },
  ...{ mapping: { fields: {} }, perMinute: 600, createdAt: AT },
  ...more,
});

const stateOf = (given: Given, source: Source) => ({
  source,
  teamName: given.name(75),
  lastAt: given.amount === 'nothing' ? undefined : AT,
  unread: given.total,
  examples: Math.min(5, given.total),
  refused: given.total === 0 ? undefined : { count: given.total, lastAt: AT, says: given.name(300) },
});

const ADDRESS = `https://${'b'.repeat(180)}.example/v1/leads/${'a'.repeat(60)}`;
const KEY = `baton_${'k'.repeat(43)}`;
const key = { ending: 'kkkk', createdAt: AT, endsAt: null };

function lead(given: Given) {
  const { name, company, email, phone, role, source, need, temperature, stage } = given.lead();
  return { name, company, email, phone, role, source, need, temperature, stage, score: 99, country: 'DE' };
}

export const intakeViews: Record<string, Builders> = {
  'intake/sources.ts': {
    sourcesModal: (given) => [
      sourcesModal({
        sources: Array.from({ length: Math.min(given.total, SOURCES_PAGE_SIZE) }, (_, index) => {
          const mapping = index % 3 === 0 ? null : { fields: {} };
          return stateOf(given, sourceOf(given, { id: index, isOn: index % 2 === 0, mapping }));
        }),
        page: 0,
        total: given.total,
      }),
    ],
  },
  'intake/source.ts': {
    sourceModal: (given) =>
      senders.flatMap((sender) =>
        [null, { fields: {} }].map((mapping) =>
          sourceModal({
            state: stateOf(given, sourceOf(given, { sender, auth: authOf(sender), mapping, isOn: mapping !== null })),
            address: ADDRESS,
            keys: [key, { ...key, endsAt: AT }],
            kept: Array.from({ length: Math.min(given.total, MOST_KEPT) }, (_, id) => ({
              ...{ id, about: given.name(250), receivedAt: AT },
              reasons: Array.from({ length: 5 }, () => given.name(3000)),
            })),
            notice: given.amount === 'nothing' ? undefined : 'The fields are saved.',
          }),
        ),
      ),
    deletedModal: () => [deletedModal()],
    testedModal: () =>
      (
        [
          { kind: 'open' },
          { kind: 'unknown' },
          { kind: 'other', status: 502 },
          { kind: 'redirect', to: 'https://elsewhere.example/<!channel>' },
          { kind: 'private' },
          { kind: 'closed', code: 'ENOTFOUND' },
        ] as const
      ).map((tested) => testedModal(ADDRESS, tested)),
  },
  'intake/form.ts': {
    newSourceModal: (given) =>
      [true, false].map((asksAddress) =>
        newSourceModal({ teams: [given.team(), ...given.teams(99)], marketerId: 'U0000000001', asksAddress }),
      ),
    sourceSettingsModal: (given) => [
      sourceSettingsModal({ source: sourceOf(given), teams: [given.team(), ...given.teams(99)] }),
    ],
  },
  'intake/connect.ts': {
    connectModal: (given) =>
      senders.flatMap((sender) =>
        [KEY, undefined].map((shown) =>
          connectModal({
            source: sourceOf(given, { sender, auth: authOf(sender) }),
            ...{ address: ADDRESS, key: shown, isTop: shown === undefined },
          }),
        ),
      ),
    secretModal: (given) => [secretModal(sourceOf(given, { sender: 'webflow' }))],
    newKeyModal: (given) => [newKeyModal(sourceOf(given))],
  },
  'intake/mapping.ts': {
    mappingModal: (given) => {
      const values = Array.from({ length: Math.min(given.total, 300) }, (_, at) => [
        `${at} ${given.name(280)}`,
        given.name(900),
      ]);
      const places = choicesOf([Object.fromEntries(values)], { fields: {} });
      const chosen = Object.fromEntries(leadFields.map((field) => [field, places.slice(0, 30)]));
      const previews: (LeadPreview | undefined)[] = [
        { form: lead(given) },
        { reasons: Array.from({ length: 9 }, () => given.name(3000)) },
        { ignored: 'The booking was cancelled.' },
        undefined,
      ];
      return previews.flatMap((preview) =>
        [null, 7].map((keptId) =>
          mappingModal({
            ...{ sourceId: 4, keptId, receivedAt: preview && AT, places, chosen, preview, waiting: given.total },
            translations: { source: Object.fromEntries(values.slice(0, 20).map(([from = '']) => [from, 'x'])) },
          }),
        ),
      );
    },
  },
};
