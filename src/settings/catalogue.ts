import { allRituals } from '../all-rituals/list.ts';
import { keepAuditMonths } from '../audit/retention.ts';
import { keepRoundsMonths } from '../feedback/forget.ts';
import { minimumGroup } from '../feedback/settings.ts';
import { handOffEmoji } from '../inbox-channels/settings.ts';
import { publicAddress } from '../intake/address.ts';
import { blockedDomains, consumerDomains, ownDomains } from '../leads/company-domain.ts';
import { keepEndedMonths } from '../leads/erase.ts';
import { phoneCountrySetting } from '../leads/phone-country.ts';
import {
  cardEmoji,
  declineReasons,
  declinesADay,
  digestSize,
  hotScore,
  longAbsenceDays,
  lossReasons,
  manySnoozes,
  otherTeamsLeads,
  snoozeTimes,
  takeBackMinutes,
  usualCurrency,
} from '../leads/settings.ts';
import { answerHours, escalation } from '../leads/sla/settings.ts';
import { synonyms } from '../library/search/synonyms.ts';
import { contentKinds, mostMegabytes } from '../library/settings.ts';
import { mindsetFacilitator, mindsetSynonyms } from '../mindset/settings.ts';
import type { Setting } from '../platform/settings/setting.ts';
import { questionsChannel, questionsPerDay } from '../questions/settings.ts';
import { keepEndedMonths as keepEndedRequestsMonths } from '../requests/erase.ts';
import { reviewDay } from '../reviews/settings.ts';
import { ridesAMonth } from '../ride-alongs/settings.ts';
import { executive } from '../roles/settings.ts';
import { ripeDays } from '../scoreboard/settings.ts';
import { targetUnit } from '../targets/settings.ts';
import { deputies, sharedChannel, sisterWorkspaces, winsChannel } from '../teams/settings.ts';
import { winSizes } from '../wins/settings.ts';

// Readers and writers use the schema, which knows the type.
const untyped = <Value>(one: Setting<Value>) => one as Setting<unknown>;

/** Everything that a company can change except its teams, in the order of the page and of an export. */
export const allSettings: Setting<unknown>[] = [
  untyped(cardEmoji),
  untyped(handOffEmoji),
  untyped(declineReasons),
  untyped(lossReasons),
  untyped(hotScore),
  untyped(takeBackMinutes),
  untyped(escalation),
  untyped(answerHours),
  untyped(declinesADay),
  untyped(snoozeTimes),
  untyped(manySnoozes),
  untyped(longAbsenceDays),
  untyped(usualCurrency),
  untyped(digestSize),
  untyped(otherTeamsLeads),
  untyped(phoneCountrySetting),
  untyped(ownDomains),
  untyped(consumerDomains),
  untyped(blockedDomains),
  untyped(keepEndedMonths),
  untyped(publicAddress),
  untyped(contentKinds),
  untyped(synonyms),
  untyped(mostMegabytes),
  untyped(keepEndedRequestsMonths),
  untyped(minimumGroup),
  untyped(keepRoundsMonths),
  untyped(questionsChannel),
  untyped(questionsPerDay),
  untyped(sharedChannel),
  untyped(reviewDay),
  ...allRituals.map(({ rhythm }) => untyped(rhythm)),
  untyped(mindsetFacilitator),
  untyped(mindsetSynonyms),
  untyped(ridesAMonth),
  untyped(ripeDays),
  untyped(targetUnit),
  untyped(winsChannel),
  untyped(winSizes),
  untyped(keepAuditMonths),
  untyped(deputies),
  untyped(executive),
  untyped(sisterWorkspaces),
];

/** Undefined for a key that this version of Baton does not know. */
export const settingNamed = (key: string): Setting<unknown> | undefined => allSettings.find((one) => one.key === key);
