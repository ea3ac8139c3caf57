import type { Directory } from '../platform/slack/directory.ts';
import { colleagueFault } from '../teams/membership.ts';

/** Why a person cannot own an item; undefined if they can. */
export const ownerFault = (directory: Directory, ownerId: string): Promise<string | undefined> =>
  colleagueFault(directory, ownerId, 'own it');

/** Why a person cannot get an item from a colleague; undefined if they can. */
export const receiverFault = (directory: Directory, toId: string): Promise<string | undefined> =>
  colleagueFault(directory, toId, 'get it');
