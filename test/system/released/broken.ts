import type { Scene } from '../../support/scene.ts';
import type { Controls } from './controls.ts';
import { type Asked, createReplay, isShownElsewhere, isSilent, type Seen } from './replay.ts';

/** Presses every control and submits every form; a line for each that a person would find broken. */
export async function brokenControls(scene: Scene, { controls, forms }: Controls, asked: Asked): Promise<string[]> {
  const replay = createReplay(scene.app());
  const broken: string[] = [];
  const judge = (name: string, seen: Seen, mayBeSilent: boolean) => {
    const faults = seen.log.filter((line) => line.includes('"level":50'));
    if (faults.length > 0) broken.push(`${name} failed: ${faults.join()}`);
    else if (!mayBeSilent && isSilent(seen)) broken.push(`${name} had no answer`);
  };
  for (const control of controls) {
    const name = `${control.surface} ${control.type} ${control.action_id} ${control.value ?? ''}`;
    judge(name, await replay.press(control, asked), isShownElsewhere(control));
  }
  for (const form of forms) judge(`form ${form.callback_id}`, await replay.submit(form, asked), true);
  return broken;
}
