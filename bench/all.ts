import type { Bench } from './bench.ts';
import { acceptances } from './benches/acceptance.ts';
import { digest } from './benches/digest.ts';
import { events } from './benches/events.ts';
import { handoff } from './benches/handoff.ts';
import { modal } from './benches/modal.ts';
import { search } from './benches/search.ts';

/** In the order in which they run. */
export const benches: readonly Bench[] = [handoff, acceptances, modal, digest, search, events];
