import type { Actor } from '../../src/requests/actor.ts';
import type { ContentRequest } from '../../src/requests/table.ts';
import type { RequestStatus } from '../../src/requests/types.ts';

const OWNED = new Set<RequestStatus>(['claimed', 'in_progress', 'delivered']);

/** A request as stored in the database, owned by UOWNER if its status needs an owner. */
export const requestIn = (status: RequestStatus, more: Partial<ContentRequest> = {}): ContentRequest => ({
  id: 1,
  teamId: 1,
  title: 'One-pager for banks',
  kind: 'one_pager',
  stage: null,
  audience: null,
  leadId: null,
  customer: null,
  words: null,
  priority: 'normal',
  neededBy: '2026-12-01',
  dueAt: new Date('2026-12-01T16:00Z'),
  hurry: null,
  status,
  requestedBy: 'UREQUESTER',
  requestedAt: new Date(0),
  ownerId: OWNED.has(status) ? 'UOWNER' : null,
  claimedAt: null,
  questionAt: null,
  questionBy: null,
  closedAt: null,
  itemId: null,
  votes: 1,
  updatedAt: new Date(0),
  ...more,
});

const stranger: Actor = {
  id: 'USTRANGER',
  isMaker: false,
  isManager: false,
  isVoter: false,
  teamChannelId: 'CMARKETING',
};

/** One person of each relation to a request that UOWNER owns. */
export const people = {
  owner: { ...stranger, id: 'UOWNER', isMaker: true },
  maker: { ...stranger, id: 'UMAKER', isMaker: true },
  manager: { ...stranger, id: 'UMANAGER', isManager: true },
  requester: { ...stranger, id: 'UREQUESTER', isVoter: true },
  voter: { ...stranger, id: 'UVOTER', isVoter: true },
  stranger,
} satisfies Record<string, Actor>;
