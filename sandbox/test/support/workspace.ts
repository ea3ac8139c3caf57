import type { SandboxOptions, WorkspaceSpec } from '../../src/index.ts';

export const manifest = {
  display_information: { name: 'Relay' },
  features: {
    bot_user: { display_name: 'Relay' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    slash_commands: [
      { command: '/note', description: 'Take a note', should_escape: false },
      { command: '/tag', description: 'Tag a person', should_escape: true },
      { command: '/slow', description: 'Never answers' },
    ],
    shortcuts: [
      { name: 'New note', type: 'global', callback_id: 'new_note', description: 'Takes a note' },
      { name: 'Note this', type: 'message', callback_id: 'note_this', description: 'Keeps a message' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:join',
        'channels:read',
        'chat:write',
        'commands',
        'dnd:read',
        'files:read',
        'files:write',
        'groups:history',
        'groups:read',
        'im:history',
        'im:read',
        'im:write',
        'reactions:read',
        'reactions:write',
        'team:read',
        'usergroups:read',
        'users:read',
        'users:read.email',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'channel_archive',
        'channel_deleted',
        'channel_rename',
        'channel_shared',
        'channel_unarchive',
        'dnd_updated_user',
        'file_shared',
        'member_joined_channel',
        'member_left_channel',
        'message.channels',
        'message.groups',
        'message.im',
        'reaction_added',
        'reaction_removed',
        'subteam_members_changed',
        'team_join',
        'tokens_revoked',
        'user_change',
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

export const workspace = {
  name: 'Harbour',
  domain: 'harbour',
  people: {
    mia: { realName: 'Mia Marketer', email: 'mia@harbour.example', tz: 'Europe/Berlin', admin: true },
    sam: { realName: 'Sam Seller', tz: 'America/New_York' },
    gil: { realName: 'Gil Guest', guest: true },
    olga: { realName: 'Olga Other', stranger: true },
    dan: { realName: 'Dan Gone', deleted: true },
  },
  channels: {
    general: {},
    sales: { members: ['mia', 'sam', 'olga'], shared: true },
    secret: { kind: 'private', members: ['mia'] },
    quiet: { members: ['sam'] },
  },
  userGroups: { sellers: { name: 'Sellers', members: ['sam'] } },
  botIn: ['general', 'sales'],
} satisfies WorkspaceSpec;

export const options: SandboxOptions = { manifest, workspace };
