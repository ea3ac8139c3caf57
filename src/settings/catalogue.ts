import { keepRoundsMonths, minimumGroup } from '../feedback/settings.ts';
import {
  cardEmoji,
  declineReasons,
  declinesADay,
  digestSize,
  keepEndedMonths,
  lossReasons,
  manySnoozes,
  snoozeTimes,
  takeBackMinutes,
} from '../leads/settings.ts';
import { escalation } from '../leads/sla/settings.ts';
import { synonyms } from '../library/search/synonyms.ts';
import { contentKinds, mostMegabytes } from '../library/settings.ts';
import type { Setting } from '../platform/settings/setting.ts';
import { boxChannel, questionsPerDay } from '../questions/settings.ts';
import { keepRequestsMonths } from '../requests/settings.ts';
import { deputies } from '../teams/settings.ts';

export interface SettingEntry {
  setting: Setting<unknown>;
  /** Not for managers: it decides who they are, or erases what cannot come back. */
  adminsOnly: boolean;
}

const entry = <Value>(setting: Setting<Value>, { adminsOnly = false } = {}): SettingEntry => ({
  // What reads and writes it goes through its schema, which knows the type.
  setting: setting as Setting<unknown>,
  adminsOnly,
});

/** All that a company can change beside its teams, in the order in which it is shown and exported. */
export const allSettings: SettingEntry[] = [
  entry(cardEmoji),
  entry(declineReasons),
  entry(lossReasons),
  entry(takeBackMinutes),
  entry(escalation),
  entry(declinesADay),
  entry(snoozeTimes),
  entry(manySnoozes),
  entry(digestSize),
  entry(keepEndedMonths, { adminsOnly: true }),
  entry(contentKinds),
  entry(synonyms),
  entry(mostMegabytes, { adminsOnly: true }),
  entry(keepRequestsMonths, { adminsOnly: true }),
  entry(minimumGroup, { adminsOnly: true }),
  entry(keepRoundsMonths, { adminsOnly: true }),
  entry(boxChannel, { adminsOnly: true }),
  entry(questionsPerDay),
  entry(deputies, { adminsOnly: true }),
];

/** Undefined for what this Baton does not know. */
export const settingNamed = (key: string): SettingEntry | undefined =>
  allSettings.find(({ setting }) => setting.key === key);
