import type { App } from '@slack/bolt';
import type { Deps } from '../src/deps.ts';

/** Keeps what is known of people and memberships true: rights change the moment that Slack says so. */
export function register(app: App, { directory }: Deps): void {
  app.event('user_change', async ({ event }) => directory.forget(event.user.id));
  app.event('subteam_members_changed', async ({ event }) => directory.forget(event.subteam_id));
  app.event('member_joined_channel', async ({ event }) => directory.forget(event.channel));
  app.event('member_left_channel', async ({ event }) => directory.forget(event.channel));
}
