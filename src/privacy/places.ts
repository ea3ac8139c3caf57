/** The places of an erasure, in words. */
import type { TextPlace } from '../platform/db/text-columns.ts';

/** Words of the tables that people know; the rest counts as other entries. */
const WORDS: Record<string, [one: string, many: string]> = {
  leads: ['other lead', 'other leads'],
  lead_history: ['note on another lead', 'notes on other leads'],
  lead_ratings: ['rating of another lead', 'ratings of other leads'],
  content_requests: ['content request', 'content requests'],
  request_history: ['entry in the history of a request', 'entries in the history of requests'],
  agenda_points: ['point on the agenda of a review', 'points on the agenda of reviews'],
  review_decisions: ['decision of a review', 'decisions of reviews'],
  review_actions: ['action of a review', 'actions of reviews'],
  reviews: ['review', 'reviews'],
  ride_along_debriefs: ['debrief of a ride-along', 'debriefs of ride-alongs'],
  ride_alongs: ['ride-along', 'ride-alongs'],
  library_items: ['library item', 'library items'],
  library_texts: ['document of the library, in the search alone', 'documents of the library, in the search alone'],
  library_versions: ['version of a library item', 'versions of library items'],
  library_uses: ['note on a use of content', 'notes on uses of content'],
  library_wishes: ['search alert', 'search alerts'],
  feedback_answers: ['answer to a survey', 'answers to surveys'],
  feedback_results: ['result of a survey', 'results of surveys'],
  feedback_rounds: ['survey', 'surveys'],
  feedback_actions: ['follow-up of a survey', 'follow-ups of surveys'],
  box_questions: ['question to the managers', 'questions to the managers'],
  box_replies: ['reply to a question', 'replies to questions'],
  drafts: ['draft of a form', 'drafts of forms'],
  intake_kept: ['form that could not be read', 'forms that could not be read'],
  inbox: ['event of Slack', 'events of Slack'],
  outbox: ['message that waits', 'messages that wait'],
  webhook_events: ['webhook that waits', 'webhooks that wait'],
  webhook_deliveries: ['answer to a webhook', 'answers to webhooks'],
};
const OTHER: [string, string] = ['other entry', 'other entries'];

/** `3 content requests`, one line for each kind of place. */
export function placeLines(mentions: readonly Pick<TextPlace, 'table' | 'rowid'>[]): string[] {
  const rows = new Map<string, Set<string>>();
  for (const { table, rowid } of mentions) {
    const words = (WORDS[table] ?? OTHER).join('/');
    rows.set(words, (rows.get(words) ?? new Set()).add(`${table} ${rowid}`));
  }
  return [...rows].map(([words, { size }]) => `${size} ${words.split('/')[size === 1 ? 0 : 1]}`);
}

/** The places that no erasure reaches, as sentences for the person who confirms. */
export const STAYS = [
  'Replies and messages that people wrote in Slack.',
  'Digests, and direct messages of Baton without buttons.',
  'Files of the library and of deliveries that name the person.',
  'The record of the person in a connected CRM. Baton writes nothing into it any more.',
  'Backups from before, until they are replaced. After a restore, the person is erased again.',
];
