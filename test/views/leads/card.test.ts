import { expect, test } from 'vitest';
import { leadCard } from '../../../views/leads/card.ts';
import { lead } from '../submitted.ts';

const line = (dueAt: Date | null, routeReason: 'fallback' | 'turn') =>
  JSON.stringify(
    leadCard({
      lead: { ...lead({ status: 'new' }), dueAt, assigneeId: 'U0000000001' },
      touches: 0,
      isPool: true,
      routeReason,
    }).blocks[1],
  );

test('a card names the person who is up first, and after the escalation the one it went to', () => {
  expect(line(new Date('2026-11-19T10:00Z'), 'turn')).toContain('is up first');
  expect(line(null, 'fallback')).toContain('escalated to');
  expect(line(null, 'fallback')).not.toContain('is up first');
});
