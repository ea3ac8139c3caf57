/** Sources of leads from other systems: their proofs of origin and the states of what they sent. */

/** Signatures of known senders, each as its sender documents it. */
const signaturePresets = ['standard_webhooks', 'typeform', 'webflow', 'calendly', 'tally', 'github'] as const;
export type SignaturePreset = (typeof signaturePresets)[number];

/** How a request proves that it comes from its source. Names are lower case for headers, and as typed elsewhere. */
export type SourceAuth =
  /** The key in a header. In `authorization` it follows the word Bearer. */
  | { kind: 'header'; name: string }
  /** A signature over the body. */
  | { kind: 'signature'; preset: SignaturePreset }
  /** The key in the address. It ends up in logs of servers in between, so this is for tools that can do nothing else. */
  | { kind: 'query'; name: string }
  /** The key in a field of the body, likewise. */
  | { kind: 'field'; name: string };

export const AUTHORIZATION: SourceAuth = { kind: 'header', name: 'authorization' };

/** Why a body is kept: as an example for a mapping that does not exist yet, or because it could not be read. */
export const keptKinds = ['example', 'unread'] as const;
export type KeptKind = (typeof keptKinds)[number];
