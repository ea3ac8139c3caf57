import type { App } from '@slack/bolt';
import * as baton from './baton.ts';
import * as box from './box.ts';
import * as boxAnswers from './box-answers.ts';
import * as breaches from './breaches.ts';
import * as contentRequestButtons from './content-request-buttons.ts';
import * as contentRequestForms from './content-request-forms.ts';
import * as contentRequestLists from './content-request-lists.ts';
import * as contentRequestReactions from './content-request-reactions.ts';
import * as contentRequests from './content-requests.ts';
import * as definition from './definition.ts';
import type { Deps } from './deps.ts';
import * as directory from './directory.ts';
import * as feedback from './feedback.ts';
import * as feedbackAnswer from './feedback-answer.ts';
import * as feedbackRounds from './feedback-rounds.ts';
import * as handoff from './handoff.ts';
import * as home from './home.ts';
import * as leadButtons from './lead-buttons.ts';
import * as leadForms from './lead-forms.ts';
import * as leadOptions from './lead-options.ts';
import * as leadQuality from './lead-quality.ts';
import * as leads from './leads.ts';
import * as library from './library.ts';
import * as libraryFigures from './library-figures.ts';
import * as libraryItems from './library-items.ts';
import * as libraryMissing from './library-missing.ts';
import * as libraryOptions from './library-options.ts';
import * as libraryPass from './library-pass.ts';
import * as libraryReview from './library-review.ts';
import * as mention from './mention.ts';
import * as nurture from './nurture.ts';
import * as preferences from './preferences.ts';
import * as reactions from './reactions.ts';
import * as rehearsal from './rehearsal.ts';
import * as settings from './settings.ts';
import * as setup from './setup.ts';
import * as several from './several.ts';
import * as teamRouting from './team-routing.ts';
import * as teams from './teams.ts';

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
