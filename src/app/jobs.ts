import { allRituals } from '../all-rituals/list.ts';
import { auditRetentionJobs } from '../audit/retention.ts';
import { recordStart, type StartFacts } from '../audit/start.ts';
import type { CrmSyncer } from '../crm/engine.ts';
import { endErasedLinks } from '../crm/erase.ts';
import { destroySpentKeys } from '../feedback/anonymous.ts';
import { closeDueRounds } from '../feedback/close.ts';
import { forgettingJobs } from '../feedback/forget.ts';
import { remindOfActions, remindOfFeedback } from '../feedback/remind.ts';
import { noteBackup } from '../health/backup.ts';
import { createHealthCheck } from '../health/check.ts';
import type { Live } from '../health/read.ts';
import { pruneHomes } from '../home/open.ts';
import type { Homes } from '../home/publisher.ts';
import { tendImports } from '../imports/tend.ts';
import { createInboxReader } from '../inbox-channels/reader.ts';
import { pruneIntake } from '../intake/kept.ts';
import { introduceNewcomers } from '../introductions/introduce.ts';
import { introductionJobs } from '../introductions/notice.ts';
import { passOnOfLeavers } from '../leads/acts/leavers.ts';
import { offerOfLongAbsences } from '../leads/acts/long-absence.ts';
import { routeAllWaiting } from '../leads/acts/move.ts';
import { wakeNurtured } from '../leads/acts/nurture.ts';
import { coverReturned } from '../leads/acts/return.ts';
import { wakeSnoozed } from '../leads/acts/snooze.ts';
import { returnLeadCards } from '../leads/card-return.ts';
import { retentionJobs } from '../leads/erase.ts';
import { runDueEscalations } from '../leads/escalation/run-due.ts';
import { qualityJobs, sendQuality } from '../leads/quality/weekly.ts';
import { peopleOfLeads } from '../leads/queries.ts';
import { digestJobs } from '../leads/reads/digest.ts';
import { nurtureJobs } from '../leads/reads/nurture-list.ts';
import { createTeamReader } from '../leads/routing/read-teams.ts';
import { createDocumentReader } from '../library/documents.ts';
import { askForReviews, reviewJobs } from '../library/due-review.ts';
import { pruneEmptySearches } from '../library/empty-searches.ts';
import { createIndexUpgrade } from '../library/search/index-upgrade.ts';
import { createTextRemoval } from '../library/search/removed-texts.ts';
import { answerSearchAlerts } from '../library/search-alerts.ts';
import { followPlanQuestions } from '../marketing-plan/ask.ts';
import { peopleOfPlan } from '../marketing-plan/queries.ts';
import { facilitators } from '../mindset/queries.ts';
import { tendGrouping } from '../mindset/remind.ts';
import { morningJobs } from '../morning/jobs.ts';
import { hearsInTheMorning } from '../morning/parts.ts';
import { pruneHomeChanges } from '../platform/changes/changes.ts';
import { type BackupPlan, createDailyBackup } from '../platform/db/daily-backup.ts';
import { pruneIdempotencyKeys } from '../platform/db/idempotency.ts';
import { pruneInbox } from '../platform/inbox/queries.ts';
import { pruneOutbox } from '../platform/outbox/queries.ts';
import type { AsyncTask } from '../platform/schedule/job.ts';
import type { Work } from '../platform/schedule/schedule.ts';
import type { Services } from '../platform/services.ts';
import { pruneDrafts } from '../platform/slack/open-view.ts';
import type { Deliverer } from '../platform/webhooks/deliver.ts';
import { pruneWebhooks } from '../platform/webhooks/deliveries.ts';
import { eraseOtherTexts } from '../privacy/mentions.ts';
import { emptyThreads } from '../privacy/threads.ts';
import { questionJobs } from '../questions/deliver.ts';
import { keepQuestionKeys } from '../questions/periods.ts';
import { askAboutDecided } from '../requests/acts/ask-if-it-helped.ts';
import { releaseOfLeavers } from '../requests/acts/release-of-leavers.ts';
import { returnRequestCards } from '../requests/card-return.ts';
import { digestJobs as requestDigestJobs } from '../requests/digest.ts';
import { retentionJobs as requestRetentionJobs } from '../requests/erase.ts';
import { peopleOfRequests } from '../requests/queries.ts';
import { ownersOfActions } from '../reviews/queries.ts';
import { coverActionsOfLeavers, remindOfReviewActions } from '../reviews/remind.ts';
import { monthlyReviewJobs } from '../reviews/schedule.ts';
import { endRideAlongs, releaseSeatsOfLeavers, remindOfRideAlongs } from '../ride-alongs/clock.ts';
import { retentionJobs as rideAlongRetentionJobs } from '../ride-alongs/erase.ts';
import { peopleOfRideAlongs } from '../ride-alongs/queries.ts';
import { destroySpentRitualKeys } from '../rituals/anonymous.ts';
import { peopleOfOpenCycles } from '../rituals/queries.ts';
import { createRitualTask } from '../rituals/run.ts';
import { followRoleQuestions } from '../roles/follow.ts';
import { peopleOfRoles } from '../roles/queries.ts';
import { countForScoreboard } from '../scoreboard/count.ts';
import { scoreboardJobs } from '../scoreboard/weekly.ts';
import { greetAdmins, tickGreetings } from '../setup/greet.ts';
import { welcomeNewTeams } from '../setup/introduce.ts';
import { createManifestNews } from '../setup/manifest-news.ts';
import { tidyRehearsals } from '../setup/tidy.ts';
import { createCardReturn } from '../teams/card-return.ts';
import { createOutsiderReader } from '../teams/outsiders.ts';
import { createStandingReader } from '../teams/standing.ts';
import { refreshCelebrations } from '../wins/celebration/save.ts';
import { keepWins } from '../wins/keep.ts';
import { peopleOfWins } from '../wins/shown.ts';
import { winJobs } from '../wins/weeks.ts';

