import type { Bench } from './bench.ts';
import { acceptances } from './benches/acceptance.ts';
import { digest } from './benches/digest.ts';
import { door } from './benches/door.ts';
import { events } from './benches/events.ts';
import { growth } from './benches/growth.ts';
import { handoff } from './benches/handoff.ts';
import { imports } from './benches/imports.ts';
import { library } from './benches/library.ts';
import { loop } from './benches/loop.ts';
import { mindset } from './benches/mindset.ts';
import { modal } from './benches/modal.ts';
import { morning } from './benches/morning.ts';
import { people } from './benches/people.ts';
import { reading } from './benches/reading.ts';
import { rituals } from './benches/rituals.ts';
import { scoreboard } from './benches/scoreboard.ts';
import { search } from './benches/search.ts';
import { size } from './benches/size.ts';
import { start } from './benches/start.ts';
import { sync } from './benches/sync.ts';

/** In running order. */
export const benches: readonly Bench[] = [
  handoff,
  acceptances,
  modal,
  door,
  digest,
  growth,
  search,
  scoreboard,
  library,
  imports,
  sync,
  rituals,
  reading,
  mindset,
  loop,
  events,
  morning,
  start,
  people,
  size,
];
