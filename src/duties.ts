import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { boxJobs } from './box/deliver.ts';
import { keepBox } from './box/periods.ts';
import type { Now } from './clock.ts';
import { climbLadders } from './clocks/run.ts';
import type { Keys } from './db/keys.ts';
import { pruneOnce } from './db/once.ts';
import type { Db } from './db/open.ts';
import type { Write } from './db/write.ts';
import { closeDueRounds, destroySpentKeys } from './feedback/close.ts';
import { forgettingJobs } from './feedback/forget.ts';
import { remindOfActions, remindOfFeedback } from './feedback/remind.ts';
import type { Files } from './files/store.ts';
import { openCheck } from './health/check.ts';
import type { Live } from './health/read.ts';
import { pruneHomeChanges } from './home/changes.ts';
import { pruneHomes } from './home/open.ts';
import type { Homes } from './home/publisher.ts';
import { pruneInbox } from './inbox/queries.ts';
import { breachJobs } from './leads/breaches.ts';
import { digestJobs } from './leads/digest.ts';
import { retentionJobs } from './leads/erase.ts';
import { morningJobs } from './leads/morning.ts';
import { wakeNurtured } from './leads/nurture.ts';
import { nurtureJobs } from './leads/nurture-list.ts';
import { wakeSnoozed } from './leads/snooze.ts';
import { tendDocuments } from './library/documents.ts';
import { askForReviews, reviewJobs } from './library/due-review.ts';
import { pruneMisses } from './library/misses.ts';
import { grantWishes } from './library/wishes.ts';
import { pruneOutbox } from './outbox/queries.ts';
import { qualityJobs, sendQuality } from './quality/weekly.ts';
import { askAboutDecided } from './requests/decided.ts';
import { requestDigestJobs } from './requests/digest.ts';
import { requestRetentionJobs } from './requests/erase.ts';
import { openReleaseOfTheLeft } from './requests/left.ts';
import type { Errand, Job, Sweep } from './schedule/job.ts';
import { greetAdmins, tickGreetings } from './setup/greet.ts';
import { tidyRehearsals } from './setup/tidy.ts';
import type { Directory } from './slack/directory.ts';
import type { FetchFile } from './slack/fetch-file.ts';
import { pruneDrafts } from './slack/open-view.ts';

interface Hands {
  db: Db;
  write: Write;
  keys: Keys;
  now: Now;
  log: Logger;
  web: WebClient;
  directory: Directory;
  files: Files;
  fetchFile: FetchFile;
  homes: Homes;
  live: () => Live;
  health?: { restMs: number } | undefined;
}

interface Duties {
  jobs: (known: Db) => Job[];
  sweeps: Sweep[];
  errands: Errand[];
}

/** All that Baton does by the clock: at planned moments, as soon as it is due, and after asking Slack. */
export function dutiesOf({
  db,
  write,
  keys,
  now,
  log,
  web,
  directory,
  files,
  fetchFile,
  homes,
  live,
  health,
}: Hands): Duties {
  return {
    jobs: (known) => [
      ...digestJobs(known),
      ...morningJobs(known),
      ...breachJobs(known),
      ...nurtureJobs(known),
      ...retentionJobs(known),
      ...requestRetentionJobs(known),
      ...forgettingJobs(known),
      ...qualityJobs(known),
      ...boxJobs(known, keys),
      ...requestDigestJobs(known),
      ...reviewJobs(known),
    ],
    sweeps: [
      { name: 'wake nurtured leads', run: wakeNurtured },
      { name: 'wake snoozed leads', run: wakeSnoozed },
      { name: 'tick set-up', run: tickGreetings },
      { name: 'end rounds of feedback', run: (tx, at) => closeDueRounds(tx, keys, at) },
      { name: 'remind of feedback', run: remindOfFeedback },
      { name: 'remind of what follows from feedback', run: remindOfActions },
      { name: 'ask about decided deals', run: askAboutDecided },
      { name: 'grant wishes', run: grantWishes },
      { name: 'clear outbox', run: pruneOutbox },
      { name: 'clear inbox', run: pruneInbox },
      { name: 'clear keys', run: pruneOnce },
      { name: 'clear drafts', run: pruneDrafts },
      { name: 'clear homes', run: pruneHomes },
      { name: 'clear changes of homes', run: pruneHomeChanges },
      { name: 'clear misses', run: pruneMisses },
    ],
    errands: [
      { name: 'show homes', run: async () => homes.showDue() },
      { name: 'climb ladders', run: (stopped) => climbLadders({ db, write, directory, now }, stopped) },
      { name: 'destroy keys', run: async () => destroySpentKeys(db, keys) },
      { name: 'keep the box', run: () => keepBox({ db, write, keys, now }) },
      { name: 'send reports of quality', run: (stopped) => sendQuality({ db, write, directory, now }, stopped) },
      { name: 'release what people had who left', run: openReleaseOfTheLeft({ db, write, directory, now }) },
      { name: 'ask for reviews', run: (stopped) => askForReviews({ db, write, directory, now }, stopped) },
      {
        name: 'tend documents',
        run: (stopped) => tendDocuments({ db, write, now, files, fetchFile }, stopped),
      },
      { name: 'greet admins', run: () => greetAdmins({ db, write, web, directory, now, log }) },
      {
        name: 'tidy rehearsals',
        run: (stopped) => tidyRehearsals({ db, write, web, now, log }, stopped),
      },
      {
        name: 'look after health',
        run: openCheck({ db, write, web, directory, now, log, live, ...health }),
      },
    ],
  };
}
