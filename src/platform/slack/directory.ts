import type { WebClient } from '@slack/web-api';
import { MINUTE_MS } from '../time/units.ts';
import { canonicalZone } from '../time/zones.ts';
import { createAllowance } from './allowance.ts';
import { idsIn, keepAnswers, NOT_GRANTED, unless } from './answers.ts';
import { type Company, isAdminOf, placeOf, type SlackUser, type Standing, slackUser, workspacesOf } from './company.ts';
import { createGroupReader } from './group-reader.ts';
import { createPace } from './pace.ts';
import { askPatiently, type Clock, pagesOf, realClock } from './pages.ts';
import { orGone } from './place-gone.ts';
import { createUndisturbed } from './undisturbed.ts';

export interface Person {
  id: string;
  name: string;
  /** IANA zone from the person's Slack settings. */
  zone: string | null;
  /** Admin or owner of a workspace of the company, or of its organisation. */
  isAdmin: boolean;
  /** Additional manager: named by the company to act as an admin. */
  isDeputy?: boolean;
  /** A full member of the company: not a guest, a bot, deactivated, or here through Slack Connect. */
  isMember: boolean;
  /** The reason, in words that follow "you are". */
  standing: Standing;
  /** A full member of another workspace of the same Enterprise organisation, who can become a colleague. */
  isSister?: boolean;
  /** Those of the company's workspaces that are theirs. */
  workspaceIds?: string[];
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
   * At most a minute old, or five for one act, during which Slack is asked again. When more people act than Slack can be asked
   * for, the list of everyone answers: at most an hour old, with all changes that events told.
   * @throws UserError when Slack does not answer: rights that cannot be checked are denied.
   */
  person(userId: string): Promise<Person>;
  /**
   * Ids of all members, bots and people who left included: check each person too. As old as a person.
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
/** An act does not wait for what Slack said so recently: it is asked again meanwhile, and its events tell changes at once. */
const USABLE_MS = 5 * MINUTE_MS;
const KNOWN_MS = 10 * MINUTE_MS;
/** A listing older than this is read again, while the known one still answers. */
const LISTED_MS = 60 * MINUTE_MS;
const EVERYBODY = 'everybody';
/** The maxima of users.list (1,000) and conversations.members (under 1,000), https://docs.slack.dev/reference/methods. */
const PEOPLE_PAGE = 1_000;
const MEMBERS_PAGE = 999;
/** users.info takes over 100 calls a minute. */
const USERS_INFO = { burst: 90, stepMs: 640 };
/** Reads of many people leave a part for the rights of people who act meanwhile. */
const BY_ID = { leaves: 50, atOnce: 5 };
/** users.list takes 20 calls a minute. */
const SECONDS_A_PAGE = 3;
/** Read one by one while the size of the workspace is unknown. */
const FEW = 100;

export function createDirectory(web: WebClient, company: Company, clock: Clock = realClock): Directory {
  const patiently = <T>(onWait: () => void, question: () => Promise<T>) => askPatiently(question, clock, onWait);
  const allowance = createAllowance(USERS_INFO, clock);
  const pace = createPace({ allowance, ...BY_ID }, clock);

  const persons = keepAnswers<Person>(async (userId, onWait) => {
    allowance.take();
    const answer = await unless(
      UNSEEN,
      patiently(onWait, () => web.users.info({ user: userId })),
    );
    // Slack hides people of other workspaces once no channel is shared with them.
    const user = answer ? { ...slackUser.parse(answer.user), id: userId } : { id: userId, is_stranger: true };
    return toPerson(user, company);
  }, clock);

  const readGroup = createGroupReader(web, company);
  const groups = keepAnswers<ReadonlySet<string>>(
    (usergroup, onWait) => orGone(readGroup(usergroup, (question) => patiently(onWait, question))),
    clock,
  );

  const channels = keepAnswers<ReadonlySet<string>>(async (channel, onWait) => {
    const read = async () => {
      const ids = new Set<string>();
      const ask = (at?: { cursor: string }) => web.conversations.members({ channel, limit: MEMBERS_PAGE, ...at });
      for await (const { members } of pagesOf(ask, clock, onWait)) for (const id of idsIn(members)) ids.add(id);
      return ids;
    };
    return orGone(read());
  }, clock);

  /** People who change while the listing is read: a page may be older than the event. */
  let changed: Map<string, Person> | undefined;
  let listed: Map<string, Person> | undefined;
  const listing = keepAnswers<Map<string, Person>>(async (_, onWait) => {
    changed = new Map();
    const found = new Map<string, Person>();
    const read = async (team_id: string) => {
      const ask = (at?: { cursor: string }) => web.users.list({ limit: PEOPLE_PAGE, team_id, ...at });
      for await (const { members = [] } of pagesOf(ask, clock, onWait)) {
        for (const member of members) {
          const { data } = slackUser.safeParse(member);
          if (!data) continue;
          const one = toPerson(data, company);
          found.set(one.id, merged(found.get(one.id), one));
        }
      }
    };
    for (const workspaceId of company.workspaceIds) await unless(NOT_GRANTED, read(workspaceId));
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

  /** Of all questions together: a start asks for each team by itself. */
  let wanted = 0;
  const listIsQuicker = (): boolean =>
    listed
      ? wanted - (USERS_INFO.burst - BY_ID.leaves) > Math.ceil(listed.size / PEOPLE_PAGE) * SECONDS_A_PAGE
      : wanted > FEW;

  async function people(userIds: Iterable<string>): Promise<Person[]> {
    const ids = [...new Set(userIds)];
    const unknown = ids.filter((id) => !persons.known(id, KNOWN_MS));
    wanted += unknown.length;
    try {
      const all = listIsQuicker() ? await everybody() : undefined;
      const before = listed;
      // A list that comes meanwhile, for another question, ends the wait. The one from before may be hours old.
      const read = (id: string) =>
        pace(async () => (listed === before ? undefined : listed?.get(id)) ?? persons.get(id, KNOWN_MS));
      return await Promise.all(ids.map((id) => persons.known(id, KNOWN_MS) ?? all?.get(id) ?? read(id)));
    } finally {
      wanted -= unknown.length;
    }
  }

  /** So many people act that Slack would refuse the question: the list of everyone answers, which follows the events of changes. */
  async function listedPerson(userId: string): Promise<Person> {
    const known = persons.known(userId, USABLE_MS) ?? (await everybody()).get(userId);
    return known ?? persons.get(userId, FRESH_MS, USABLE_MS);
  }

  /** Slack's answer of the last five minutes, about this person or about everyone; it is asked again meanwhile. */
  function person(userId: string): Promise<Person> {
    if (allowance.waitMs() > 0) return listedPerson(userId);
    const recent = persons.known(userId, USABLE_MS) ?? listing.known(EVERYBODY, USABLE_MS)?.get(userId);
    const asked = persons.get(userId, FRESH_MS, USABLE_MS);
    if (!recent) return asked;
    asked.catch(() => {});
    return Promise.resolve(recent);
  }

  const undisturbed = createUndisturbed(web, company, people, clock);

  return {
    people,
    undisturbed: undisturbed.until,
    person,
    members: ({ channelId, userGroupId }) =>
      userGroupId ? groups.get(userGroupId, FRESH_MS, USABLE_MS) : channels.get(channelId, FRESH_MS, USABLE_MS),
    admins: async () => [...(await everybody()).values()].filter((one) => one.isAdmin && one.isMember),
    noteChange(user) {
      persons.forget(user.id);
      const one = toPerson(user, company);
      changed?.set(user.id, one);
      listed?.set(user.id, one);
    },
    forget(id) {
      for (const each of [persons, groups, channels]) each.forget(id);
      undisturbed.forget();
    },
  };
}

function toPerson(user: SlackUser, company: Company): Person {
  const { standing, isSister } = placeOf(user, company);
  return {
    id: user.id ?? '',
    name: user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || 'Someone',
    zone: canonicalZone(user.tz ?? '') ?? null,
    isAdmin: isAdminOf(user, company),
    isMember: standing === 'member',
    standing,
    ...(isSister && { isSister }),
    workspaceIds: workspacesOf(user, company),
    statusEmoji: user.profile?.status_emoji?.replaceAll(':', '') || null,
  };
}

/** A person of several workspaces is listed in each, with the rights that they have there. */
const merged = (known: Person | undefined, one: Person): Person =>
  known ? { ...one, isAdmin: known.isAdmin || one.isAdmin } : one;

const UNSEEN = new Set(['user_not_found', 'user_not_visible']);
