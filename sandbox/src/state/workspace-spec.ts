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
  /** Domains of the person's workspaces in an organisation, their home first. Default: the first workspace. */
  workspaces: z.array(z.string()).min(1).optional(),
  /** An admin of the whole organisation. */
  orgAdmin: z.boolean().optional(),
  /** Begins with U or W: people of an Enterprise organisation may have either. Default: made from the key. */
  id: z
    .string()
    .regex(/^[UW][A-Z0-9]{5,20}$/, { error: 'begins with U or W' })
    .optional(),
  deleted: z.boolean().optional(),
  status: z.strictObject({ text: z.string().default(''), emoji: z.string().default('') }).optional(),
});

const channelSpec = z.strictObject({
  kind: z.enum(['channel', 'private']).optional(),
  topic: z.string().optional(),
  /** Keys of people. Default: everyone of the workspace except guests and strangers. */
  members: z.array(z.string()).optional(),
  /** Shared with another company through Slack Connect. */
  shared: z.boolean().optional(),
  /** Domains of its workspaces in an organisation. Default: the first workspace. */
  workspaces: z.array(z.string()).min(1).optional(),
});

export const workspaceSpec = z.strictObject({
  name: z.string().optional(),
  domain: z.string().optional(),
  people: z.record(z.string(), personSpec),
  /** By name, without `#`. */
  channels: z.record(z.string().regex(/^[^#\s]+$/, { error: 'a channel name has no # and no spaces' }), channelSpec),
  /** By handle, without `@`. */
  userGroups: z
    .record(
      z.string(),
      z.strictObject({
        name: z.string().optional(),
        members: z.array(z.string()),
        /** The domain of its workspace in an organisation. Default: the first one. */
        workspace: z.string().optional(),
      }),
    )
    .optional(),
  /** Names of the channels that the app's bot is in. */
  botIn: z.array(z.string()).optional(),
  /** So many more people, without a name of their own: `p1`, `p2` … They are in the public channels without `members`. */
  crowd: z.int().min(0).max(100_000).optional(),
  /** Makes the workspace the first one of an Enterprise organisation. */
  organisation: z
    .strictObject({
      name: z.string().optional(),
      /** Its other workspaces, by domain. */
      workspaces: z.record(z.string(), z.strictObject({ name: z.string().optional() })).optional(),
      /**
       * Domains of the workspaces that the organisation's installation of the app may use. Left out: the app is installed
       * in the first workspace alone.
       */
      grants: z.array(z.string()).optional(),
    })
    .optional(),
});

/** The initial people, channels, groups and bot memberships of the workspace. */
export type WorkspaceSpec = z.input<typeof workspaceSpec>;
export type PersonSpec = z.input<typeof personSpec>;
