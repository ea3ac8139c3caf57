/** The state after the flood: nothing lost, nothing twice, and each card as the database has its lead. */
import { type Db, openDatabase } from '../../src/platform/db/open.ts';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../support/invariants.ts';
import { type Flood, peopleOf } from './acts.ts';
import { type Company, cardOf, openCards, type PlacedCard } from './company.ts';

/** Each as a sentence; Baton has stopped. */
export function faultsAtEnd(company: Company, { taken, handOffs }: Flood & { handOffs: number }): string[] {
  const { slack, databasePath } = company;
  const db = openDatabase(databasePath);
  try {
    const before = company.openCards;
    const since = Math.min(...before.map(({ leadId }) => leadId));
    const cards = openCards(db);
    const count = (what: string, is: number, meant: number) =>
      is === meant ? [] : [`${is} ${what} in place of ${meant}`];
    const accepted = (all: readonly PlacedCard[]) => all.filter(({ status }) => status === 'accepted').length;
    const texts = (channel: string) =>
      (slack.store.messages.get(slack.ids.channels[channel] ?? '') ?? []).map(({ text }) => text);
    const digests = Object.keys(slack.ids.channels)
      .filter((name) => name.startsWith('team-'))
      .map((name) => texts(name).filter((text) => text.includes('awaiting first contact')).length);
    return [
      ...count('leads with a card', cards.length, before.length + handOffs),
      ...count('leads taken', accepted(cards) - accepted(before), taken),
      ...digests.flatMap((is, team) => count(`digests of team ${team + 1}`, is, 1)),
      // Several messages in a row get one answer.
      ...peopleOf(company).flatMap((who) =>
        slack
          .as(who)
          .dm()
          .some(({ user, text }) => user === slack.botUserId && text.includes('library'))
          ? []
          : [`no answer to ${who}`],
      ),
      ...cards.flatMap((card) => faultsOfCard(db, company, card)),
      ...faultsOfDatabase(db),
      ...faultsOfOwners(db, since),
      ...faultsOfWaiting(db, company.now()),
      ...faultsOfMessages(db, slack, since),
    ];
  } finally {
    db.$client.close();
  }
}

function faultsOfCard(db: Db, { slack, databasePath: path }: Company, { leadId, channel, ts }: PlacedCard): string[] {
  const shown = slack.store.messages.get(channel)?.find((one) => one.ts === ts);
  if (!shown) return [`lead ${leadId} has no card in Slack`];
  const meant = cardOf(db, { path, leadId, slack });
  const isSame = shown.text === meant.text && withoutIds(shown.blocks) === withoutIds(meant.blocks);
  return isSame ? [] : [`the card of lead ${leadId} is not up to date: ${shown.text}; in place of: ${meant.text}`];
}

/** Slack gives ids to blocks and actions that have none. */
const withoutIds = (blocks: unknown) =>
  JSON.stringify(blocks, (key, value) => (key === 'block_id' ? undefined : value));
