import type { KnownBlock } from '@slack/types';
import { actions, button, context } from './blocks.ts';

export interface Paging {
  /** From 0. */
  page: number;
  size: number;
  total: number;
  /** Carried to the next page, without colons. */
  carry: string;
}

/** "11–20 of 34" with Back and Next; nothing when one page holds all. */
export function pageButtons(actionId: string, { page, size, total, carry }: Paging): KnownBlock[] {
  if (total <= size) return [];
  const last = Math.ceil(total / size) - 1;
  const to = (target: number) => `${target}:${carry}`;
  return [
    context(`${page * size + 1}–${Math.min(total, (page + 1) * size)} of ${total}`),
    actions(
      actionId,
      ...(page > 0 ? [button(`${actionId}:back`, '← Back', to(page - 1))] : []),
      ...(page < last ? [button(`${actionId}:on`, 'Next →', to(page + 1))] : []),
    ),
  ];
}
