/** The JSON Schema of webhooks, from the same shapes as the code. */
import { z } from 'zod';
import { LEAD_ERASED, leadShape } from '../leads/webhook.ts';
import { leadEvents } from '../leads/webhook-types.ts';
import { TEST_EVENT } from '../platform/webhooks/deliver.ts';
import { type EventType, instant, personId, rowId } from '../platform/webhooks/event-type.ts';
import { requestEvents, requestShape } from '../requests/webhook.ts';

const sequence = z.int().meta({
  description:
    'Rises with each event. An event with a smaller one than the last of the same lead or request came late.',
});
const lead = leadShape.meta({ id: 'lead' });
const request = requestShape.meta({ id: 'request' });
const id = z.object({ id: rowId });
const named = z.object({ id: rowId, name: z.string() });

const eventOf = (type: string, ...data: z.ZodObject[]) =>
  z.object({ type: z.literal(type), timestamp: instant, data: data.length === 1 ? data[0] : z.union(data) });

/** In full, or by its ids: what a thin endpoint asked for, and what is left of an erased thing. */
function changeOf({ type, title, details }: EventType, about: 'lead' | 'request', shape: z.ZodObject) {
  const change = z.object({
    id: rowId,
    by: personId.nullable().meta({ description: 'Null if Baton acted by itself' }),
    details,
  });
  return eventOf(
    type,
    z.object({ sequence, [about]: shape, team: named, change }),
    z.object({ sequence, [about]: id, team: id, change: id }),
  ).meta({ title });
}

const shapes = z.union([
  ...Object.values<EventType>(leadEvents).map((event) => changeOf(event, 'lead', lead)),
  eventOf(LEAD_ERASED.type, z.object({ sequence, lead: id, team: id })).meta({ title: LEAD_ERASED.title }),
  ...Object.values<EventType>(requestEvents).map((event) => changeOf(event, 'request', request)),
  eventOf(TEST_EVENT, z.object({ sequence })).meta({ title: 'Test' }),
]);

export const webhookSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(shapes, { target: 'draft-2020-12' }),
  title: 'Events of Baton',
});
