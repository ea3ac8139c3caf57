/** The value of `act` names a need (need.ts), of `all` it is a cycle. */
export const cardActions = {
  act: 'report_card_act',
  all: 'report_card_all',
  open: 'report_card_open',
  needsOfSales: 'report_card_needs_sales',
  needsOfMarketing: 'report_card_needs_marketing',
  history: 'report_card_history',
} as const;
export const SENTENCES_PAGE = 'report_card_sentences_page';
