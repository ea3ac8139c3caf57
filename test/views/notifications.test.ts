/** The `text` of a message, which notifications show: who and what it is about. */
import { describe, expect, test } from 'vitest';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { everyView } from './every/all.ts';
import { given, type Rendered } from './every/given.ts';

/** The usual name of a lead, a request, an item, a survey or a team in these views. */
const NAME = 'Jane Doe';

const isMessage = (rendered: Rendered): rendered is SlackMessage => !Array.isArray(rendered) && 'text' in rendered;

/** Names that the message shows and its text does not; a message about a team names the team. */
const isNameless = ({ text, blocks }: SlackMessage): boolean =>
  JSON.stringify(blocks).includes(NAME) && !text.includes(NAME) && !/Team \d/.test(text);

/** Parts of messages, the greeting, and answers to what a person has just typed, which notify no one. */
const NO_NOTIFICATION = [
  'kit/chart.ts',
  'help/help.ts help',
  'library/figures.ts figuresMessage',
  'leads/route-test.ts',
  // The frame of messages about lists. Each of them names where its leads come from.
  'leads/came-as-list.ts',
  // An agenda of many points.
  'reviews/message.ts reviewMessage',
  // Figures of all teams.
  'scoreboard/week.ts weekMessage',
  // Several needs, or people, at once.
  'report-cards/card.ts cardsMessage',
  'report-cards/card.ts waitsMessage',
  'report-cards/history.ts historyMessage',
  'ride-alongs/pairs.ts pairsMessage',
  // Several deals at once.
  'wins/post.ts weekPost',
  'wins/celebration.ts celebrationPost',
  'leads/digest.ts nothingWaits',
  'leads/digest.ts noDigest',
  'requests/digest.ts noRequestWaits',
  'setup/checklist.ts setupGreeting',
];

const cases = Object.entries(everyView)
  .flatMap(([file, builders]) =>
    Object.entries(builders).map(([name, build]): [string, typeof build] => [`${file} ${name}`, build]),
  )
  .filter(([name]) => !NO_NOTIFICATION.some((one) => name.startsWith(one)));

describe('a notification names what the message is about', () => {
  test.each(cases)('%s', (_, build) => {
    const messages = build(given('the usual')).filter(isMessage);
    expect(messages.filter(isNameless).map(({ text }) => text)).toEqual([]);
  });
});

test('a message without the name is found', () => {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: NAME } }] as SlackMessage['blocks'];
  expect(isNameless({ text: 'A lead waits for you', blocks })).toBe(true);
  expect(isNameless({ text: `Due 11:00: ${NAME}`, blocks })).toBe(false);
});
