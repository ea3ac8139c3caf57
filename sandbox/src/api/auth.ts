import type { Json } from '../json.ts';
import type { Family } from './method.ts';
import { SlackError } from './slack-error.ts';

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
      url: `https://${store.team.domain}.slack.com/`,
      team: store.team.name,
      user: store.people.get(store.app.botUserId)?.name,
      team_id: store.team.id,
      user_id: store.app.botUserId,
      bot_id: store.app.botId,
      is_enterprise_install: false,
    }),
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
    handle: ({ store }, args) => {
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
      if (args.team !== undefined && args.team !== store.team.id) throw new SlackError('team_not_found');
      return {
        team: {
          id: store.team.id,
          name: store.team.name,
          domain: store.team.domain,
          email_domain: '',
          icon: { image_default: true },
          url: `https://${store.team.domain}.slack.com/`,
        },
      };
    },
  },
});
