import { alertMessage, alertOverMessage } from '../../views/health/health.ts';
import { agendaPayloads } from '../agenda/messages.ts';
import { allRituals } from '../all-rituals/list.ts';
import { crmPayloads } from '../crm/messages.ts';
import { exportPayloads } from '../exports/messages.ts';
import { feedbackPayloads } from '../feedback/messages.ts';
import { helpPayloads } from '../help/messages.ts';
import { importPayloads } from '../imports/messages.ts';
import { inboxPayloads } from '../inbox-channels/messages.ts';
import { introductionPayloads } from '../introductions/messages.ts';
import {
  leadDigestPayloads,
  leadLinkPayloads,
  leadPayloads,
  leadQualityPayloads,
  leadStepPayloads,
} from '../leads/messages.ts';
import { libraryPayloads, libraryReviewPayloads } from '../library/messages.ts';
import { planPayloads } from '../marketing-plan/messages.ts';
import { mindsetPayloads } from '../mindset/messages.ts';
import { alertPayloads } from '../platform/alerts/messages.ts';
import { noteChange } from '../platform/changes/changes.ts';
import type { Keys } from '../platform/crypto/keys.ts';
import type { Tx } from '../platform/db/write.ts';
import type { Files } from '../platform/files/store.ts';
import { liveEdit, livePayloads } from '../platform/outbox/live-edit.ts';
import type { MessageCatalogue } from '../platform/outbox/message.ts';
import { questionPayloads } from '../questions/messages.ts';
import { reportCardPayloads } from '../report-cards/messages.ts';
import { requestPayloads, requestStepPayloads } from '../requests/messages.ts';
import { reviewPayloads } from '../reviews/messages.ts';
import { rideAlongPayloads } from '../ride-alongs/messages.ts';
import { ritualPayloads } from '../rituals/messages.ts';
import { rolePayloads } from '../roles/messages.ts';
import { scoreboardPayloads } from '../scoreboard/messages.ts';
import { setupPayloads } from '../setup/messages.ts';
import { receiverOfAlert } from '../teams/alert.ts';
import { teamPayloads } from '../teams/messages.ts';
import { winPayloads } from '../wins/messages.ts';
import { crmMessages } from './crm.ts';
import { exportMessages } from './exports.ts';
import { feedbackMessages } from './feedback.ts';
import { helpMessages } from './help.ts';
import { importMessages } from './imports.ts';
import { inboxMessages } from './inbox-channels.ts';
import { introductionMessages } from './introductions.ts';
import { leadDigestMessages } from './lead-digests.ts';
import { leadQualityMessages } from './lead-quality.ts';
import { leadMessages } from './leads.ts';
import { libraryMessages } from './library.ts';
import { libraryReviewMessages } from './library-review.ts';
import { linkMessages } from './links.ts';
import { planMessages } from './marketing-plan.ts';
import { mindsetMessages } from './mindset.ts';
import { morningMessages } from './morning.ts';
import { questionMessages } from './questions.ts';
import { reportCardMessages } from './report-cards.ts';
import { requestMessages } from './requests.ts';
import { reviewMessages } from './reviews.ts';
import { rideAlongMessages } from './ride-alongs.ts';
import { ritualMessages } from './rituals.ts';
import { roleMessages } from './roles.ts';
import { scoreboardMessages } from './scoreboard.ts';
import { setupMessages } from './setup.ts';
import { teamMessages } from './teams.ts';
import { winMessages } from './wins.ts';
import { workflowMessages } from './workflows.ts';

const payloads: MessageCatalogue['payloads'] = {
  ...agendaPayloads,
  ...alertPayloads,
  ...exportPayloads,
  ...feedbackPayloads,
  ...helpPayloads,
  ...crmPayloads,
  ...importPayloads,
  ...introductionPayloads,
  ...inboxPayloads,
  ...leadPayloads,
  ...leadDigestPayloads,
  ...leadQualityPayloads,
  ...leadStepPayloads,
  ...leadLinkPayloads,
  ...livePayloads,
  ...libraryPayloads,
  ...libraryReviewPayloads,
  ...mindsetPayloads,
  ...planPayloads,
  ...questionPayloads,
  ...reportCardPayloads,
  ...requestPayloads,
  ...requestStepPayloads,
  ...reviewPayloads,
  ...rideAlongPayloads,
  ...ritualPayloads,
  ...rolePayloads,
  ...scoreboardPayloads,
  ...setupPayloads,
  ...teamPayloads,
  ...winPayloads,
};

interface About {
  workspaceUrl: string;
  now: () => Date;
  keys: Keys;
  /** Names for documents, which have no mentions. */
  people: (ids: string[]) => Promise<{ id: string; name: string }[]>;
  files: Files;
}

/** Every kind of message that Baton posts: its payload, where it goes, and how it is rendered. */
export function messageCatalogue(about: About): MessageCatalogue {
  /** More people see alerts on their homes than get them as a message. */
  const redrawHomes = (tx: Tx) => noteChange(tx, { people: [], everybody: true }, about.now());
  const catalogue: MessageCatalogue = {
    payloads,
    messages: {
      live_edit: liveEdit(() => catalogue),
      ...exportMessages,
      ...feedbackMessages(about.keys),
      ...helpMessages(),
      ...crmMessages(),
      ...importMessages(about),
      ...introductionMessages,
      ...inboxMessages(about),
      ...leadMessages(about),
      ...leadDigestMessages(about.workspaceUrl),
      ...leadQualityMessages(about.workspaceUrl),
      ...libraryMessages(about.workspaceUrl),
      ...planMessages,
      ...morningMessages(about),
      ...libraryReviewMessages,
      ...mindsetMessages,
      ...questionMessages(),
      ...reportCardMessages,
      ...requestMessages(about),
      ...reviewMessages(about),
      ...rideAlongMessages(about),
      ...ritualMessages({ ...about, rituals: allRituals }),
      ...roleMessages,
      ...scoreboardMessages,
      ...setupMessages(),
      ...teamMessages,
      ...winMessages,
      ...workflowMessages(about),
      ...linkMessages(about),
      alert: {
        deliver: (db, alert) => ({ act: 'post', to: receiverOfAlert(db, alert), message: alertMessage(alert) }),
        posted: redrawHomes,
      },
      alert_over: {
        deliver: (db, alert) => ({ act: 'post', to: receiverOfAlert(db, alert), message: alertOverMessage(alert) }),
        posted: redrawHomes,
      },
    },
  };
  return catalogue;
}
