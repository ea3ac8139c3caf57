import type { App } from '@slack/bolt';
import type { Deps } from '../src/deps.ts';
import * as baton from './baton.ts';
import * as box from './box.ts';
import * as breaches from './breaches.ts';
import * as definition from './definition.ts';
import * as directory from './directory.ts';
import * as feedback from './feedback.ts';
import * as feedbackAnswer from './feedback-answer.ts';
import * as feedbackRounds from './feedback-rounds.ts';
import * as handoff from './handoff.ts';
import * as leadButtons from './lead-buttons.ts';
import * as leadForms from './lead-forms.ts';
import * as leadQuality from './lead-quality.ts';
import * as leads from './leads.ts';
import * as nurture from './nurture.ts';
import * as preferences from './preferences.ts';
import * as reactions from './reactions.ts';
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
  several,
  teams,
  teamRouting,
  definition,
  nurture,
  baton,
  directory,
  preferences,
  breaches,
  box,
  feedback,
  feedbackAnswer,
  feedbackRounds,
];

export function registerCommands(app: App, deps: Deps): void {
  for (const { register } of capabilities) register(app, deps);
}
