/** The parts that Baton and Bolt read of the events that Baton hears (https://docs.slack.dev/reference/events). */
import { z } from 'zod';
import { slackUser } from './company.ts';

const text = z.string();
const texts = text.nullish();
const personId = text.regex(/^[UW][A-Z0-9_]{1,40}$/);
/** Seconds, as Slack writes them. */
const moment = text.regex(/^\d{1,11}(?:\.\d{1,9})?$/);

const place = { channel: text, ts: moment };
const reaction = {
  user: personId,
  reaction: text,
  event_ts: moment,
  item: z.union([
    z.looseObject({ type: z.literal('message'), ...place }),
    z.looseObject({ type: text.refine((type) => type !== 'message') }),
  ]),
};
const member = { user: personId, channel: text };
const someone = { user: slackUser.extend({ id: personId }) };

const events: Record<string, z.ZodRawShape> = {
  reaction_added: reaction,
  reaction_removed: reaction,
  app_home_opened: { user: personId, tab: text, event_ts: moment.optional() },
  team_join: someone,
  user_change: someone,
  dnd_updated_user: { user: personId },
  subteam_members_changed: { subteam_id: text },
  member_joined_channel: member,
  member_left_channel: member,
  /** While a person still writes, `message_ts` is another id. */
  link_shared: { ...member, message_ts: text, links: z.array(z.looseObject({ url: text })) },
  app_mention: { user: personId.optional(), channel: text, text, bot_id: texts },
  message: {
    user: personId.optional(),
    channel: text,
    text: texts,
    subtype: text.optional(),
    files: z.array(z.looseObject({ id: text, name: texts })).optional(),
  },
  function_executed: {
    function: z.looseObject({ callback_id: text }),
    function_execution_id: text.min(1),
    inputs: z.record(text, z.unknown()).optional(),
  },
};

const schemas = new Map(Object.entries(events).map(([type, shape]) => [type, z.looseObject(shape)]));

/** The events whose parts are checked. */
export const heardEvents: readonly string[] = [...schemas.keys()];

/** The place in an event that is not as Slack documents it; undefined for one that may be handled. */
export function faultInEvent(event: { type: string }): string | undefined {
  const { error } = schemas.get(event.type)?.safeParse(event) ?? {};
  return error?.issues[0]?.path.map(String).join('.');
}
