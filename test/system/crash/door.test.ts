import { expect, test } from 'vitest';
import { doorSetting } from './door-fixtures.ts';

test.each(['before the commit', 'after the commit'] as const)(
  'requests of a door that dies %s are one lead each, whatever was answered',
  async (at) => {
    const setting = await doorSetting(30);
    const { child, port } = await setting.start({ at, when: 'select (select count(*) from leads) >= 12' });
    await setting.sendRest(port);
    expect(await child.ended).toBe('SIGKILL');
    expect(setting.answered.size).toBeLessThan(30);
    const { db, port: second } = await setting.successor();
    await setting.sendAll(second);
    setting.expectEachOnce(db);
  },
);
