import type { AllMiddlewareArgs, AnyMiddlewareArgs, ViewStateValue } from '@slack/bolt';
import { heldValue } from './form.ts';

export type Args = AnyMiddlewareArgs & AllMiddlewareArgs;
export type Kind = 'action' | 'command' | 'event' | 'options' | 'shortcut' | 'view';

/** A name under which a request may be routed, and the part of its words or value that the name does not hold. */
interface Address {
  name: string;
  rest?: string;
}

interface Addressee {
  kind: Kind;
  /** The closest first. */
  addresses: Address[];
}

/** The addressee of a request; undefined for requests that are not routed. */
export function addresseeOf(args: Args): Addressee | undefined {
  // Bolt's arguments tell the kind of request.
  if ('event' in args) return { kind: 'event', addresses: [{ name: args.event.type }] };
  if ('command' in args) return { kind: 'command', addresses: subcommands(args.command.command, args.command.text) };
  if ('action' in args && 'action_id' in args.action) {
    const value = String(heldValue(args.action as unknown as ViewStateValue) ?? '');
    return { kind: 'action', addresses: choices(args.action.action_id, value) };
  }
  if ('options' in args && 'action_id' in args.options) {
    return { kind: 'options', addresses: [{ name: args.options.action_id }] };
  }
  if ('shortcut' in args) {
    return { kind: 'shortcut', addresses: [{ name: `${args.shortcut.type} ${args.shortcut.callback_id}` }] };
  }
  // No route handles closed views.
  if (!('view' in args) || args.body.type !== 'view_submission') return undefined;
  return { kind: 'view', addresses: [{ name: args.view.callback_id }] };
}

const MOST_WORDS = 3;

/** `/name word` for these words alone, `/name word …` for all that begins so, `/name` for the rest. */
function subcommands(name: string, typed = ''): Address[] {
  const text = typed.trim();
  const words = text.toLowerCase().split(/\s+/, MOST_WORDS + 1);
  const counts = words
    .slice(0, MOST_WORDS)
    .map((_, index) => index + 1)
    .reverse();
  const named = (count: number) => `${name} ${words.slice(0, count).join(' ')}`;
  return [
    { name: named(words.length) },
    ...counts.map((count) => ({
      name: `${named(count)} …`,
      rest: text.replace(new RegExp(`^(?:\\S+\\s*){${count}}`), ''),
    })),
    { name },
  ];
}

/** A menu whose choices are buttons: an option's value is `<action id>:<value>`. */
export const MORE = 'more';

/** The value of a menu's choice is `<choice>:<value>`; each choice has its own route. */
function choices(name: string, value: string): Address[] {
  const [choice = '', ...rest] = value.split(':');
  if (name === MORE) return [{ name: choice, rest: rest.join(':') }];
  return [{ name }, { name: `${name} ${choice}`, rest: rest.join(':') }];
}
