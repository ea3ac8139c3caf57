import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.ts';
import { MINUTE_MS } from '../time/units.ts';
import { canonicalZone } from '../time/zones.ts';
import { keepAnswers } from './answers.ts';
import { slackError } from './open-view.ts';
import { createPace } from './pace.ts';
import { askPatiently, type Clock, pagesOf, realClock } from './pages.ts';

export interface Person {
  id: string;
  name: string;
  /** IANA zone from the person's Slack settings. */
  zone: string | null;
  /** Workspace admin or owner. */
  isAdmin: boolean;
  /** Additional manager: named by the company to act as an admin. */
  isDeputy?: boolean;
  /** A full member of this workspace: not a guest, a bot, deactivated, or here through Slack Connect. */
  isMember: boolean;
  /** The reason, in words that follow "you are". */
  standing: 'member' | 'a guest' | 'from another workspace' | 'a bot' | 'deactivated';
  /** Short name of their status emoji, without colons; null without one. */
  statusEmoji: string | null;
}

/** The members of a team: those of its user group if it has one, else those of its channel. */
interface Membership {
  channelId: string;
  userGroupId: string | null;
}

/** People and memberships as Slack has them. A failed question denies; an answer that comes late is kept. */
export interface Directory {
  /**
   * At most a minute old.
   * @throws UserError when Slack does not answer: rights that cannot be checked are denied.
   */
  person(userId: string): Promise<Person>;
  /**
   * Ids of all members, bots and people who left included: check each person too. At most a minute old.
   * @throws PlaceGone for a channel or user group that is deleted or disabled.
   */
  members(of: Membership): Promise<ReadonlySet<string>>;
  /** Many people, at most ten minutes old, or an hour where everyone was listed. Changes that Slack tells are known at once. */
  people(userIds: Iterable<string>): Promise<Person[]>;
  /** The end of "do not disturb" by id; people who may be disturbed are left out. */
  undisturbed(userIds: string[], at: Date): Promise<Map<string, Date>>;
  /** Workspace admins and owners. */
  admins(): Promise<Person[]>;
  /** Takes over one person's change, from the event that tells it. */
  noteChange(user: SlackUser & { id: string }): void;
  /** Drops what is known of one channel, user group or person after a change in Slack. */
  forget(id: string): void;
}

const FRESH_MS = MINUTE_MS;
const KNOWN_MS = 10 * MINUTE_MS;
/** A listing older than this is read again, while the known one still answers. */
const LISTED_MS = 60 * MINUTE_MS;
/** dnd.teamInfo takes at most 50 people (https://docs.slack.dev/reference/methods/dnd.teamInfo). */
const DND_AT_ONCE = 50;
const EVERYBODY = 'everybody';
/** The maxima of users.list (1,000) and conversations.members (under 1,000), https://docs.slack.dev/reference/methods. */
const PEOPLE_PAGE = 1_000;
const MEMBERS_PAGE = 999;
/** users.info takes over 100 calls a minute; a part is left for the rights of people who act meanwhile. */
const BY_ID = { burst: 40, perSecond: 1, atOnce: 5 };
/** users.list takes 20 calls a minute. */
const SECONDS_A_PAGE = 3;
/** Read one by one while the size of the workspace is unknown. */
const FEW = 100;

