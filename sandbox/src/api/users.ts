import type { Json } from '../json.ts';
import { userShape } from '../shapes/user.ts';
import { isOfTeams } from '../state/organisation.ts';
import type { PersonRecord } from '../state/records.ts';
import { nowSeconds } from '../state/store.ts';
import type { World } from '../world.ts';
import { flag, listed, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { page } from './paging.ts';
import { scopesOf } from './scopes.ts';
import { SlackError } from './slack-error.ts';
import { calledTeam, peopleIn } from './teams.ts';

const shape = (world: World, person: PersonRecord): Json =>
  userShape(world.store, person, scopesOf(world).includes('users:read.email'));

function requireUser(world: World, args: Json): PersonRecord {
  const person = world.store.people.get(requireText(args, 'user'));
  if (!person) throw new SlackError('user_not_found');
  return person;
}

const dndPart = (person: PersonRecord): Json => ({
  dnd_enabled: person.dnd.enabled,
  next_dnd_start_ts: person.dnd.nextStart,
  next_dnd_end_ts: person.dnd.nextEnd,
});

export const usersFamily: Family = {
  'users.info': {
    token: 'bot',
    scope: 'users:read',
    rate: 100,
    handle: (world, args) => ({ user: shape(world, requireUser(world, args)) }),
  },
  'users.list': {
    token: 'bot',
    scope: 'users:read',
    rate: 20,
    handle: (world, args) => {
      const { items, nextCursor } = page(args, peopleIn(world, calledTeam(world, args)), {
        name: 'user',
        keyOf: (person) => person.id,
        // Without a limit, Slack tries to return everyone at once.
        fallback: 1000,
        // "No larger than 1000" on an earlier page; the one of today names none (docs.slack.dev/reference/methods/users.list).
        max: 1000,
      });
      return {
        members: items.map((person) => {
          // Only users.info and the events include `is_stranger`.
          const { is_stranger: _, ...member } = shape(world, person);
          return member;
        }),
        cache_ts: nowSeconds(world.store),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  },
  'users.lookupByEmail': {
    token: 'bot',
    scope: 'users:read.email',
    rate: 50,
    handle: (world, args) => {
      const email = requireText(args, 'email').toLowerCase();
      const person = [...world.store.people.values()].find((each) => each.email.toLowerCase() === email);
      if (!person || person.deleted) throw new SlackError('users_not_found');
      return { user: shape(world, person) };
    },
  },
  'users.getPresence': {
    token: 'bot',
    scope: 'users:read',
    rate: 50,
    handle: (world, args) => ({ presence: requireUser(world, args).away ? 'away' : 'active' }),
  },
  'dnd.info': {
    token: 'bot',
    scope: 'dnd:read',
    rate: 50,
    handle: (world, args) => {
      calledTeam(world, args);
      return dndPart(requireUser(world, args));
    },
  },
  'dnd.teamInfo': {
    token: 'bot',
    scope: 'dnd:read',
    rate: 20,
    handle: (world, args) => {
      const teamId = calledTeam(world, args);
      const wanted = listed(optionalText(args, 'users'));
      if (wanted.length === 0 || wanted.length > 50) throw new SlackError('too_many_users');
      const known = wanted
        .flatMap((id) => world.store.people.get(id) ?? [])
        .filter((person) => !world.store.organisation || isOfTeams(world.store, person, [teamId]));
      return { users: Object.fromEntries(known.map((person) => [person.id, dndPart(person)])) };
    },
  },
  'usergroups.list': {
    token: 'bot',
    scope: 'usergroups:read',
    rate: 20,
    handle: (world, args) => {
      const teamId = calledTeam(world, args);
      const groups = [...world.store.groups.values()]
        .filter((group) => group.teamId === teamId)
        .filter((group) => group.disabled === 0 || flag(args, 'include_disabled'));
      return {
        usergroups: groups.map((group) => ({
          id: group.id,
          team_id: group.teamId,
          is_usergroup: true,
          is_subteam: true,
          name: group.name,
          description: '',
          handle: group.handle,
          is_external: false,
          date_create: group.created,
          date_update: group.updated,
          date_delete: group.disabled,
          auto_provision: false,
          enterprise_subteam_id: '',
          prefs: { channels: [], groups: [] },
          channel_count: 0,
          ...(flag(args, 'include_users') ? { users: group.users } : {}),
          ...(flag(args, 'include_users') || flag(args, 'include_count') ? { user_count: group.users.length } : {}),
        })),
      };
    },
  },
  'usergroups.users.list': {
    token: 'bot',
    scope: 'usergroups:read',
    rate: 20,
    handle: (world, args) => {
      const { store } = world;
      const teamId = calledTeam(world, args);
      const group = store.groups.get(requireText(args, 'usergroup'));
      if (!group || group.teamId !== teamId || group.disabled > 0) throw new SlackError('no_such_subteam');
      const isThere = (id: string): boolean => flag(args, 'include_disabled') || !store.people.get(id)?.deleted;
      return { users: group.users.filter(isThere) };
    },
  },
};
