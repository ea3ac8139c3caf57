import type { Json } from '../json.ts';
import { isObject, objects, str, textOf } from '../json.ts';
import { act, suggest as askApp } from '../person/interact.ts';
import { closeView, submitView } from '../person/modal.ts';
import type { Container } from '../protocol.ts';
import type { Values } from '../state/elements.ts';
import { elementsOf, stateOf, valueKey } from '../state/elements.ts';
import type { ViewRecord } from '../state/records.ts';
import type { World } from '../world.ts';
import type { Button, Item } from './find.ts';
import { chooseIn, pressIn } from './find.ts';
import { buttonsOf } from './seen.ts';
import type { Given, Suggester } from './values.ts';
import { readableValue, valueFor } from './values.ts';
import { visibleText } from './visible-text.ts';
import { indented, waitFor } from './wait.ts';

export type SubmitResult =
  | { ok: true }
  /** Errors by label; `notice` when Slack shows a sentence over the form instead. */
  | { ok: false; errors: Record<string, string>; notice?: string };

/** A home or a modal, always in its current state. */
export interface SeenView {
  readonly container: Container;
  readonly id: string;
  readonly title: string;
  readonly blocks: Json[];
  readonly buttons: string[];
  text(): string;
  press(button: Button): Promise<void>;
  choose(item: string | Item): Promise<void>;
  /** Resolves when the view shows this text. */
  waitForText(text: string): Promise<void>;
}

export interface SeenModal extends SeenView {
  readonly isOpen: boolean;
  readonly submitLabel: string;
  readonly privateMetadata: string;
  /** Labels of the inputs, top to bottom. */
  labels(): string[];
  /** Fills in inputs by label, block id or action id. */
  fill(values: Record<string, Given>): Promise<void>;
  /** The current content of an input. */
  value(label: string): string;
  /** Texts of the options that an external menu offers for this query. */
  suggest(label: string, typed: string): Promise<string[]>;
  submit(): Promise<SubmitResult>;
  /** Closes it with its own button; with `all`, with the cross, which also closes the views below it. */
  close(how?: { all?: boolean }): Promise<void>;
}

interface Field {
  blockId: string;
  label: string;
  block: Json;
  element: Json;
}

const fieldsOf = (blocks: readonly Json[]): Field[] =>
  elementsOf(blocks)
    .filter(({ element }) => valueKey(element) !== undefined)
    .map(({ block, element }) => ({
      blockId: str(block.block_id),
      label: textOf(block.label) || textOf(block.text) || textOf(element.placeholder),
      block,
      element,
    }));

/** Whether filling in an input sends an action at once. */
function tellsApp({ block, element }: Field): boolean {
  if (block.type !== 'input') return true;
  if (block.dispatch_action !== true) return false;
  if (!str(element.type).endsWith('_input')) return true;
  const config = isObject(element.dispatch_action_config) ? element.dispatch_action_config : {};
  const triggers: unknown = config.trigger_actions_on;
  return Array.isArray(triggers) && triggers.includes('on_character_entered');
}

/** `typed` keeps the values that the person filled in, by view. */
export function seenView(world: World, user: string, view: ViewRecord, typed: Map<string, Values>): SeenView {
  const now = (): ViewRecord => world.store.views.get(view.id) ?? view;
  const container: Container = { type: 'view', viewId: view.id };
  const state = (): Values => stateOf(now().view.blocks, typed.get(view.id));
  const scene = { world, user, container, blocks: () => now().view.blocks, state };
  return {
    container,
    id: view.id,
    get title() {
      return textOf(now().view.title);
    },
    get blocks() {
      return now().view.blocks;
    },
    get buttons() {
      return buttonsOf(now().view.blocks);
    },
    text: () => visibleText(now().view.blocks),
    press: (button) => pressIn(scene, button),
    choose: (item) => chooseIn(scene, item),
    waitForText: (text) =>
      waitFor(
        world,
        `"${text}" in the view "${textOf(now().view.title)}"`,
        () => (visibleText(now().view.blocks).includes(text) ? true : undefined),
        () => indented(visibleText(now().view.blocks)),
      ).then(() => undefined),
  };
}

