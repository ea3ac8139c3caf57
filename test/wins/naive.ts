/** The parts in wins by a plain computation over the raw rows, which shares no code with src/wins. */
import type { Db } from '../../src/platform/db/open.ts';

export interface NaivePart {
  leadId: number;
  kind: 'hand_off' | 'content' | 'contacts' | 'ride_along' | 'close';
  userId: string;
  /** From 0 to 1. */
  share: number;
  cents: number | null;
  currency: string | null;
  /** The rules that hold on the day of the win: percent by kind. */
  rules: Record<string, number>;
}

interface Row {
  [column: string]: number | string | null;
}

export function naiveParts(db: Db): NaivePart[] {
  const all = (source: string): Row[] => db.$client.prepare(source).all() as Row[];
  const history = all('select * from lead_history order by id');
  const uses = all('select * from library_uses');
  const items = all('select * from library_items');
  const rides = all('select * from ride_alongs');
  const riders = all('select * from ride_along_people');
  const agreed = all("select * from win_rules where state = 'agreed' order by decided_at, id");
  return all('select * from leads').flatMap((lead) => {
    const entries = history.filter((entry) => entry.lead_id === lead.id);
    if (entries.at(-1)?.status_after !== 'won') return [];
    const wonIndex = entries.findLastIndex((entry) => entry.kind === 'won');
    const wonAt = Number(entries[wonIndex]?.at);
    const values = entries.slice(wonIndex).filter((entry) => entry.kind === 'won' || entry.kind === 'valued');
    const { amount, currency } = JSON.parse(String(values.at(-1)?.details)) as {
      amount: number | null;
      currency: string;
    };
    const sizes: [kind: NaivePart['kind'], userId: string, size: number][] = [];
    sizes.push(['hand_off', String(entries.find((entry) => entry.kind === 'handed_off')?.actor_id), 1]);
    for (const item of items) {
      const used = uses.some(
        (use) =>
          use.item_id === item.id &&
          use.lead_id === lead.id &&
          (use.kind === 'helped' || (use.kind === 'used' && Number(use.at) <= wonAt)),
      );
      if (used) sizes.push(['content', String(item.created_by), 1]);
    }
    for (const entry of entries.slice(0, wonIndex)) {
      if (entry.kind === 'touched' && entry.actor_id !== lead.owner_id)
        sizes.push(['contacts', String(entry.actor_id), 1]);
    }
    for (const ride of rides.filter((one) => one.lead_id === lead.id && Number(one.ends_at) <= wonAt)) {
      if (ride.status === 'called_off') continue;
      for (const one of riders.filter(({ ride_id }) => ride_id === ride.id)) {
        if (one.role === 'rider' && one.left_at === null && !one.is_missed)
          sizes.push(['ride_along', String(one.user_id), 1]);
      }
    }
    if (lead.owner_id !== null) sizes.push(['close', String(lead.owner_id), 1]);
    const current = agreed.findLast((row) => Number(row.decided_at) <= wonAt);
    const rules: Record<string, number> = current
      ? {
          hand_off: Number(current.hand_off),
          content: Number(current.content),
          contacts: Number(current.contacts),
          ride_along: Number(current.ride_along),
          close: Number(current.close),
        }
      : { hand_off: 45, content: 27, contacts: 18, ride_along: 10, close: 0 };
    const present = new Set(sizes.map(([kind]) => kind));
    const whole = [...present].reduce((sum, kind) => sum + (rules[kind] ?? 0), 0);
    const sizeOf = (kind: string, userId?: string) =>
      sizes.filter((one) => one[0] === kind && (userId === undefined || one[1] === userId)).length;
    const people = new Set(sizes.map(([kind, userId]) => JSON.stringify([kind, userId])));
    return [...people].map((text) => {
      const [kind, userId] = JSON.parse(text) as [NaivePart['kind'], string];
      const share = ((rules[kind] ?? 0) / whole) * (sizeOf(kind, userId) / sizeOf(kind));
      const cents = amount === null ? null : Math.round(amount * 100);
      return { leadId: Number(lead.id), kind, userId, share, cents, currency: cents === null ? null : currency, rules };
    });
  });
}
