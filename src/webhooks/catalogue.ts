import { LEAD_ERASED } from '../leads/webhook.ts';
import { leadEvents } from '../leads/webhook-types.ts';
import type { EventType } from '../platform/webhooks/event-type.ts';
import { requestEvents } from '../requests/webhook.ts';

/** Every event that an endpoint can ask for, by what it is about. */
export const eventGroups: Record<'Leads' | 'Content requests', EventType[]> = {
  Leads: [...Object.values<EventType>(leadEvents), LEAD_ERASED],
  'Content requests': Object.values<EventType>(requestEvents),
};

export const allEvents: EventType[] = Object.values(eventGroups).flat();
