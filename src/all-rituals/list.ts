import { headsRitual } from '../introductions/ritual.ts';
import { planRitual } from '../marketing-plan/ritual.ts';
import { mindsetRitual } from '../mindset/ritual.ts';
import { reportCard } from '../report-cards/ritual.ts';
import { rideAlongRitual } from '../ride-alongs/ritual.ts';
import type { Ritual } from '../rituals/ritual.ts';

/** Every ritual, in the order of `/baton rituals`. */
export const allRituals: readonly Ritual[] = [reportCard, mindsetRitual, rideAlongRitual, planRitual, headsRitual];
