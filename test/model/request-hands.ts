/** How people do each act on a request in Slack, and the sentence for it. */
import { requestActions } from '../../views/requests/card.ts';
import { called } from './company.ts';
import type { Way } from './hands.ts';
import type { Request, RequestAct, Wish } from './request.ts';

let links = 0;

const menu = (choice: string) => ({ action: requestActions.menu, choice });

const ways: Record<RequestAct, (wish: Wish) => Way> = {
  claim: () => ({ action: requestActions.claim }),
  start: () => ({ action: requestActions.start }),
  vote: () => ({ action: requestActions.vote }),
  withdraw: () => ({ action: requestActions.withdraw }),
  release: () => menu('release'),
  deliver: () => {
    links += 1;
    return { action: requestActions.deliver, form: 'Deliver', fields: { Link: `https://example.com/${links}` } };
  },
  decline: () => ({ ...menu('decline'), form: 'Decline', fields: { Reason: 'No room for it now' } }),
  hand_over: ({ to }) => ({ ...menu('hand_over'), form: 'Hand over', fields: { 'Assign to': to } }),
  ask_back: () => ({
    action: requestActions.askBack,
    form: 'Ask a question',
    fields: { 'Your question': 'For whom?' },
  }),
  answer: () => ({ action: requestActions.answer, form: 'Answer', fields: { 'Your answer': 'For banks' } }),
  cancel: () => ({ ...menu('cancel'), form: 'Cancel request' }),
  reopen: () => ({ action: requestActions.reopen, form: 'Reopen' }),
};

export const requestWay = (wish: Wish): Way => ways[wish.act](wish);

const verbs: Record<RequestAct, (title: string, wish: Wish) => string> = {
  claim: (title) => `claims ${title}`,
  start: (title) => `starts on ${title}`,
  vote: (title) => `needs ${title} too`,
  withdraw: (title) => `does not need ${title} any more`,
  release: (title) => `releases ${title}`,
  deliver: (title) => `delivers ${title}`,
  decline: (title) => `declines ${title}`,
  hand_over: (title, { to }) => `hands ${title} over to ${called(to)}`,
  ask_back: (title) => `asks a question about ${title}`,
  answer: (title) => `answers the question about ${title}`,
  cancel: (title) => `cancels ${title}`,
  reopen: (title) => `reopens ${title}`,
};

export const requestSentence = (wish: Wish, { title }: Request): string =>
  `${called(wish.by)} ${verbs[wish.act](title, wish)}`;
