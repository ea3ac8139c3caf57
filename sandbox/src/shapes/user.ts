import type { Json } from '../json.ts';
import { appTeams, isOfTeams } from '../state/organisation.ts';
import type { PersonRecord } from '../state/records.ts';
import type { Store } from '../state/store.ts';

/** Making a formatter takes longer than using it, which counts in a workspace of thousands. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function part(tz: string, at: Date, style: 'longOffset' | 'long'): string {
  const key = `${tz} ${style}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: style });
  formatters.set(key, formatter);
  return formatter.formatToParts(at).find((each) => each.type === 'timeZoneName')?.value ?? '';
}

/** Seconds east of UTC at this moment. */
export function tzOffset(tz: string, at: Date): number {
  const [, sign, hours, minutes = '0'] = /GMT([+-])(\d+):?(\d+)?/.exec(part(tz, at, 'longOffset')) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** A person of another company, or of a workspace of the organisation in which the app does not work. */
const isForeign = (store: Store, person: PersonRecord): boolean =>
  person.isStranger || !isOfTeams(store, person, appTeams(store));

/**
 * Slack's `is_stranger`: a person of another workspace who shares no channel with the app
 * (docs.slack.dev/reference/objects/user-object).
 */
const isUnseen = (store: Store, person: PersonRecord): boolean =>
  ![...store.channels.values()].some(
    (channel) => channel.members.includes(person.id) && channel.members.includes(store.app.botUserId),
  );

const enterpriseUser = (store: Store, person: PersonRecord): Json => ({
  id: person.id,
  enterprise_id: store.organisation?.id,
  enterprise_name: store.organisation?.name,
  is_admin: person.isOrgAdmin,
  is_owner: false,
  is_primary_owner: false,
  teams: person.organisationTeams,
});

/** A user as `users.info` returns it. The email is included only for apps that may read it. */
export function userShape(store: Store, person: PersonRecord, mayReadEmail: boolean): Json {
  const [first = '', ...rest] = person.realName.split(' ');
  const at = store.clock.now();
  const profile: Json = {
    title: person.title,
    phone: '',
    skype: '',
    real_name: person.realName,
    real_name_normalized: person.realName,
    display_name: person.displayName,
    display_name_normalized: person.displayName,
    status_text: person.statusText,
    status_text_canonical: '',
    status_emoji: person.statusEmoji,
    status_expiration: 0,
    avatar_hash: `g${person.id.slice(2).toLowerCase()}`,
    first_name: first,
    last_name: rest.join(' '),
    team: person.teamId,
  };
  if (mayReadEmail && person.email) profile.email = person.email;
  if (person.isBot) {
    profile.bot_id = store.app.botId;
    profile.api_app_id = store.app.id;
    profile.always_active = false;
  }
  const user: Json = {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    profile,
    is_bot: person.isBot,
    is_app_user: false,
    updated: person.updated,
    ...(person.organisationTeams.length > 0 && { enterprise_user: enterpriseUser(store, person) }),
  };
  // Slack returns no more than this for a deactivated user.
  if (person.deleted) return user;
  return {
    ...user,
    color: '9f69e7',
    real_name: person.realName,
    tz: person.tz,
    tz_label: part(person.tz, at, 'long'),
    tz_offset: tzOffset(person.tz, at),
    is_admin: person.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    ...(isForeign(store, person) ? { is_stranger: isUnseen(store, person) } : {}),
  };
}
