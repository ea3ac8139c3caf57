import type { Actor } from '../../src/leads/actor.ts';

const stranger: Actor = {
  id: 'USTRANGER',
  isSeller: false,
  isManager: false,
  isMarketer: false,
  teamChannelId: 'CSALES',
};

/** One person of each relation to a lead that UOWNER owns. */
export const people = {
  owner: { ...stranger, id: 'UOWNER', isSeller: true },
  seller: { ...stranger, id: 'USELLER', isSeller: true },
  manager: { ...stranger, id: 'UMANAGER', isSeller: true, isManager: true },
  admin: { ...stranger, id: 'UADMIN', isManager: true },
  marketer: { ...stranger, id: 'UMARKETER', isMarketer: true },
  stranger,
} satisfies Record<string, Actor>;
