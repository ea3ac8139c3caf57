import { datasetNames } from '../../../src/exports/list.ts';
import { exportComes, exportFailed, exportMessage } from '../../../views/exports/file.ts';
import { exportModal } from '../../../views/exports/form.ts';
import type { Builders } from './given.ts';

export const exportViews: Record<string, Builders> = {
  'exports/form.ts': {
    exportModal: () => [exportModal(datasetNames), exportModal(datasetNames.slice(0, 1))],
  },
  'exports/file.ts': {
    exportComes: () => [exportComes('Leads')],
    exportMessage: () => [exportMessage('Leads', null), exportMessage('Leads', '2026-11-01')],
    exportFailed: () => [exportFailed('Leads')],
  },
};
