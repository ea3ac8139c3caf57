import type { LeadGuess, ReadingContext } from '../leads/reading/lead-guess.ts';
import { readMessage } from '../leads/reading/message.ts';

/** The intent of a message to Baton, with its details. */
export type Intent =
  | { wants: 'help' }
  | { wants: 'leads' }
  | { wants: 'content'; question: string }
  | { wants: 'handoff'; guess: LeadGuess };

const LEADS = /\b(?:my leads?|leads?|untouched|what (?:waits|is waiting)|to ?do)\b/i;
const CONTENT =
  /\b(?:content|case stud(?:y|ies)|success stor(?:y|ies)|references?|decks?|slides?|presentations?|one-?pagers?|(?:data|spec) ?sheets?|white ?papers?|e-?books?|brochures?|battle ?cards?|videos?|blog posts?|pric(?:es?|ing)|price lists?)\b/i;
/** Words around a person's search terms. */
const ASIDE =
  /^(?:(?:hi|hello|hey|please|baton)\b[\s,!.]*)*(?:(?:do (?:we|you) have|have (?:we|you)(?: got)?|is there|are there|where (?:is|are|can i find|do i find)|i(?: am|['’]m) looking for|looking for|(?:i|we) need|can (?:i|you|we) (?:have|get|find|send|show)(?: me)?|(?:find|show|send|give)(?: me)?|search(?: for)?)\s+)?(?:(?:an?|the|some|any|our)\s+)?/i;
/** Longer texts are not searches. */
const LONGEST = 140;

/**
 * A contact is a lead to hand off; a word about leads asks for the list; a kind of content asks for a search;
 * everything else gets help.
 */
export function understand(text: string, context: ReadingContext = {}): Intent {
  const said = text.replace(/<@[UW][A-Z0-9]+(?:\|[^>]*)?>/g, ' ').trim();
  const guess = readMessage(said, context);
  if (guess.email !== undefined || guess.phone !== undefined) return { wants: 'handoff', guess };
  if (LEADS.test(said)) return { wants: 'leads' };
  if (said.length > LONGEST) return { wants: 'help' };
  const question = said.replace(ASIDE, '').replace(/[\s?!.]+$/, '');
  if (CONTENT.test(question)) return { wants: 'content', question };
  return { wants: 'help' };
}
