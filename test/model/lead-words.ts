/** The sentences of a story about a lead. */
import { called } from './company.ts';
import type { Lead, LeadAct, Wish } from './lead.ts';

const SPANS = { short: 'for an hour', tomorrow: 'until the next morning', monday: 'until Monday' };

const verbs: Record<LeadAct, (lead: string, wish: Wish) => string> = {
  accept: (lead) => `accepts ${lead}`,
  touch: (lead) => `logs a contact with ${lead}`,
  qualify: (lead) => `qualifies ${lead}`,
  win: (lead) => `marks ${lead} won`,
  lose: (lead) => `marks ${lead} lost`,
  reopen: (lead) => `reopens ${lead}`,
  release: (lead) => `releases ${lead}`,
  decline: (lead) => `declines ${lead}`,
  hand_back: (lead) => `resubmits ${lead}`,
  wake: (lead) => `brings ${lead} back from nurture`,
  nurture: (lead) => `sends ${lead} to nurture`,
  disqualify: (lead) => `disqualifies ${lead}`,
  snooze: (lead, { span }) => `snoozes ${lead} ${SPANS[span ?? 'tomorrow']}`,
  reassign: (lead, { to }) => `reassigns ${lead} to ${called(to ?? 'sam')}`,
  value: (lead) => `sets the value of ${lead}`,
  note: (lead) => `adds a note to ${lead}`,
};

export const leadSentence = (wish: Wish, { name }: Pick<Lead, 'name'>): string =>
  `${called(wish.by)} ${verbs[wish.act](name, wish)}`;
