/** Events are told in full, or by ids alone. */
export const payloads = ['full', 'thin'] as const;
export type Payload = (typeof payloads)[number];

/** `gone`: the receiver answered 410. `unreadable`: the key of the secret was left on another machine. */
export const offReasons = ['person', 'gone', 'unreadable'] as const;
export type OffReason = (typeof offReasons)[number];
