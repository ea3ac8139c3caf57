import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { doorSetting } from './door-fixtures.ts';

const REQUESTS = 3_000;
const DEATHS = 25;
const LONGEST_LIFE_MS = 400;

test('kill -9 at any moment, many times in a row: each answered request is one lead', {
  timeout: 300_000,
}, async () => {
  const setting = await doorSetting(REQUESTS);
  let deaths = 0;
  while (deaths < DEATHS && setting.answered.size < REQUESTS) {
    const { child, port } = await setting.start();
    const sending = setting.sendRest(port, 16);
    await sleep(Math.random() * LONGEST_LIFE_MS);
    await child.kill();
    await sending;
    deaths += 1;
  }
  expect(deaths).toBeGreaterThan(3);
  const { db, port } = await setting.successor();
  await setting.sendAll(port);
  setting.expectEachOnce(db);
});
