/** How a route is declared, see docs/router.md. Bolt's types stay in router.ts. */
import type { SlackEventMiddlewareArgs, ViewOutput } from '@slack/bolt';
import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Tx } from '../db/write.ts';
import type { Person } from './directory.ts';
import type { FormResult } from './form.ts';

type Given<T> = T | Promise<T>;

export interface Message {
  text: string;
  blocks?: KnownBlock[];
  /** In place of the blocks where Slack refuses them: charts are new, and not in every workspace. */
  plainer?: KnownBlock[];
}

/** The next thing that the person sees. The router shows it; `undefined` shows nothing. */
export interface Answer {
  /** Opens a modal, on top of the one that holds the button. */
  open?: ModalView;
  /** Keeps typed text when Slack no longer takes the trigger of `open`, and offers a button that opens it again. */
  keep?: {
    kind: string;
    content: unknown;
    offer: (draftId: string) => Message;
    /** Posts the offer where Slack gives no way to answer. */
    post?: (tx: Tx, draftId: string) => void;
  };
  /** Replaces the modal that was submitted, or that holds the button. */
  update?: ModalView;
  /** After a submission: closes all modals. */
  clear?: true;
  /** After a submission: redraws the first modal of the stack. */
  root?: () => Given<ModalView>;
  /** Redraws the modal below. */
  previous?: () => Given<ModalView>;
  /** Ephemeral messages, in order. */
  say?: Message | Message[];
  /** `say` replaces the ephemeral message that holds the button. */
  replaces?: true;
  /** Runs when all this is shown. */
  afterwards?: () => Promise<void>;
}
export type Answers = Given<Answer | undefined> | Promise<void>;

/** Every route has one. Without it, the types and the router refuse the route. */
interface Guarded<Rule> {
  /** The rule in the authorisation matrix. */
  allow: Rule;
}

interface Act {
  person: Person;
  now: Date;
}

/** A button, menu, radio button or input with an action. */
export interface Pressed extends Act {
  value: string;
  modal: ViewOutput | undefined;
  isHome: boolean;
  message: { channel: string; ts: string } | undefined;
  /** The conversation in which it was pressed. */
  channelId: string | undefined;
  /** Slack's time of the press, in seconds. */
  pressedAt: number;
}

export interface Submitted<Read> extends Act {
  value: ValueOf<Read>;
  /** Opaque ids from private_metadata. */
  ref: RefOf<Read>;
  view: ViewOutput;
  /** Names the submission, for `idempotently`. */
  key: string;
}

/** A reader returns the form alone, the form with ids next to it, or plain data that cannot have faults. */
type ValueOf<Read> = [Read] extends [{ form: infer Form }] ? Passed<Form> : Passed<Read>;
type Passed<Form> = [Form] extends [FormResult<unknown>] ? Extract<Form, { ok: true }>['value'] : Form;
type RefOf<Read> = [Read] extends [{ form: unknown }] ? Omit<Read, 'form'> : object;

export interface Press<Rule, Subject, R extends Subject | undefined, T> extends Guarded<Rule> {
  /** The thing that the act is about; the rule is checked for it. */
  resource?: (pressed: Pressed) => Given<R>;
  /** One transaction. The press is acknowledged after its commit. */
  change?: (tx: Tx, pressed: Pressed & { resource: R }, now: Date) => T;
  run?: (pressed: Pressed & { resource: R; changed: T }) => Answers;
}

export interface Page<Rule, Subject, R extends Subject | undefined> extends Guarded<Rule> {
  resource?: (turned: Turned) => Given<R>;
  /** The modal with this page. */
  run: (turned: Turned & { resource: R }) => Given<ModalView>;
}

interface Turned extends Pressed {
  /** From 0. */
  page: number;
  /** As `pageButtons` got it. */
  carry: string;
}

export interface Submit<Rule, Subject, Read, R extends Subject | undefined, T> extends Guarded<Rule> {
  /** Faults of a FormResult go to their fields. */
  read: (view: ViewOutput, now: Date) => Read;
  resource?: (submitted: Submitted<Read>) => Given<R>;
  /** Faults that need Slack or the calendar, by field. A repeated submission is not checked again. */
  check?: (submitted: Submitted<Read> & { resource: R }) => Given<Record<string, string> | undefined>;
  /** One transaction, once per submission; a FormError goes to its fields. Acknowledged after the commit. */
  change?: (tx: Tx, submitted: Submitted<Read> & { resource: R }, now: Date) => T;
  /** `changed` is undefined for a repeated submission. */
  run?: (submitted: Submitted<Read> & { resource: R; changed: T | undefined }) => Answers;
}

export interface Options<Rule> extends Guarded<Rule> {
  /** `modal` holds the field, as it stands. */
  run: (
    asked: Act & { typed: string; modal: ViewOutput | undefined },
  ) => Given<PlainTextOption[] | { option_groups: unknown[] }>;
}

export interface Command<Rule> extends Guarded<Rule> {
  run: (typed: Act & { text: string; channelId: string }) => Answers;
}

export interface Shortcut<Rule> extends Guarded<Rule> {
  run: (chosen: Act) => Answers;
}

export interface MessageShortcut<Rule> extends Guarded<Rule> {
  run: (chosen: Act & { channelId: string; message: { ts: string; thread_ts?: string; text?: string } }) => Answers;
}

/** Slack's events are facts; the router does not check their rule, the domain checks the people in them. */
export interface Event<Rule, Name extends string> extends Guarded<Rule> {
  /** `key` names the event for `idempotently`. */
  run: (heard: { event: SlackEventMiddlewareArgs<Name>['event']; eventId: string; key: string }) => Given<unknown>;
}
