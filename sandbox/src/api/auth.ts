import type { Json } from '../json.ts';
import { appTeams, isOrgInstall, workspacesOf } from '../state/organisation.ts';
import type { Store } from '../state/store.ts';
import type { Family } from './method.ts';
import { page } from './paging.ts';
import { SlackError } from './slack-error.ts';
import { calledTeam } from './teams.ts';

/** In an installation of the organisation, `auth.test` names no workspace. */
function identityOf(store: Store): Json {
  const { team, organisation } = store;
  const enterprise = organisation ? { enterprise_id: organisation.id } : {};
  if (organisation && isOrgInstall(store)) {
    return { url: `https://${organisation.domain}.enterprise.slack.com/`, ...enterprise };
  }
  return { url: `https://${team.domain}.slack.com/`, team: team.name, team_id: team.id, ...enterprise };
}

/** `sockets` issues the ticket for `apps.connections.open`. */
export const authFamily = (sockets: { issueTicket(): string }): Family => ({
  'api.test': {
    token: 'none',
    rate: 100,
    handle: (_world, args): Json => {
      const { token: _, ...rest } = args;
      if (typeof args.error === 'string') throw new SlackError(args.error, { args: rest });
      return Object.keys(rest).length > 0 ? { args: rest } : {};
    },
  },
  'auth.test': {
    token: 'bot',
    rate: 600,
    handle: ({ store }) => ({
      ...identityOf(store),
      user: store.people.get(store.app.botUserId)?.name,
      user_id: store.app.botUserId,
      bot_id: store.app.botId,
      is_enterprise_install: isOrgInstall(store),
    }),
  },
  'auth.teams.list': {
    token: 'bot',
    rate: 20,
    handle: ({ store }, args) => {
      const granted = workspacesOf(store).filter(({ id }) => appTeams(store).includes(id));
      const { items, nextCursor } = page(args, granted, {
        name: 'team',
        keyOf: ({ id }) => id,
        fallback: 100,
        // "No larger than 1000" (docs.slack.dev/reference/methods/auth.teams.list).
        max: 1000,
      });
      return { teams: items.map(({ id, name }) => ({ id, name })), response_metadata: { next_cursor: nextCursor } };
    },
  },
  'apps.connections.open': {
    token: 'app',
    // Generous, because an app under development restarts often.
    rate: 1,
    burst: 10,
    handle: (world) => {
      if (!world.store.manifest.settings.socket_mode_enabled) throw new SlackError('not_allowed');
      return {
        url: `${world.url.replace('http', 'ws')}/link?ticket=${sockets.issueTicket()}&app_id=${world.store.app.id}`,
      };
    },
  },
  'bots.info': {
    token: 'bot',
    scope: 'users:read',
    rate: 100,
    handle: (world, args) => {
      const { store } = world;
      calledTeam(world, args);
      if (args.bot !== undefined && args.bot !== store.app.botId) throw new SlackError('bot_not_found');
      return {
        bot: {
          id: store.app.botId,
          deleted: !store.app.installed,
          name: store.app.name,
          updated: store.people.get(store.app.botUserId)?.updated,
          app_id: store.app.id,
          user_id: store.app.botUserId,
          icons: {},
        },
      };
    },
  },
  'team.info': {
    token: 'bot',
    scope: 'team:read',
    rate: 50,
    handle: ({ store }, args) => {
      const known = workspacesOf(store).filter(({ id }) => appTeams(store).includes(id));
      const team = args.team === undefined ? known[0] : known.find(({ id }) => id === args.team);
      if (!team) throw new SlackError('team_not_found');
      const { organisation } = store;
      return {
        team: {
          id: team.id,
          name: team.name,
          domain: team.domain,
          email_domain: '',
          icon: { image_default: true },
          url: `https://${team.domain}.slack.com/`,
          ...(organisation ? { enterprise_id: organisation.id, enterprise_name: organisation.name } : {}),
        },
      };
    },
  },
});
