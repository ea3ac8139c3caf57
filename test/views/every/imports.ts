import type { Import } from '../../../src/imports/table.ts';
import { importStates } from '../../../src/imports/types.ts';
import { columnsModal } from '../../../views/imports/columns.ts';
import * as progress from '../../../views/imports/progress.ts';
import { button } from '../../../views/kit/blocks.ts';
import type { Builders, Given } from './given.ts';

function oneImport(given: Given, state: Import['state']): Import {
  const fault = { words: given.name(200), rows: given.total, lines: [2, 3, 5, 8, 13] };
  return {
    ...{ id: 1, state, name: given.name(255), sha256: '', fileId: 'F0000000001', startedBy: 'U0000000001' },
    ...{
      startedAt: given.now,
      rows: given.total,
      position: Math.floor(given.total / 2),
      isList: true,
      kept: given.total,
    },
    columns: Array.from({ length: Math.min(given.total, 500) + 1 }, () => given.name(120)),
    question: given.total > 0 ? `It does not say its encoding.\n${given.name(200)}` : null,
    plan: {
      ...{ fields: ['email'], teamId: 1, isPast: false, need: given.name(2000), ownerId: null },
      ...{ source: given.words(70), campaign: given.words(70) },
    },
    counts: { added: given.total, known: given.total, bad: given.total },
    faults: Array.from({ length: Math.min(given.total, 30) }, () => fault),
    endedAt: given.now,
    trouble: given.words(300),
  };
}

export const importViews: Record<string, Builders> = {
  'imports/columns.ts': {
    columnsModal: (given) => [
      columnsModal({
        one: oneImport(given, 'read'),
        teams: [given.team(), ...given.teams(99)],
        fields: ['email', null],
        hasRules: true,
        samples: [[given.name(200)], [given.name(200)]],
      }),
    ],
  },
  'imports/progress.ts': {
    importMessage: (given) =>
      importStates.map((state) =>
        progress.importMessage({
          ...{ one: oneImport(given, state), teamName: given.name(60), undoUntil: given.now },
          ...(given.total > 0 && { earlier: oneImport(given, 'done') }),
        }),
      ),
    listMessage: (given) => [
      progress.listMessage({
        one: oneImport(given, 'done'),
        shares: given.people(50).map((userId) => ({ userId, leads: given.total })),
        openList: button('open_list', 'Show leads', 'untouched'),
      }),
    ],
    reportMessage: (given) => [progress.reportMessage(oneImport(given, 'done'))],
    reportFailed: () => [progress.reportFailed],
    cardGone: () => [progress.cardGone],
  },
};
