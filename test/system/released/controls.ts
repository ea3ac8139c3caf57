/** The controls and forms of rendered views, as a released Baton leaves them in Slack. */
import { type Amount, amounts, type Builders, given, type Rendered } from '../../views/every/given.ts';

type Surface = 'message' | 'modal' | 'home';

/** A button, menu or field that Slack reports as soon as it is used. */
export interface Control {
  surface: Surface;
  /** The type of the element; `options` for a menu that asks Baton for its choices. */
  type: string;
  action_id: string;
  block_id?: string;
  value?: string;
  /** A button that also opens an address wants only an acknowledgement. */
  url?: string;
  callback_id?: string;
  private_metadata?: string;
}

export interface Field {
  block_id: string;
  action_id: string;
  type: string;
  value?: string;
  optional?: boolean;
}

export interface Form {
  callback_id: string;
  private_metadata?: string;
  fields: Field[];
}

export interface Controls {
  controls: Control[];
  forms: Form[];
}

type Json = Record<string, unknown>;
type View = { type?: string; blocks: Json[]; callback_id?: string; private_metadata?: string; submit?: unknown };

const EXTERNAL = new Set(['external_select', 'multi_external_select']);
/** Each choice of these may have a route of its own. */
const MENUS = new Set(['overflow', 'static_select', 'radio_buttons']);

/** One of each control and form, with a usual value where there is one. */
export function controlsOf(views: Record<string, Builders>, ofAmounts: readonly Amount[] = amounts): Controls {
  const controls = new Map<string, Control>();
  const forms = new Map<string, Form>();

  function add(control: Control): void {
    const choice = control.type === 'overflow' ? (control.value ?? '').split(':')[0]?.replace(/^\d+$/, '#') : '';
    const key = [control.surface, control.type, control.action_id.replace(/\d+/g, '#'), choice].join(' ');
    if (!controls.get(key)?.value) controls.set(key, control);
  }

  function addElement(element: Json, block: Json, surface: Surface, view: View): void {
    const { action_id, type, url } = element as { action_id: string; type: string; url?: string };
    const about = {
      surface,
      action_id,
      ...defined({ block_id: block.block_id as string | undefined, url, callback_id: view.callback_id }),
      ...defined({ private_metadata: view.private_metadata || undefined }),
    };
    if (EXTERNAL.has(type)) add({ ...about, type: 'options' });
    if (block.type === 'input' && block.dispatch_action !== true) return;
    const values = valuesOf(element);
    for (const value of MENUS.has(type) ? values : values.slice(0, 1)) add({ ...about, type, ...defined({ value }) });
  }

  function addView(surface: Surface, view: View): void {
    const fields: Field[] = [];
    // A file that goes with a text has no blocks.
    for (const block of view.blocks ?? []) {
      for (const element of elementsIn(block)) {
        addElement(element, block, surface, view);
        const { action_id, type } = element as { action_id: string; type: string };
        const optional = block.type !== 'input' || block.optional === true;
        fields.push({
          block_id: String(block.block_id),
          action_id,
          type,
          ...defined({ value: valuesOf(element)[0], optional: optional || undefined }),
        });
      }
    }
    const { callback_id, private_metadata } = view;
    if (surface === 'modal' && view.submit && callback_id && !forms.has(callback_id))
      forms.set(callback_id, { callback_id, ...defined({ private_metadata: private_metadata || undefined }), fields });
  }

  for (const amount of [...ofAmounts].sort(
    (one, other) => Number(other === 'the usual') - Number(one === 'the usual'),
  )) {
    for (const builders of Object.values(views)) {
      for (const build of Object.values(builders)) {
        for (const rendered of build(given(amount))) addView(...placed(rendered));
      }
    }
  }
  return { controls: [...controls.values()], forms: [...forms.values()] };
}

function placed(rendered: Rendered): [Surface, View] {
  if (Array.isArray(rendered)) return ['home', { blocks: rendered as unknown as Json[] }];
  const view = rendered as unknown as View;
  return [view.type === 'modal' || view.type === 'home' ? view.type : 'message', view];
}

function elementsIn(part: unknown): Json[] {
  if (Array.isArray(part)) return part.flatMap(elementsIn);
  if (typeof part !== 'object' || part === null) return [];
  const one = part as Json;
  return typeof one.action_id === 'string' ? [one] : Object.values(one).flatMap(elementsIn);
}

/** The values that a press can have; one that is undefined for a control without a value. */
function valuesOf({ value, options, option_groups }: Json): (string | undefined)[] {
  const all = (options ?? (option_groups as { options: unknown }[] | undefined)?.flatMap((group) => group.options)) as
    | { value?: string }[]
    | undefined;
  return all ? all.map((option) => option.value) : [value as string | undefined];
}

/** Without the properties that are undefined, so that a file of them is short. */
const defined = (values: { [K in keyof Control]?: Control[K] | undefined } & { optional?: true | undefined }) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Control>;
