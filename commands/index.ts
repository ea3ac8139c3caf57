import type { App } from '@slack/bolt';
import type { Deps } from './deps.ts';
import * as feedbackAnswer from './feedback/answer.ts';
import * as feedback from './feedback/ask.ts';
import * as feedbackRounds from './feedback/rounds.ts';
import * as baton from './help/baton.ts';
import * as mention from './help/mention.ts';
import * as home from './home/home.ts';
import * as breaches from './leads/breaches.ts';
import * as several from './leads/bulk.ts';
import * as leadButtons from './leads/buttons.ts';
import * as definition from './leads/definition.ts';
import * as leadForms from './leads/forms.ts';
import * as handoff from './leads/handoff.ts';
import * as leads from './leads/list.ts';
import * as nurture from './leads/nurture.ts';
import * as leadOptions from './leads/options.ts';
import * as leadQuality from './leads/quality.ts';
import * as reactions from './leads/reactions.ts';
import * as libraryFigures from './library/figures.ts';
import * as libraryItems from './library/items.ts';
import * as libraryMissing from './library/missing.ts';
import * as libraryOptions from './library/options.ts';
import * as libraryReview from './library/review.ts';
import * as library from './library/search.ts';
import * as libraryPass from './library/share.ts';
import * as boxAnswers from './questions/answer.ts';
import * as box from './questions/ask.ts';
import * as contentRequests from './requests/ask.ts';
import * as contentRequestButtons from './requests/buttons.ts';
import * as contentRequestForms from './requests/forms.ts';
import * as contentRequestLists from './requests/lists.ts';
import * as contentRequestReactions from './requests/reactions.ts';
import * as preferences from './settings/preferences.ts';
import * as settings from './settings/settings.ts';
import * as rehearsal from './setup/rehearsal.ts';
import * as setup from './setup/setup.ts';
import * as directory from './teams/people.ts';
import * as teamRouting from './teams/routing.ts';
import * as teams from './teams/teams.ts';

/** Everything that people do with Baton in Slack, a file each. */
const capabilities = [
  handoff,
  leadButtons,
  leadForms,
  leadQuality,
  reactions,
  leads,
  leadOptions,
  several,
  teams,
  teamRouting,
  definition,
  nurture,
  library,
  libraryPass,
  libraryMissing,
  libraryFigures,
  libraryOptions,
  baton,
  directory,
  preferences,
  breaches,
  home,
  settings,
  setup,
  rehearsal,
  mention,
  box,
  boxAnswers,
  feedback,
  feedbackAnswer,
  feedbackRounds,
  contentRequests,
  contentRequestButtons,
  contentRequestForms,
  contentRequestLists,
  contentRequestReactions,
  libraryItems,
  libraryReview,
];

export function registerCommands(app: App, deps: Deps): void {
  for (const { register } of capabilities) register(app, deps);
}
