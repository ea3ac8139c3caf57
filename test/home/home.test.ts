import { describe, expect, test } from 'vitest';
import { onStage } from '../commands/setting.ts';

const scene = onStage();
const { as, read, newLead, bring, mustSubmit, stage } = scene;

/** What somebody's home says now. */
async function home(who: string): Promise<string> {
  const view = as(who).home() ?? (await as(who).openHome());
  await stage().settled();
  return read(view.text());
}

async function press(who: string, button: string): Promise<void> {
  const view = as(who).home();
  if (!view) throw new Error(`${who} has no home open.`);
  await view.press(button);
  await stage().settled();
}

describe('a seller', () => {
  test('sees what waits for them, accepts it there, and sees what is to be done next', async () => {
    expect(await home('sam')).toContain('Nothing waits for you');
    await newLead({ 'One seller': 'sam' });
    console.log(await home('sam'));
    await press('sam', 'Accept');
    console.log(await home('sam'));
    console.log(await home('mia'));
    console.log(await home('max'));
    console.log(await home('ada'));
    console.log(await home('gus'));
  });
});
