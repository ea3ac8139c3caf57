import { z } from 'zod';

const timeZone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  },
  { error: 'must be a time zone like Europe/Berlin' },
);

const personSpec = z.strictObject({
  /** Default: the key. */
  name: z.string().optional(),
  realName: z.string().optional(),
  /** The display name. Default: the handle. */
  displayName: z.string().optional(),
  email: z.string().optional(),
  title: z.string().optional(),
  tz: timeZone.optional(),
  admin: z.boolean().optional(),
  guest: z.boolean().optional(),
  /** From another workspace, connected through Slack Connect. */
  stranger: z.boolean().optional(),
  /** From another workspace of the same Enterprise organisation, and a member of this one too. */
  otherWorkspace: z.boolean().optional(),
  deleted: z.boolean().optional(),
  status: z.strictObject({ text: z.string().default(''), emoji: z.string().default('') }).optional(),
});

const channelSpec = z.strictObject({
  kind: z.enum(['channel', 'private']).optional(),
  topic: z.string().optional(),
  /** Keys of people. Default: everyone of the workspace except guests and strangers. */
  members: z.array(z.string()).optional(),
  /** Shared with another workspace. */
  shared: z.boolean().optional(),
});

export const workspaceSpec = z.strictObject({
  name: z.string().optional(),
  domain: z.string().optional(),
  people: z.record(z.string(), personSpec),
  /** By name, without `#`. */
  channels: z.record(z.string().regex(/^[^#\s]+$/, { error: 'a channel name has no # and no spaces' }), channelSpec),
  /** By handle, without `@`. */
  userGroups: z
    .record(z.string(), z.strictObject({ name: z.string().optional(), members: z.array(z.string()) }))
    .optional(),
  /** Names of the channels that the app's bot is in. */
  botIn: z.array(z.string()).optional(),
});

/** The initial people, channels, groups and bot memberships of the workspace. */
export type WorkspaceSpec = z.input<typeof workspaceSpec>;
export type PersonSpec = z.input<typeof personSpec>;
