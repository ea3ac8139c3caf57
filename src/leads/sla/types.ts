export const stepKinds = [
  'accept_remind_person',
  'accept_remind_thread',
  'accept_move',
  'touch_remind_person',
  'touch_breach',
  'answer_remind_person',
  'answer_escalate',
] as const;
export type StepKind = (typeof stepKinds)[number];
