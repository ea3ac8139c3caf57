import type { SlackMessage } from '../src/outbox/announcement.ts';
import { cut, literal, section } from './blocks.ts';
import { isolated } from './isolated.ts';

const lines = [
  '`/handoff Jane Doe, Acme, jane@acme.com`  hand a lead to sales, or use *Hand off as lead* on any message',
  '`/leads`  my leads  ·  `/leads untouched`  ·  `/leads team`  ·  `/leads acme` to search, each with *Several at once…*',
  '`/leads away until Monday`  out of office: no leads until then  ·  `/leads back`',
  'On a card: :white_check_mark: accept  ·  :x: give back  ·  :telephone_receiver: log a touch  ·  :zzz: snooze  ·  :trophy: won',
  '`/ask-feedback`  ask people, a team or a channel what they think, by name or anonymous  ·  `/ask-feedback mine`',
  '`/content case study hospital`  find content, share it, send it, use it with a lead  ·  `/content`  by the buyer’s stage',
  '`/request-content case study for a hospital`  find it, or ask marketing for it  ·  `/request-content mine`  ·  `/request-content all`',
  'On a request: :raised_hand: claim (marketing)  ·  :heavy_plus_sign: I need this too',
  '`/baton me`  what you want to hear: the list of the morning, reminders',
  '`/baton ask`  a question or concern for the managers, without your name, and the answers to it',
  '`/baton definition`  what counts as a lead for sales',
  '`/baton teams`  make and change teams  ·  `/baton digest now`  see the digest before it is due  ·  `/baton route test`  who would get a lead, and why (managers)',
];

/** What people can do, in a few lines; `unknown` is what somebody typed that Baton does not know. */
export function help({ unknown }: { unknown: string | null }): SlackMessage {
  return {
    text: 'What Baton can do',
    blocks: [
      ...(unknown === null
        ? []
        : [
            {
              type: 'section' as const,
              text: literal(`I do not know “${isolated(cut(unknown, 100))}”. This is what I know:`),
            },
          ]),
      section(lines.join('\n')),
    ],
  };
}
