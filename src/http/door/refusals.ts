import type { Refusal } from './refusal.ts';

export interface Refused {
  /** Since Baton started. */
  count: number;
  lastAt: Date;
  /** The sentence that the sender got. */
  says: string;
}

export type Refusals = ReturnType<typeof createRefusals>;

/** The refused requests of each source, in memory: they tell an admin why nothing arrives. */
export function createRefusals() {
  const bySlug = new Map<string, Refused>();
  return {
    note(slug: string, { message }: Refusal, at: Date): void {
      bySlug.set(slug, { count: (bySlug.get(slug)?.count ?? 0) + 1, lastAt: at, says: message });
    },
    of: (slug: string): Refused | undefined => bySlug.get(slug),
  };
}
