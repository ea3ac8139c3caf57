/** The buttons of reviews. They stand in posted messages, so they keep their names. */
export const reviewActionIds = {
  /** Opens a review by its id, or the current one. */
  open: 'review_open',
  decide: 'review_decide',
  act: 'review_act',
  point: 'review_point',
  postpone: 'review_postpone',
  skip: 'review_skip',
  close: 'review_close',
  past: 'review_past',
  removePoint: 'review_point_remove',
  done: 'review_action_done',
  drop: 'review_action_drop',
  change: 'review_action_change',
  reopen: 'review_action_reopen',
} as const;
