import type { WebClient } from '@slack/web-api';
import { UserError } from '../errors.ts';
import { MINUTE_MS } from '../time/units.ts';
import { slackError } from './open-view.ts';

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
  /** Short name of the emoji of their status, without colons; null when there is none. */
  statusEmoji: string | null;
}

/** The members of a team: those of its user group if it has one, else those of its channel. */
interface Membership {
  channelId: string;
  userGroupId: string | null;
}

/** People and memberships as Slack has them. Answers are at most a minute old. A failed question denies. */
export interface Directory {
  /** @throws UserError when Slack does not answer: rights that cannot be checked are denied. */
  person(userId: string): Promise<Person>;
  /** Ids of all members, bots and people who left included: check each person too. */
  members(of: Membership): Promise<ReadonlySet<string>>;
  /** Many people at once. */
  people(userIds: Iterable<string>): Promise<Person[]>;
  /** The end of "do not disturb" by id; people who may be disturbed are left out. */
  undisturbed(userIds: string[], at: Date): Promise<Map<string, Date>>;
  /** Workspace admins and owners. */
  admins(): Promise<Person[]>;
  /** Drops a cached answer after a change in Slack. */
  forget(id: string): void;
}

const FRESH_MS = MINUTE_MS;
/** Up to this number, people are read one by one; users.info allows some hundred calls a minute. */
const FEW = 15;
/** dnd.teamInfo takes at most 50 people (https://docs.slack.dev/reference/methods/dnd.teamInfo). */
const DND_AT_ONCE = 50;
const EVERYBODY = 'everybody';
const MOST_KEPT = 5_000;

/** `teamId` is the id of this workspace, which tells people of other workspaces apart. */
export function createDirectory(web: WebClient, teamId: string): Directory {
  const remembered = remember();
  const undisturbing = remember();

  const person = (userId: string) =>
    remembered(userId, async () => {
      const answer = await unless(UNSEEN, web.users.info({ user: userId }));
      // Slack hides people of other workspaces once no channel is shared with them.
      return toPerson(answer ? { ...answer.user, id: userId } : { id: userId, is_stranger: true }, teamId);
    });

  const members = ({ channelId, userGroupId }: Membership) =>
    userGroupId
      ? remembered(userGroupId, async () => {
          const answer = await unless(NO_PLACE, web.usergroups.users.list({ usergroup: userGroupId }));
          return new Set(answer?.users ?? []);
        })
      : remembered(channelId, async () => {
          const ids = await unless(NO_PLACE, everybodyIn(channelId));
          return ids ?? new Set<string>();
        });

  async function everybodyIn(channelId: string): Promise<Set<string>> {
    const ids = new Set<string>();
    for await (const page of web.paginate('conversations.members', { channel: channelId, limit: 200 })) {
      for (const id of (page as { members?: string[] }).members ?? []) ids.add(id);
    }
    return ids;
  }

  const everybody = () =>
    remembered(EVERYBODY, async () => {
      const found = new Map<string, Person>();
      for await (const page of web.paginate('users.list', { limit: 200 })) {
        for (const user of (page as { members?: SlackUser[] }).members ?? []) {
          const one = toPerson(user, teamId);
          found.set(one.id, one);
        }
      }
      return found;
    });

  async function people(userIds: Iterable<string>): Promise<Person[]> {
    const ids = [...userIds];
    if (ids.length <= FEW) return Promise.all(ids.map(person));
    const all = await everybody();
    return ids.map((id) => all.get(id) ?? toPerson({ id, is_stranger: true }, teamId));
  }

  async function undisturbed(userIds: string[], at: Date): Promise<Map<string, Date>> {
    const until = new Map<string, Date>();
    const now = at.getTime() / 1000;
    for (let from = 0; from < userIds.length; from += DND_AT_ONCE) {
      const some = userIds.slice(from, from + DND_AT_ONCE).join();
      const { users } = await undisturbing(some, () => web.dnd.teamInfo({ users: some }));
      for (const [id, dnd] of Object.entries(users ?? {})) {
        const { dnd_enabled, next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = dnd;
        if (dnd_enabled && start <= now && now < end) until.set(id, new Date(end * 1000));
      }
    }
    return until;
  }

  const admins = async () => [...(await everybody()).values()].filter((one) => one.isAdmin && one.isMember);

  function forget(id: string): void {
    remembered.forget(id);
    remembered.forget(EVERYBODY);
    undisturbing.forgetAll();
  }

  return { person, people, members, undisturbed, admins, forget };
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
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || 'Somebody',
    zone: user.tz ?? null,
    isAdmin: Boolean(user.is_admin || user.is_owner),
    isMember: standing === 'member',
    standing,
    statusEmoji: user.profile?.status_emoji?.replaceAll(':', '') || null,
  };
}

const UNSEEN = new Set(['user_not_found', 'user_not_visible']);
/**
 * A deleted channel or group, or one that Baton was removed from, has no members, so that one team does not block all.
 */
const NO_PLACE = new Set(['channel_not_found', 'no_such_subteam', 'subteam_not_found']);

/** Slack's answer, or undefined when it fails with one of these codes. */
async function unless<T>(codes: ReadonlySet<string>, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (codes.has(slackError(error) ?? '')) return undefined;
    throw error;
  }
}

/** Caches answers for a minute, with one pending question for each id. */
function remember() {
  const kept = new Map<string, { answer: Promise<unknown>; until: number }>();
  const ask = <T>(id: string, question: () => Promise<T>): Promise<T> => {
    const known = kept.get(id);
    if (known && performance.now() < known.until) return known.answer as Promise<T>;
    const answer = question().catch((error: unknown) => {
      if (kept.get(id)?.answer === answer) kept.delete(id);
      throw new UserError('I could not check with Slack who may do this. Please try again in a minute.', {
        cause: error,
      });
    });
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, { answer, until: performance.now() + FRESH_MS });
    return answer;
  };
  return Object.assign(ask, { forget: (id: string) => void kept.delete(id), forgetAll: () => kept.clear() });
}
