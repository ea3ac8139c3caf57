/**
 * Requests of people, as Slack sends them: the parts that Baton and Bolt read
 * (https://docs.slack.dev/reference/interaction-payloads). Handlers rely on these types.
 */
import { z } from 'zod';

const text = z.string();
const option = z.looseObject({ value: text });
const id = z.looseObject({ id: text });
const address = z.url({ protocol: /^https?$/ });

/** A field of a form, or the element that was used. */
const element = z.looseObject({
  value: text.nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: text.nullish(),
  selected_users: z.array(text).nullish(),
  selected_channel: text.nullish(),
  selected_conversation: text.nullish(),
  selected_date: text.nullish(),
  selected_time: text.nullish(),
  selected_date_time: z.number().nullish(),
  files: z.array(id).nullish(),
});

const view = z.looseObject({
  id: text,
  type: text,
  callback_id: text,
  private_metadata: text,
  state: z.looseObject({ values: z.record(text, z.record(text, element)) }),
  root_view_id: text.nullish(),
  previous_view_id: text.nullish(),
  app_installed_team_id: text.nullish(),
});

const person = {
  user: id,
  // Null for an app of a whole organisation.
  team: id.nullish(),
  enterprise: id.nullish(),
  trigger_id: text.optional(),
  response_url: address.optional(),
};

const place = { channel: id.optional(), message: z.looseObject({ ts: text }).optional() };

const requests: Record<string, z.ZodType> = {
  block_actions: z.looseObject({
    ...person,
    ...place,
    view: view.optional(),
    actions: z
      .array(element.extend({ type: text, action_id: text, action_ts: text.optional(), url: text.optional() }))
      .min(1),
  }),
  view_submission: z.looseObject({ ...person, view }),
  block_suggestion: z.looseObject({ ...person, ...place, view: view.optional(), action_id: text, value: text }),
  shortcut: z.looseObject({ ...person, callback_id: text }),
  message_action: z.looseObject({
    ...person,
    callback_id: text,
    channel: id,
    message: z.looseObject({ ts: text, thread_ts: text.optional(), text: text.nullish() }),
  }),
};

const command = z.looseObject({
  command: text,
  text: text.optional(),
  user_id: text,
  channel_id: text,
  trigger_id: text.optional(),
  response_url: address.optional(),
});

/** The place in a request that is not as Slack documents it, or `type`; undefined for one that may be handled. */
export function faultInRequest(body: Record<string, unknown>): string | undefined {
  const type = typeof body.type === 'string' ? body.type : '';
  const schema = 'command' in body ? command : Object.hasOwn(requests, type) ? requests[type] : undefined;
  if (!schema) return 'type';
  const { error } = schema.safeParse(body);
  return error?.issues[0]?.path.map(String).join('.');
}
