import { auditDataset } from './audit.ts';
import type { Dataset } from './dataset.ts';
import { feedbackDataset } from './feedback.ts';
import { historyDataset } from './history.ts';
import { leadsDataset } from './leads.ts';
import { libraryDataset } from './library.ts';
import { requestsDataset } from './requests.ts';
import { settingsDataset } from './settings.ts';

/** Everything that can be exported, by the name that a person types. */
export const datasets = {
  leads: leadsDataset,
  history: historyDataset,
  requests: requestsDataset,
  library: libraryDataset,
  feedback: feedbackDataset,
  settings: settingsDataset,
  audit: auditDataset,
} satisfies Record<string, Dataset>;

export type DatasetName = keyof typeof datasets;

export const datasetNames = Object.keys(datasets) as DatasetName[];

export const isDatasetName = (name: string): name is DatasetName => Object.hasOwn(datasets, name);
