import type { Asks } from '../../../src/rituals/ritual.ts';
import type { Cycle } from '../../../src/rituals/table.ts';
import { type Asked, invitationMessage, reminderMessage } from '../../../views/rituals/invitation.ts';
import type { Builders, Given } from './given.ts';

const cycle = (given: Given, id: number): Cycle => ({
  ...{ id, ritual: 'sample', status: 'open', dueAt: given.now, movedBy: null, openedAt: given.now, remindAt: null },
  ...{ closesAt: given.now, closedAt: null, publishAt: null, publishedAt: null, followUpAt: null, endedAt: null },
  ...{ endedBy: null, reason: null, anonymousMinimum: null },
});

const asks: Asks = {
  ...{ why: 'Both teams say what works and what does not.', button: 'Fill in', workingDays: 5 },
  ...{ fields: { choices: 6, texts: 6 }, isAnonymous: true, hasAnswered: () => false },
};

const asked = (given: Given): Asked[] =>
  Array.from({ length: Math.min(1 + given.total, 7) }, (_, index) => ({
    ...{ cycle: cycle(given, index + 1), key: 'sample', name: `Ritual ${index + 1}` },
    asks: { ...asks, isAnonymous: index % 2 === 0 },
    standing: (['open', 'answered', 'ended'] as const)[index % 3] ?? 'open',
  }));

export const ritualViews: Record<string, Builders> = {
  'rituals/invitation.ts': {
    invitationMessage: (given) =>
      [invitationMessage(asked(given)), invitationMessage(asked(given).slice(1))].filter(
        ({ blocks }) => blocks.length > 0,
      ),
    reminderMessage: (given) => [reminderMessage(asked(given))],
  },
};
