/** The two clocks of a lead: until it is accepted, and from then until its first touch. */
export const clocks = ['accept', 'touch'] as const;
export type Clock = (typeof clocks)[number];

export const stepKinds = [
  'accept_remind_person',
  'accept_remind_thread',
  'accept_move',
  'touch_remind_person',
  'touch_breach',
] as const;
export type StepKind = (typeof stepKinds)[number];