interface JobDeps extends Services {
  homes: Homes;
  live: () => Live;
  /** Events and commands of the routes; known once the schedule starts. */
  manifestParts: () => readonly string[];
  /** Baton's own id as a bot, in its messages. */
  botId: string;
  workspaceUrl: string;
  health?: { restMs: number } | undefined;
  backups?: BackupPlan | undefined;
  /** The present configuration: tokens can change without a restart. */
  facts: () => StartFacts;
  /** Undefined without an HTTP door. */
  openDoor: (() => Promise<void>) | undefined;
  /** Send the audit log out. */
  auditTasks: AsyncTask[];
  webhooks: Deliverer;
  crmSync: CrmSyncer;
}

/** All scheduled work of Baton. */
export function jobsOf(deps: JobDeps): Work {
  const { db, write, now, keys, homes, health, backups, facts, auditTasks, webhooks, crmSync, erasureLog } = deps;
  const made = async (backup: { file: string; bytes: number }) => {
    erasureLog.copy({ again: true });
    await write((tx) => noteBackup(tx, backup, now()));
  };
  return {
    jobs: (known) => [
      ...digestJobs(known),
      ...morningJobs(known),
      ...nurtureJobs(known),
      ...introductionJobs(known),
      ...retentionJobs(known),
      ...auditRetentionJobs(known),
      ...requestRetentionJobs(known),
      ...rideAlongRetentionJobs(known),
      ...forgettingJobs(known),
      ...qualityJobs(known),
      ...questionJobs(known, keys),
      ...scoreboardJobs(known),
      ...winJobs(known),
      ...monthlyReviewJobs(known),
      ...requestDigestJobs(known),
      ...reviewJobs(known),
    ],
    transactionalTasks: [
      { name: 'wake nurtured leads', run: wakeNurtured },
      { name: 'wake snoozed leads', run: wakeSnoozed },
      { name: 'offer leads of long absences', run: offerOfLongAbsences },
      { name: 'route leads that wait for their team', run: routeAllWaiting },
      { name: 'pass on leads of leavers', run: passOnOfLeavers },
      { name: 'cover returned leads', run: coverReturned },
      { name: 'release requests of leavers', run: releaseOfLeavers },
      { name: 'tick set-up', run: tickGreetings },
      { name: 'close rounds of feedback', run: (tx, at) => closeDueRounds(tx, keys, at) },
      { name: 'remind of feedback', run: remindOfFeedback },
      { name: 'remind of actions from feedback', run: remindOfActions },
      { name: 'remind of actions of reviews', run: remindOfReviewActions },
      { name: 'tend mindset checks', run: tendGrouping },
      { name: 'cover actions of leavers', run: coverActionsOfLeavers },
      { name: 'remind of ride-alongs', run: remindOfRideAlongs },
      { name: 'end ride-alongs', run: endRideAlongs },
      { name: 'release seats of leavers', run: releaseSeatsOfLeavers },
      { name: 'follow questions of the plan', run: followPlanQuestions },
      { name: 'follow questions of roles', run: followRoleQuestions },
      { name: 'ask about decided deals', run: askAboutDecided },
      { name: 'answer search alerts', run: answerSearchAlerts },
      { name: 'record a changed configuration', run: (tx, at) => recordStart(tx, facts(), at) },
      { name: 'end links of erased leads', run: endErasedLinks },
      { name: 'prune outbox', run: pruneOutbox },
      { name: 'prune inbox', run: pruneInbox },
      { name: 'prune kept bodies', run: pruneIntake },
      { name: 'prune webhooks', run: pruneWebhooks },
      { name: 'prune idempotency keys', run: pruneIdempotencyKeys },
      { name: 'prune drafts', run: pruneDrafts },
      { name: 'prune homes', run: pruneHomes },
      { name: 'prune changes of homes', run: pruneHomeChanges },
      { name: 'prune empty searches', run: pruneEmptySearches },
    ],
    asyncTasks: [
      { name: 'count for the scoreboard', run: (stop) => countForScoreboard(deps, stop) },
      { name: 'run rituals', run: createRitualTask(deps, allRituals) },
      { name: 'keep wins', run: (stop) => keepWins({ ...deps, also: refreshCelebrations }, stop) },
      { name: 'read teams', run: createTeamReader(deps) },
      { name: 'read inbox channels', run: createInboxReader(deps) },
      { name: 'return cards', run: createCardReturn(deps, [returnLeadCards, returnRequestCards]) },
      {
        name: 'look people up',
        run: createStandingReader(deps, [
          peopleOfLeads,
          peopleOfRequests,
          peopleOfWins,
          ownersOfActions,
          peopleOfRideAlongs,
          peopleOfOpenCycles,
          facilitators,
          peopleOfRoles,
          peopleOfPlan,
        ]),
      },
      { name: 'run due escalations', run: (stop) => runDueEscalations(deps, stop) },
      { name: 'show homes', run: async () => homes.showDue() },
      {
        name: 'destroy keys',
        run: async () => {
          destroySpentKeys(db, keys);
          destroySpentRitualKeys(db, keys);
        },
      },
      { name: 'keep questions sealed', run: () => keepQuestionKeys(deps) },
      { name: 'send reports of quality', run: (stop) => sendQuality(deps, stop) },
      { name: 'ask for reviews', run: (stop) => askForReviews({ ...deps, hearsOtherwise: hearsInTheMorning }, stop) },
      { name: 'tend imports', run: (stop) => tendImports(deps, stop) },
      { name: 'renew the index of the library', run: createIndexUpgrade(deps) },
      { name: 'drop removed texts from the search', run: createTextRemoval(deps) },
      { name: 'read documents', run: createDocumentReader(deps) },
      { name: 'greet admins', run: () => greetAdmins(deps) },
      { name: 'compare the manifest', run: createManifestNews(deps, deps.manifestParts) },
      { name: 'erase people in other texts', run: (stop) => eraseOtherTexts(deps, stop) },
      { name: 'empty threads of erased leads', run: (stop) => emptyThreads(deps, stop) },
      { name: 'copy the log of erasures', run: async () => erasureLog.copy() },
      { name: 'look for outsiders in channels', run: createOutsiderReader(deps) },
      { name: 'introduce newcomers', run: (stop) => introduceNewcomers(deps, stop) },
      { name: 'welcome members of new teams', run: () => welcomeNewTeams(deps) },
      { name: 'tidy rehearsals', run: (stop) => tidyRehearsals(deps, stop) },
      ...(deps.openDoor ? [{ name: 'open the HTTP door', run: deps.openDoor }] : []),
      { name: 'sync with the CRM', run: crmSync.run },
      { name: 'send webhooks', run: async () => webhooks.sendDue() },
      ...auditTasks,
      ...(backups ? [{ name: 'back up', run: createDailyBackup({ db, now, made }, backups) }] : []),
      { name: 'check health', run: createHealthCheck({ ...deps, ...health }) },
    ],
  };
}