export function seenModal(world: World, user: string, view: ViewRecord, typed: Map<string, Values>): SeenModal {
  const base = seenView(world, user, view, typed);
  const state = (): Values => stateOf(base.blocks, typed.get(view.id));
  const isOpen = (): boolean => world.store.modals.get(user)?.includes(view.id) ?? false;

  const field = (name: string): Field => {
    const fields = fieldsOf(base.blocks);
    const found =
      fields.find((each) => each.label === name) ??
      fields.find((each) => each.blockId === name || each.element.action_id === name);
    if (found) return found;
    throw new Error(
      `The modal "${base.title}" has no "${name}". It has: ${fields.map((each) => `"${each.label}"`).join(', ')}.`,
    );
  };

  const suggestIn: Suggester = async (element, blockId, words) => {
    const minimum = Number(element.min_query_length ?? 3);
    if (words.length < minimum)
      throw new Error(`"${str(element.action_id)}" asks for ${minimum} characters before it suggests.`);
    const asked = {
      act: 'suggest' as const,
      container: base.container,
      actionId: str(element.action_id),
      blockId,
      value: words,
    };
    const found = await askApp(world, user, asked, state());
    if (typeof found === 'string') throw new Error(found);
    return [...found.options, ...found.groups.flatMap((group) => objects(group.options))];
  };

  const fillOne = async (name: string, given: Given): Promise<void> => {
    if (!isOpen()) throw new Error(`The modal "${base.title}" is closed.`);
    const wanted = field(name);
    const value = await valueFor(world, user, wanted, given, suggestIn);
    const known = typed.get(view.id) ?? {};
    const actionId = str(wanted.element.action_id);
    typed.set(view.id, { ...known, [wanted.blockId]: { ...known[wanted.blockId], [actionId]: value } });
    if (!tellsApp(wanted)) return;
    const action = { ...value, action_id: actionId, block_id: wanted.blockId };
    await act(world, user, { act: 'block_action', container: base.container, action, state: state() });
  };

  const submit = async (): Promise<SubmitResult> => {
    if (!isOpen()) throw new Error(`The modal "${base.title}" is closed.`);
    const { submit: button, blocks } = world.store.views.get(view.id)?.view ?? view.view;
    if (!button && !blocks.some((block) => block.type === 'input'))
      throw new Error(`The modal "${base.title}" has no submit button.`);
    const labels = new Map(fieldsOf(blocks).map((each) => [each.blockId, each.label]));
    const result = await submitView(world, user, view.id, state());
    if (result.ok) return { ok: true };
    const errors = Object.entries(result.fieldErrors ?? {}).map(([blockId, text]) => [
      labels.get(blockId) ?? blockId,
      text,
    ]);
    return {
      ok: false,
      errors: Object.fromEntries(errors),
      ...(result.fieldErrors ? {} : { notice: result.error }),
    };
  };

  // Object.defineProperties keeps the getters of the view; a spread would read them once.
  return Object.defineProperties(
    {
      labels: () => fieldsOf(base.blocks).map((each) => each.label),
      fill: async (values: Record<string, Given>) => {
        for (const [name, given] of Object.entries(values)) await fillOne(name, given);
      },
      value: (label: string) => {
        const { blockId, element } = field(label);
        return readableValue(state()[blockId]?.[str(element.action_id)]);
      },
      suggest: async (label: string, words: string) => {
        const { element, blockId } = field(label);
        return (await suggestIn(element, blockId, words)).map((each) => textOf(each.text));
      },
      submit,
      close: async (how: { all?: boolean } = {}) => {
        await closeView(world, user, view.id, how.all ?? false);
      },
    },
    {
      ...Object.getOwnPropertyDescriptors(base),
      isOpen: { get: isOpen, enumerable: true },
      submitLabel: { get: () => textOf((world.store.views.get(view.id) ?? view).view.submit), enumerable: true },
      privateMetadata: {
        get: () => str((world.store.views.get(view.id) ?? view).view.private_metadata),
        enumerable: true,
      },
    },
  ) as SeenModal;
}
