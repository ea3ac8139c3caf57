import { validateMessageBlocks } from '../blocks/validate.ts';
import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import { changeMessage, messageAt } from '../state/messages.ts';
import type { MessageRecord } from '../state/records.ts';
import { linksIn } from '../state/unfurls.ts';
import type { World } from '../world.ts';
import { nested, optionalText, requireText } from './arguments.ts';
import type { Family } from './method.ts';
import { SlackError } from './slack-error.ts';

/** The message of the event: by `unfurl_id`, or by channel and timestamp. */
function sourceOf(world: World, args: Json): MessageRecord {
  const id = optionalText(args, 'unfurl_id');
  const [channel, ts] = id
    ? (world.store.unfurls.get(id)?.split('/') ?? [])
    : [requireText(args, 'channel'), requireText(args, 'ts')];
  const message = channel && ts ? messageAt(world.store, channel, ts) : undefined;
  if (!message) throw new SlackError(id ? 'invalid_unfurl_id' : 'cannot_find_message');
  return message;
}

function attachmentOf(url: string, content: unknown): Json {
  if (!isObject(content)) throw new SlackError('invalid_unfurls_format');
  if (content.blocks !== undefined && validateMessageBlocks(content.blocks).length > 0)
    throw new SlackError('cannot_parse_attachment');
  return { ...content, from_url: url, original_url: url, is_app_unfurl: true };
}

/** Source: docs.slack.dev/reference/methods/chat.unfurl. */
export const unfurlFamily: Family = {
  'chat.unfurl': {
    token: 'bot',
    scope: 'links:write',
    rate: 50,
    handle: (world, args) => {
      const message = sourceOf(world, args);
      const unfurls = nested(args, 'unfurls', 'invalid_unfurls_format');
      if (unfurls === undefined) throw new SlackError('missing_unfurls');
      if (!isObject(unfurls)) throw new SlackError('invalid_unfurls_format');
      const links = new Set(linksIn(world.store, message.text).map((link) => link.url));
      const known = Object.entries(unfurls).map(([url, content]) => {
        if (!links.has(url)) throw new SlackError('cannot_unfurl_url');
        return attachmentOf(url, content);
      });
      const others = (message.attachments ?? []).filter(
        (each) => !known.some(({ from_url }) => from_url === each.from_url),
      );
      changeMessage(world.store, message, { attachments: [...others, ...known] });
      return {};
    },
  },
};
