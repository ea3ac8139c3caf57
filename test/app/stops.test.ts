import { expect, test } from 'vitest';
import { createStops } from '../../src/app/stops.ts';
import { logLines } from '../support/log-lines.ts';

const forever = () => new Promise(() => {});

test('all parts stop together, and what they use is closed after them, the last one first', async () => {
  const stops = createStops(logLines().log);
  const told: string[] = [];
  const gate = Promise.withResolvers<void>();
  stops.resource('lock', () => void told.push('lock'));
  stops.resource('database', () => void told.push('database'));
  stops.part('poster', async () => {
    told.push('poster begins');
    await gate.promise;
    told.push('poster ends');
  });
  stops.part('homes', () => {
    told.push('homes');
    gate.resolve();
  });
  await stops.stop();
  expect(told).toEqual(['poster begins', 'homes', 'poster ends', 'database', 'lock']);
});

test('parts and resources that hang or fail keep nothing else from its end, and are named', async () => {
  const { log, lines } = logLines();
  const stops = createStops(log, 10);
  const told: string[] = [];
  stops.resource('lock', () => void told.push('lock'));
  stops.resource('maintenance', forever);
  stops.part('upload', forever);
  stops.part('reader', forever);
  stops.part('homes', () => {
    throw new TypeError('a bug');
  });
  stops.part('poster', () => void told.push('poster'));
  await stops.stop();
  expect(told).toEqual(['poster', 'lock']);
  expect(lines('warn').map(({ part }) => part)).toEqual(['upload', 'reader', 'maintenance']);
  expect(lines('error')).toMatchObject([{ part: 'homes', error: 'TypeError' }]);
});

test('a second stop does nothing more', async () => {
  const stops = createStops(logLines().log);
  let closed = 0;
  stops.resource('lock', () => {
    closed += 1;
  });
  await stops.stop();
  await stops.stop();
  expect(closed).toBe(1);
});
