import { createSource } from '../../src/intake/acts/sources.ts';
import { AUTHORIZATION, type SourceAuth } from '../../src/intake/types.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { salesTeam } from '../leads/world.ts';

/** A Monday at work. */
export const NOW = new Date('2026-06-01T09:00:00Z');
export const after = (ms: number): Date => new Date(NOW.getTime() + ms);
export const ADMIN = { by: 'UADA' };

/** A sales team with a source, in a database in memory. */
export async function world(auth: SourceAuth = AUTHORIZATION, given?: string) {
  const sales = await salesTeam({ zone: 'Europe/Berlin' });
  const keys = createKeys(':memory:');
  const form = { name: 'Contact form', teamId: sales.team.id, marketerId: 'UMIA', auth };
  const { source, key } = await sales.write((tx) => createSource(tx, keys, form, { ...ADMIN, given }, NOW));
  return { ...sales, keys, source, key };
}
