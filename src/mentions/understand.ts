import { guessFromMessage, type LeadGuess } from '../leads/extract.ts';

/** What somebody who writes to Baton may want. */
export type Wish = { wants: 'help' } | { wants: 'leads' } | { wants: 'handoff'; guess: LeadGuess };

const LEADS = /\b(?:my leads?|leads?|untouched|what (?:waits|is waiting)|to ?do)\b/i;

/** Somebody's contact is a lead to hand off; a word about leads is their list; everything else is a question for help. */
export function understand(text: string): Wish {
  const said = text.replace(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, ' ').trim();
  const guess = guessFromMessage(said);
  if (guess.email !== undefined || guess.phone !== undefined) return { wants: 'handoff', guess };
  return { wants: LEADS.test(said) ? 'leads' : 'help' };
}
