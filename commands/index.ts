import * as alignment from './alignment/alignment.ts';
import * as auditLog from './audit/log.ts';
import * as crmConnect from './crm/connect.ts';
import * as crmDryRun from './crm/dry-run.ts';
import * as crmLists from './crm/lists.ts';
import * as crmPlan from './crm/plan.ts';
import * as crmRun from './crm/run.ts';
import * as currency from './currency/rates.ts';
import type { Deps } from './deps.ts';
import * as exportData from './exports/export.ts';
import * as feedbackAnswer from './feedback/answer.ts';
import * as feedbackAsk from './feedback/ask.ts';
import * as feedbackRounds from './feedback/rounds.ts';
import type { Router } from './guard.ts';
import * as helpBaton from './help/baton.ts';
import * as helpMention from './help/mention.ts';
import * as home from './home/home.ts';
import * as imports from './imports/imports.ts';
import * as inboxChannels from './inbox-channels/channels.ts';
import * as inboxProposals from './inbox-channels/proposals.ts';
import * as intakeMapping from './intake/mapping.ts';
import * as intakeSources from './intake/sources.ts';
import * as leadAway from './leads/away.ts';
import * as leadBlocked from './leads/blocked.ts';
import * as leadBreaches from './leads/breaches.ts';
import * as leadBulk from './leads/bulk.ts';
import * as leadButtons from './leads/buttons.ts';
import * as leadDefinition from './leads/definition.ts';
import * as leadForms from './leads/forms.ts';
import * as leadHandoff from './leads/handoff.ts';
import * as leadHistory from './leads/history.ts';
import * as leadLinks from './leads/links.ts';
import * as leadList from './leads/list.ts';
import * as leadNurture from './leads/nurture.ts';
import * as leadOptions from './leads/options.ts';
import * as leadQuality from './leads/quality.ts';
import * as libraryFigures from './library/figures.ts';
import * as libraryItems from './library/items.ts';
import * as libraryMissing from './library/missing.ts';
import * as libraryOptions from './library/options.ts';
import * as libraryReview from './library/review.ts';
import * as librarySearch from './library/search.ts';
import * as libraryShare from './library/share.ts';
import * as plan from './marketing-plan/plan.ts';
import * as planQuestions from './marketing-plan/questions.ts';
import * as mindsetAnswer from './mindset/answer.ts';
import * as mindsetFacilitate from './mindset/facilitate.ts';
import * as mindset from './mindset/mindset.ts';
import * as privacyForget from './privacy/forget.ts';
import * as questionAnswer from './questions/answer.ts';
import * as questionAsk from './questions/ask.ts';
import * as reactions from './reactions.ts';
import * as reportCardAnswer from './report-cards/answer.ts';
import * as reportCards from './report-cards/cards.ts';
import * as requestAsk from './requests/ask.ts';
import * as requestAskFromLibrary from './requests/ask-from-library.ts';
import * as requestButtons from './requests/buttons.ts';
import * as requestForms from './requests/forms.ts';
import * as requestHistory from './requests/history.ts';
import * as requestLists from './requests/list.ts';
import * as reviewActions from './reviews/actions.ts';
import * as reviewManage from './reviews/manage.ts';
import * as reviewPoints from './reviews/points.ts';
import * as review from './reviews/review.ts';
import * as rideAlongDebrief from './ride-alongs/debrief.ts';
import * as rideAlongPairs from './ride-alongs/pairs.ts';
import * as rideAlongs from './ride-alongs/ride-alongs.ts';
import * as rituals from './rituals/rituals.ts';
import * as roleQuestions from './roles/questions.ts';
import * as roles from './roles/roles.ts';
import * as scoreboardBehind from './scoreboard/behind.ts';
import * as scoreboard from './scoreboard/board.ts';
import * as preferences from './settings/preferences.ts';
import * as settings from './settings/settings.ts';
import * as setupIntroduction from './setup/introduction.ts';
import * as setupRehearsal from './setup/rehearsal.ts';
import * as setup from './setup/setup.ts';
import * as targets from './targets/targets.ts';
import * as teamPeople from './teams/people.ts';
import * as teamRetire from './teams/retire.ts';
import * as teamRouting from './teams/routing.ts';
import * as teams from './teams/teams.ts';
import * as webhooks from './webhooks/webhooks.ts';
import * as celebration from './wins/celebration.ts';
import * as winCredit from './wins/credit.ts';
import * as winMoment from './wins/moment.ts';
import * as winRules from './wins/rules.ts';
import * as wins from './wins/wins.ts';
import * as workflowSteps from './workflows/steps.ts';

/** Everything that people do with Baton in Slack, one file each. */
const capabilities = [
  leadHandoff,
  leadButtons,
  leadForms,
  leadHistory,
  leadQuality,
  leadList,
  imports,
  leadLinks,
  leadAway,
  leadOptions,
  leadBulk,
  leadBlocked,
  leadBreaches,
  leadDefinition,
  leadNurture,
  intakeSources,
  intakeMapping,
  inboxChannels,
  inboxProposals,
  crmConnect,
  crmPlan,
  crmRun,
  crmLists,
  crmDryRun,
  teams,
  teamRetire,
  teamRouting,
  teamPeople,
  librarySearch,
  libraryShare,
  libraryItems,
  libraryReview,
  libraryMissing,
  libraryFigures,
  libraryOptions,
  requestAsk,
  requestAskFromLibrary,
  requestButtons,
  requestForms,
  requestLists,
  requestHistory,
  reactions,
  feedbackAsk,
  feedbackAnswer,
  feedbackRounds,
  review,
  reviewActions,
  reviewManage,
  reviewPoints,
  rideAlongs,
  rideAlongDebrief,
  roles,
  roleQuestions,
  rideAlongPairs,
  rituals,
  reportCardAnswer,
  reportCards,
  alignment,
  scoreboard,
  scoreboardBehind,
  mindset,
  mindsetAnswer,
  mindsetFacilitate,
  targets,
  wins,
  winCredit,
  winRules,
  currency,
  winMoment,
  celebration,
  plan,
  planQuestions,
  questionAsk,
  questionAnswer,
  home,
  settings,
  preferences,
  auditLog,
  exportData,
  privacyForget,
  webhooks,
  workflowSteps,
  setup,
  setupIntroduction,
  setupRehearsal,
  helpBaton,
  helpMention,
];

export function registerCommands(router: Router, deps: Deps): void {
  for (const { routes } of capabilities) routes(router, deps);
}
