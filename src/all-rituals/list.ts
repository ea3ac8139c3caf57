import { headsRitual } from '../introductions/ritual.ts';
import { planRitual } from '../marketing-plan/ritual.ts';
import { mindsetRitual } from '../mindset/ritual.ts';
import { rideAlongRitual } from '../ride-alongs/ritual.ts';
import type { Ritual } from '../rituals/ritual.ts';

/** Every ritual, in the order of `/baton rituals`. */
export const allRituals: readonly Ritual[] = [planRitual, headsRitual, rideAlongRitual, mindsetRitual];
