import type { OpenRitual } from '../../../src/home/rituals.ts';
import type { Asks } from '../../../src/rituals/ritual.ts';
import type { Cycle } from '../../../src/rituals/table.ts';
import { cycleStatuses, LONGEST_REASON } from '../../../src/rituals/types.ts';
import { openRitualBlocks } from '../../../views/home/rituals.ts';
import { aheadMessage } from '../../../views/rituals/ahead.ts';
import { moveModal, skipModal, startModal } from '../../../views/rituals/forms.ts';
import { type Asked, invitationMessage, reminderMessage } from '../../../views/rituals/invitation.ts';
import { ritualsModal, type ShownRitual } from '../../../views/rituals/list.ts';
import { type PreviewOf, previewModal } from '../../../views/rituals/preview.ts';
import type { Builders, Given } from './given.ts';

const cycle = (given: Given, id: number): Cycle => ({
  ...{
    id,
    ritual: 'sample',
    status: 'open',
    dueAt: given.now,
    movedBy: null,
    announcedAt: null,
    openedAt: given.now,
    remindAt: null,
  },
  ...{ closesAt: given.now, closedAt: null, publishAt: null, publishedAt: null, followUpAt: null, endedAt: null },
  ...{ endedBy: null, reason: null, anonymousMinimum: null },
});

const asks: Asks = {
  ...{ why: 'Both teams say what works and what does not.', button: 'Fill in', workingDays: 5 },
  ...{ fields: { choices: 6, texts: 6 }, isAnonymous: true, hasAnswered: () => false },
};

/** Of rituals that ask people. */
const KEYS = ['report_card', 'mindset', 'plan'];

const asked = (given: Given): Asked[] =>
  KEYS.slice(0, 1 + given.total).map((key, index) => ({
    ...{ cycle: cycle(given, index + 1), key, name: `Ritual ${index + 1}` },
    asks: { ...asks, isAnonymous: index % 2 === 0 },
    standing: (['open', 'answered', 'ended'] as const)[index % 3] ?? 'open',
  }));

export const openRituals = (given: Given): OpenRitual[] =>
  given.total === 0 ? [] : asked(given).map(({ standing: _, ...one }) => one);

const shown = (given: Given): ShownRitual[] =>
  Array.from({ length: Math.min(given.total, 8) }, (_, index) => {
    const one = { ...cycle(given, index + 1), reason: given.words(LONGEST_REASON), movedBy: 'U0000000001' };
    const ended = { ...one, status: 'skipped' as const, endedBy: index % 2 === 0 ? 'U0000000001' : null };
    return {
      ritual: { key: `sample${index}`, name: `Ritual ${index}`, purpose: asks.why },
      rhythm: index === 5 ? 'off' : 'monthly',
      next: index === 5 ? undefined : { ...one, status: 'planned', reason: index === 0 ? null : one.reason },
      running: index % 3 === 0 ? { ...one, status: index === 0 ? 'open' : 'closed' } : undefined,
      last: ended,
    };
  });

const preview = (given: Given): PreviewOf => ({
  ritual: { name: 'Sample', purpose: asks.why, ...(given.total > 0 && { asks }) },
  next: given.total > 0 ? { dueAt: given.now } : undefined,
  people: given.people(1000).map((userId) => ({ userId, side: 'sales' })),
  lines: Array.from({ length: given.total }, () => given.name(300)),
});

export const ritualViews: Record<string, Builders> = {
  'home/rituals.ts': { openRitualBlocks: (given) => [openRitualBlocks(openRituals(given))] },
  'rituals/invitation.ts': {
    invitationMessage: (given) =>
      [invitationMessage(asked(given)), invitationMessage(asked(given).slice(1))].filter(
        ({ blocks }) => blocks.length > 0,
      ),
    reminderMessage: (given) => [reminderMessage(asked(given))],
  },
  'rituals/ahead.ts': {
    aheadMessage: (given) => [
      aheadMessage(
        cycleStatuses.map((status, id) => ({
          cycle: { ...cycle(given, id), status },
          ritual: { key: `sample_${id}`, name: 'Sample', purpose: asks.why },
        })),
      ),
    ],
  },
  'rituals/list.ts': { ritualsModal: (given) => [ritualsModal(shown(given))] },
  'rituals/preview.ts': { previewModal: (given) => [previewModal(preview(given))] },
  'rituals/forms.ts': {
    moveModal: () => [moveModal({ key: 'sample', name: 'Sample' }, '2027-03-09')],
    skipModal: (given) => [
      skipModal(cycle(given, 1), { name: 'Sample', asks }),
      skipModal({ ...cycle(given, 1), status: 'planned' }, { name: 'Sample' }),
    ],
    startModal: (given) => [startModal({ key: 'sample' }, preview(given))],
  },
};
