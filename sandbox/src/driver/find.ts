import type { Json } from '../json.ts';
import { str, textOf } from '../json.ts';
import { act } from '../person/interact.ts';
import type { Container } from '../protocol.ts';
import type { Placed, Values } from '../state/elements.ts';
import { elementsOf, valueKey } from '../state/elements.ts';
import { emojiName } from '../state/emoji.ts';
import type { World } from '../world.ts';
import { optionsOf, valueFor } from './values.ts';

/** A button by its label, or by its action id if labels repeat. */
export type Button = string | { actionId: string; value?: string };

/** A menu item by its text, and by the menu's action id or the item's value if the text is ambiguous. */
export interface Item {
  text: string;
  actionId?: string;
  value?: string;
}

/** The surface that a person acts on. */
export interface Scene {
  world: World;
  user: string;
  container: Container;
  blocks: () => Json[];
  state: () => Values;
}

const labelOf = (element: Json): string =>
  // People read an emoji where the app wrote its name.
  textOf(element.text)
    .replace(/:([\w+-]+):/g, (whole, name: string) => (emojiName(name) ? '' : whole))
    .trim();

function findButton(blocks: readonly Json[], button: Button): Placed {
  const buttons = elementsOf(blocks).filter(({ element }) => element.type === 'button');
  const found = buttons.filter(({ element }) =>
    typeof button === 'string'
      ? textOf(element.text) === button || labelOf(element) === button
      : element.action_id === button.actionId && (button.value === undefined || element.value === button.value),
  );
  const [first] = found;
  const name = typeof button === 'string' ? button : JSON.stringify(button);
  if (!first) {
    const there =
      buttons.map(({ element }) => `"${textOf(element.text)}" (${str(element.action_id)})`).join(', ') || 'none';
    throw new Error(`There is no button "${name}". There are: ${there}.`);
  }
  if (found.length > 1) throw new Error(`There are ${found.length} buttons "${name}": name one by actionId and value.`);
  return first;
}

const use = async (scene: Scene, { block, element }: Placed, chosen: Json): Promise<void> => {
  const action = { ...chosen, type: element.type, action_id: element.action_id, block_id: block.block_id };
  await act(scene.world, scene.user, { act: 'block_action', container: scene.container, action, state: scene.state() });
};

/** Presses a button. Resolves when the app has acknowledged; errors are notices to the person. */
export const pressIn = (scene: Scene, button: Button): Promise<void> =>
  use(scene, findButton(scene.blocks(), button), {});

const offers = (element: Json, item: Item): boolean => {
  if (item.actionId !== undefined) return element.action_id === item.actionId;
  return optionsOf(element).some((option) => isMeant(option, item));
};

const isMeant = (option: Json, { text, value }: Item): boolean =>
  textOf(option.text) === text && (value === undefined || option.value === value);

/** Chooses from a visible overflow menu, select, radio button group, date picker ... */
export async function chooseIn(scene: Scene, wanted: string | Item): Promise<void> {
  const item = typeof wanted === 'string' ? { text: wanted } : wanted;
  const menus = elementsOf(scene.blocks()).filter(
    ({ element }) => element.type === 'overflow' || valueKey(element) !== undefined,
  );
  const placed = menus.find(({ element }) => offers(element, item));
  if (!placed) {
    const there = menus
      .flatMap(({ element }) => optionsOf(element).map((option) => `"${textOf(option.text)}"`))
      .join(', ');
    throw new Error(`There is no menu with "${item.text}". The menus have: ${there || 'nothing'}.`);
  }
  const { element, block } = placed;
  if (element.type === 'overflow') {
    const option = optionsOf(element).find((each) => isMeant(each, item));
    if (!option) throw new Error(`The menu "${str(element.action_id)}" has no "${item.text}".`);
    return use(scene, placed, { selected_option: option });
  }
  const noSuggestions = (): Promise<Json[]> => Promise.reject(new Error('Use fill() for a menu that asks the app.'));
  const value = await valueFor(
    scene.world,
    scene.user,
    { element, blockId: str(block.block_id) },
    item.text,
    noSuggestions,
  );
  return use(scene, placed, value);
}
