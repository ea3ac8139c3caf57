import type { Bench } from './bench.ts';
import { handoff } from './benches/handoff.ts';

/** In the order in which they run. */
export const benches: readonly Bench[] = [handoff];
