/** Acts of people in a flood, spread evenly over its seconds: most of it concerns no lead, as in any workspace. */
import type { SeenMessage, SeenModal } from '@baton/sandbox';
import { type Company, marketerAt, type PlacedCard, SELLERS, sellerOf } from './company.ts';

export interface Flood {
  seconds: number;
  /** In all, as Slack sends them. */
  events: number;
  /** Leads that are taken: half by ✅, half by a button. */
  taken: number;
}

/** An impatient person presses a button so often. */
const PRESSES = 5;
/** After a colleague was quicker. */
const RIVAL_MS = 1_500;
const BOARDS = 5;
/** They mean nothing to Baton. */
const EMOJI = ['eyes', '+1', 'tada', 'joy', 'heart'];
/** To Baton, which answers. */
const WORDS = ['Where is the price list?', 'Do we have a video?'];

export interface Act {
  /** After the beginning. */
  atMs: number;
  run(): unknown;
}

/** In the order of their moments. */
export function actsOf(
  company: Company,
  flood: Flood,
  { cards, forms }: { cards: PlacedCard[]; forms: SeenModal[] },
): Act[] {
  const { slack } = company;
  const waiting = cards.filter(({ status }) => status === 'new').slice(0, flood.taken);
  if (waiting.length < flood.taken) throw new RangeError(`Only ${waiting.length} leads wait.`);
  const [byReaction, byButton] = [waiting.slice(0, flood.taken / 2), waiting.slice(flood.taken / 2)];
  const evenly = (count: number, run: (number: number) => unknown): Act[] =>
    Array.from({ length: count }, (_, number) => ({
      atMs: ((number + 0.5) / count) * flood.seconds * 1000,
      run: () => run(number),
    }));
  const after = (acts: Act[], ms: number) => acts.map((act) => ({ ...act, atMs: act.atMs + ms }));
  const seen = seenBy(company, cards);
  const writers = peopleOf(company);

  const handOffs = evenly(forms.length, (number) => forms[number]?.submit());
  const reacted = evenly(byReaction.length, (number) => {
    const card = byReaction[number] as PlacedCard;
    const who = sellerOf(card.teamId, number);
    slack.as(who).react(seen(card, who), 'white_check_mark');
  });
  const rivals = evenly(byButton.length, (number) => {
    const card = byButton[number] as PlacedCard;
    const who = sellerOf(card.teamId, number + 1);
    slack.as(who).react(seen(card, who), 'white_check_mark');
  });
  const pressed = evenly(byButton.length, (number) => {
    const card = byButton[number] as PlacedCard;
    const who = sellerOf(card.teamId, number);
    const message = seen(card, who);
    return Promise.all(Array.from({ length: PRESSES }, () => slack.as(who).press(message, 'Accept')));
  });
  const boards = evenly(BOARDS, (number) => slack.as(marketerAt(number)).command('/baton scoreboard'));

  const written = evenly(WORDS.length * writers.length, (number) => {
    const who = writers[number % writers.length] ?? '';
    slack.as(who).say('dm', WORDS[Math.floor(number / writers.length)] ?? '');
  });
  const meant = [...handOffs, ...reacted, ...after(rivals, RIVAL_MS), ...pressed, ...boards, ...written];
  const others = flood.events - meant.length - (PRESSES - 1) * pressed.length;
  const noise = evenly(others, (number) => {
    const round = Math.floor(number / cards.length);
    const card = cards[number % cards.length] as PlacedCard;
    const who = sellerOf(card.teamId, round);
    slack.as(who).react(seen(card, who), EMOJI[Math.floor(round / SELLERS)] ?? '');
  });
  return [...meant, ...noise].sort((a, b) => a.atMs - b.atMs);
}

/** All who write to Baton. */
export const peopleOf = ({ slack }: Company): string[] =>
  [...slack.store.people.values()].filter(({ isBot }) => !isBot).map(({ key }) => key);

/** The cards as people see them. They are read now: in the flood, Slack's own time would count. */
function seenBy({ slack }: Company, cards: readonly PlacedCard[]) {
  const channels = new Map(cards.map(({ channel, teamId }) => [channel, teamId]));
  const read = new Map<string, SeenMessage>();
  for (const [channel, teamId] of channels)
    for (let number = 0; number < SELLERS; number += 1) {
      const who = sellerOf(teamId, number);
      for (const message of slack.as(who).sees(channel)) read.set(`${who} ${channel} ${message.ts}`, message);
    }
  return ({ channel, ts }: PlacedCard, who: string): SeenMessage => {
    const message = read.get(`${who} ${channel} ${ts}`);
    if (!message) throw new Error(`${who} does not see the card.`);
    return message;
  };
}
