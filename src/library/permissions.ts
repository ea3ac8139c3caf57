import type { Directory } from '../platform/slack/directory.ts';

/** Why a person cannot own an item; undefined when they can. */
export async function ownerFault(directory: Directory, ownerId: string): Promise<string | undefined> {
  const { isMember, name, standing } = await directory.person(ownerId);
  return isMember ? undefined : `${name} cannot own it: they are ${standing}.`;
}