/** `teamId` is the id of this workspace, which tells people of other workspaces apart. */
export function createDirectory(web: WebClient, teamId: string, clock: Clock = realClock): Directory {
  const patiently = <T>(onWait: () => void, question: () => Promise<T>) => askPatiently(question, clock, onWait);
  const pace = createPace(BY_ID, clock);

  const persons = keepAnswers<Person>(async (userId, onWait) => {
    const answer = await unless(
      UNSEEN,
      patiently(onWait, () => web.users.info({ user: userId })),
    );
    // Slack hides people of other workspaces once no channel is shared with them.
    return toPerson(answer ? { ...answer.user, id: userId } : { id: userId, is_stranger: true }, teamId);
  }, clock);

  const groups = keepAnswers<ReadonlySet<string>>(async (usergroup, onWait) => {
    const asked = patiently(onWait, () => web.usergroups.users.list({ usergroup }));
    return new Set((await orGone(asked)).users);
  }, clock);

  const channels = keepAnswers<ReadonlySet<string>>(async (channel, onWait) => {
    const read = async () => {
      const ids = new Set<string>();
      const ask = (at?: { cursor: string }) => web.conversations.members({ channel, limit: MEMBERS_PAGE, ...at });
      for await (const { members = [] } of pagesOf(ask, clock, onWait)) for (const id of members) ids.add(id);
      return ids;
    };
    return orGone(read());
  }, clock);

  const undisturbing = keepAnswers(async (users, onWait) => {
    const asked = patiently(onWait, () => web.dnd.teamInfo({ users }));
    // A company may decline the scope: everyone may be disturbed then.
    return (await unless(DECLINED, asked))?.users ?? {};
  }, clock);

  /** People who change while the listing is read: a page may be older than the event. */
  let changed: Map<string, Person> | undefined;
  let listed: Map<string, Person> | undefined;
  const listing = keepAnswers<Map<string, Person>>(async (_, onWait) => {
    changed = new Map();
    const found = new Map<string, Person>();
    const ask = (at?: { cursor: string }) => web.users.list({ limit: PEOPLE_PAGE, ...at });
    for await (const { members = [] } of pagesOf(ask, clock, onWait)) {
      for (const user of members as SlackUser[]) {
        const one = toPerson(user, teamId);
        found.set(one.id, one);
      }
    }
    for (const [id, one] of changed) found.set(id, one);
    changed = undefined;
    listed = found;
    return found;
  }, clock);

  /** Everyone of the workspace. A known listing answers while it is read again. */
  async function everybody(): Promise<ReadonlyMap<string, Person>> {
    const asked = listing.get(EVERYBODY, LISTED_MS);
    if (!listed) return asked;
    asked.catch(() => {});
    return listed;
  }

  const listIsQuicker = (count: number): boolean =>
    listed ? count - BY_ID.burst > Math.ceil(listed.size / PEOPLE_PAGE) * SECONDS_A_PAGE : count > FEW;

  async function people(userIds: Iterable<string>): Promise<Person[]> {
    const ids = [...new Set(userIds)];
    const unknown = ids.filter((id) => !persons.known(id, KNOWN_MS));
    const all = listIsQuicker(unknown.length) ? await everybody() : undefined;
    return Promise.all(
      ids.map((id) => persons.known(id, KNOWN_MS) ?? all?.get(id) ?? pace(() => persons.get(id, KNOWN_MS))),
    );
  }

  async function undisturbed(userIds: string[], at: Date): Promise<Map<string, Date>> {
    const until = new Map<string, Date>();
    const now = at.getTime() / 1000;
    for (let from = 0; from < userIds.length; from += DND_AT_ONCE) {
      const users = await undisturbing.get(userIds.slice(from, from + DND_AT_ONCE).join(), FRESH_MS);
      for (const [id, dnd] of Object.entries(users)) {
        const { dnd_enabled, next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = dnd;
        if (dnd_enabled && start <= now && now < end) until.set(id, new Date(end * 1000));
      }
    }
    return until;
  }

  return {
    people,
    undisturbed,
    person: (userId) => persons.get(userId, FRESH_MS),
    members: ({ channelId, userGroupId }) =>
      userGroupId ? groups.get(userGroupId, FRESH_MS) : channels.get(channelId, FRESH_MS),
    admins: async () => [...(await everybody()).values()].filter((one) => one.isAdmin && one.isMember),
    noteChange(user) {
      persons.forget(user.id);
      const one = toPerson(user, teamId);
      changed?.set(user.id, one);
      listed?.set(user.id, one);
    },
    forget(id) {
      for (const each of [persons, groups, channels]) each.forget(id);
      undisturbing.forgetAll();
    },
  };
}

interface SlackUser {
  id?: string;
  team_id?: string;
  /** In an Enterprise organisation: the workspaces that the person is a member of. */
  enterprise_user?: { teams?: string[] };
  name?: string;
  real_name?: string;
  tz?: string;
  deleted?: boolean;
  is_bot?: boolean;
  is_admin?: boolean;
  is_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  profile?: { display_name?: string; real_name?: string; status_emoji?: string };
}

/** In an Enterprise organisation, `team_id` may be another workspace of a person who is a member of ours too. */
const isOfWorkspace = ({ team_id, enterprise_user }: SlackUser, teamId: string): boolean =>
  team_id === undefined || team_id === teamId || enterprise_user?.teams?.includes(teamId) === true;

function toPerson(user: SlackUser, teamId: string): Person {
  const standing = user.deleted
    ? 'deactivated'
    : user.is_bot || user.id === 'USLACKBOT'
      ? 'a bot'
      : user.is_stranger || !isOfWorkspace(user, teamId)
        ? 'from another workspace'
        : user.is_restricted || user.is_ultra_restricted
          ? 'a guest'
          : 'member';
  return {
    id: user.id ?? '',
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || 'Someone',
    zone: canonicalZone(user.tz ?? '') ?? null,
    isAdmin: Boolean(user.is_admin || user.is_owner),
    isMember: standing === 'member',
    standing,
    statusEmoji: user.profile?.status_emoji?.replaceAll(':', '') || null,
  };
}

const DECLINED = new Set(['missing_scope']);
const UNSEEN = new Set(['user_not_found', 'user_not_visible']);
/**
 * Codes of a channel or user group that is deleted, disabled or hidden from Baton, also by a scope that was not granted
 * (https://docs.slack.dev/reference/methods/usergroups.users.list#errors).
 */
const GONE = new Set([
  'channel_not_found',
  'no_such_subteam',
  'subteam_not_found',
  'subteam_disabled',
  'plan_upgrade_required',
  'paid_teams_only',
  'missing_scope',
]);

export const isGone = (code: string): boolean => GONE.has(code);

/** A channel or user group that Slack tells no members of, which does not mean that it has none. */
export class PlaceGone extends UserError {
  readonly code: string;
  constructor(code: string) {
    super(
      'I cannot see who is in this channel or user group. It may be deleted or disabled, or I was removed from it.',
    );
    this.code = code;
  }
}

/** @throws PlaceGone for these codes. */
async function orGone<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = slackError(error) ?? '';
    throw isGone(code) ? new PlaceGone(code) : error;
  }
}

/** Slack's answer, or undefined when it fails with one of these codes. */
async function unless<T>(codes: ReadonlySet<string>, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (codes.has(slackError(error) ?? '')) return undefined;
    throw error;
  }
}
