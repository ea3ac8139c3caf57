import { str } from '../json.ts';
import type { Store } from '../state/store.ts';
import type { Delivered, Traffic } from '../traffic.ts';
import type { Carrier, Deliverer, Parcel } from './deliverer.ts';

/** Sends each parcel over the active transport and logs it. */
export function createDeliverer(store: Store, traffic: Traffic, way: () => Carrier): Deliverer {
  let underWay = 0;
  return {
    get underWay() {
      return underWay;
    },
    send: async (parcel: Parcel) => {
      if (!store.app.installed) return { ok: false, error: 'dispatch_failed' };
      const entry = traffic.add<Delivered>({
        kind: 'delivery',
        at: store.clock.now(),
        type: parcel.type,
        what: parcel.what || str(parcel.payload.type),
        payload: parcel.payload,
        attempt: parcel.retry?.attempt ?? 0,
        acked: false,
      });
      underWay += 1;
      try {
        const ack = await way().send(parcel);
        entry.acked = ack.ok;
        if (ack.ok) entry.answer = ack.answer;
        else entry.error = ack.error;
        return ack;
      } finally {
        underWay -= 1;
        traffic.ended(entry);
      }
    },
  };
}
