import { expect, test } from 'vitest';
import { createWriter } from '../../../src/platform/db/write.ts';
import { keptMessage } from '../../../src/platform/outbox/kept-message.ts';
import { tempDatabase } from '../../support/temp-database.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const message = { text: 'A card', blocks: [] };
const about = { id: 1 };

function setting({ to }: { to: string | undefined } = { to: 'C1' }) {
  const { db } = tempDatabase();
  const write = createWriter(db);
  const card = keptMessage<{ id: number }>({
    key: ({ id }) => ({ kind: 'card', subjectId: id }),
    draw: () => ({ to, orElse: ['U1'], message }),
  });
  return {
    next: () => card.deliver(db, about, NOW),
    posted: (ts: string) => write((tx) => card.posted?.(tx, about, { channel: 'C1', ts })),
    deleted: () => write((tx) => card.gone?.(tx, about)),
  };
}

const post = { act: 'post', to: 'C1', orElse: ['U1'], message };
const edit = (ts: string) => ({ act: 'edit', channel: 'C1', ts, message });

test('a kept message is posted once and then edited', async () => {
  const { next, posted } = setting();
  expect(next()).toEqual(post);
  await posted('1.1');
  expect(next()).toEqual(edit('1.1'));
});

test('a kept message that a person deletes is posted once more; the second deletion is final', async () => {
  const { next, posted, deleted } = setting();
  await posted('1.1');
  await deleted();
  expect(next()).toEqual(post);
  await posted('2.1');
  expect(next()).toEqual(edit('2.1'));
  await deleted();
  expect(next()).toBeUndefined();
});

test('a late kept message edits the existing one, and is not posted', async () => {
  const { next, posted } = setting({ to: undefined });
  expect(next()).toBeUndefined();
  await posted('1.1');
  expect(next()).toEqual(edit('1.1'));
});
