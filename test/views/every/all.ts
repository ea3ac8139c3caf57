/** Every view of Baton, by its file. */
import { adminViews } from './admin.ts';
import { alignmentViews } from './alignment.ts';
import { companyViews } from './company.ts';
import { crmViews } from './crm.ts';
import { currencyViews } from './currency.ts';
import { exportViews } from './exports.ts';
import { feedbackViews } from './feedback.ts';
import type { Builders } from './given.ts';
import { homeViews } from './home.ts';
import { importViews } from './imports.ts';
import { inboxChannelViews } from './inbox-channels.ts';
import { intakeViews } from './intake.ts';
import { introductionViews } from './introductions.ts';
import { leadMessageViews } from './lead-messages.ts';
import { leadViews } from './leads.ts';
import { libraryViews } from './library.ts';
import { planViews } from './marketing-plan.ts';
import { mindsetViews } from './mindset.ts';
import { qualityViews, questionViews } from './quality.ts';
import { reportCardViews } from './report-cards.ts';
import { requestViews } from './requests.ts';
import { reviewViews } from './reviews.ts';
import { rideAlongViews } from './ride-alongs.ts';
import { ritualViews } from './rituals.ts';
import { roleViews } from './roles.ts';
import { scoreboardViews } from './scoreboard.ts';
import { targetViews } from './targets.ts';
import { webhookViews } from './webhooks.ts';
import { winViews } from './wins.ts';

export const everyView: Record<string, Builders> = {
  ...leadViews,
  ...leadMessageViews,
  ...alignmentViews,
  ...importViews,
  ...inboxChannelViews,
  ...homeViews,
  ...introductionViews,
  ...companyViews,
  ...adminViews,
  ...libraryViews,
  ...reportCardViews,
  ...requestViews,
  ...exportViews,
  ...feedbackViews,
  ...mindsetViews,
  ...planViews,
  ...questionViews,
  ...qualityViews,
  ...reviewViews,
  ...rideAlongViews,
  ...ritualViews,
  ...roleViews,
  ...scoreboardViews,
  ...targetViews,
  ...winViews,
  ...webhookViews,
  ...crmViews,
  ...currencyViews,
  ...intakeViews,
};
