import { expect, test } from 'vitest';
import type { Hub } from '../../../src/crm/hubspot/hub.ts';
import { searchPage } from '../../../src/crm/hubspot/search.ts';

const FROM = Date.parse('2026-11-20T09:00:00Z');

/** A full page, whose last record has this time of change. */
function pageTo(changed: string | null) {
  const results = Array.from({ length: 200 }, (_, at) => ({
    id: String(at + 1),
    properties: { lastmodifieddate: at < 199 ? new Date(FROM + at).toISOString() : changed },
  }));
  const hub = { send: async () => ({ results }) } as unknown as Hub;
  const query = { type: 'contacts', changed: 'lastmodifieddate', groups: [[]], properties: [] } as const;
  return searchPage(hub, query, { from: FROM });
}

test('the next page begins where a full one ended', async () => {
  const { next, isLast } = await pageTo(new Date(FROM + 500).toISOString());
  expect({ next, isLast }).toEqual({ next: { from: FROM + 500 }, isLast: false });
});

test.each([null, 'yesterday', '2026-11-20T08:59:59Z'])(
  'no page leads back: a record that changed %s',
  async (changed) => {
    await expect(pageTo(changed)).rejects.toMatchObject({ name: 'CrmError', fault: 'away' });
  },
);
