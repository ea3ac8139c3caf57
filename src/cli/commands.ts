import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { eventsRetry } from './events-retry.ts';
import { dataExport } from './export.ts';
import { leadImport } from './import.ts';
import { libraryExport } from './library-export.ts';
import { libraryImport } from './library-import.ts';

import { manifest } from './manifest.ts';
import { migrate } from './migrate.ts';
import { personExport } from './person-export.ts';
import { personForget } from './person-forget.ts';
import { restore } from './restore.ts';

import { scoreboard } from './scoreboard.ts';

import { settingsExport } from './settings-export.ts';
import { settingsImport } from './settings-import.ts';
import { sourcesCreate } from './sources-create.ts';
import { sourcesList } from './sources-list.ts';
import { sourcesRotate } from './sources-rotate.ts';
import { sourcesTest } from './sources-test.ts';
import { webhooksSchema } from './webhooks-schema.ts';

/** The commands of `npm run baton -- …`, in the order of the help. */
export const commands: Command[] = [
  doctor,
  leadImport,
  dataExport,
  libraryImport,
  libraryExport,
  settingsExport,
  settingsImport,
  scoreboard,
  backup,
  restore,
  migrate,
  digest,
  eventsRetry,
  manifest,
  personExport,
  personForget,
  auditExport,
  auditVerify,
  sourcesList,
  sourcesCreate,
  sourcesRotate,
  sourcesTest,
  webhooksSchema,
];
