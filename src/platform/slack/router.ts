import type { App, BlockAction, ViewOutput } from '@slack/bolt';
import { idempotently, wasDone } from '../db/idempotency.ts';
import { type Args, addresseeOf, type Kind } from './addressee.ts';
import { answerErrors, type ErrorAnswers } from './answer-errors.ts';
import type { Person } from './directory.ts';
import { asTyped } from './mrkdwn-in.ts';
import { modalOf } from './open-view.ts';
import { answerOutdated, type Outdated } from './outdated.ts';
import { readPage } from './private-metadata.ts';
import { acknowledge, formIn, type MessageAction, pressAtHome, pressIn, respondIn } from './read-request.ts';
import type * as routes from './routes.ts';
import { type Place, type Showing, showAnswer, submissionAnswer } from './show-answer.ts';

/** `rest` is the value of a menu's choice, or the words after a subcommand. */
type Handler = (args: Args, rest?: string) => Promise<void>;

/** Decides from the database and the directory, at the moment of the act. */
export interface Guard<Rule extends string, Subject> {
  isRule(rule: string): rule is Rule;
  /**
   * Reads the resource only for a person who may act at all.
   * @throws UserError when they may not do this.
   */
  permit<R extends Subject | undefined>(
    rule: Rule,
    userId: string,
    resource: (person: Person) => R | Promise<R>,
  ): Promise<{ person: Person; resource: R }>;
}

export interface RouterParts<Rule extends string, Subject> extends Showing, ErrorAnswers, Outdated {
  guard: Guard<Rule, Subject>;
}

export interface Route {
  kind: Kind;
  name: string;
  rule: string;
}

export type Router<Rule extends string, Subject> = ReturnType<typeof createRouter<Rule, Subject>>;

/**
 * Routes each request to its handler by name, behind a guard; docs/router.md explains the routes. It replaces Bolt's
 * listeners, since Bolt asks all of them about each request: that took half of a request's memory and a tenth of its time.
 */
export function createRouter<Rule extends string, Subject>(parts: RouterParts<Rule, Subject>) {
  const { db, write, now, guard } = parts;
  const list: Route[] = [];
  const byName = new Map<string, Handler[]>();
  const byPattern: { kind: Kind; pattern: RegExp; handler: Handler }[] = [];
  let pressedAtHome: (press: { userId: string; actionId: string | undefined }) => Promise<void> = async () => {};

  function add(kind: Kind, name: string | RegExp, rule: Rule, handler: Handler): void {
    if (!guard.isRule(rule)) throw new TypeError(`The route ${kind} ${name} has no rule in the authorisation matrix.`);
    const others = byName.get(`${kind} ${name}`) ?? [];
    if (kind !== 'event' && others.length > 0) throw new TypeError(`There are two routes for ${kind} ${name}.`);
    if (name instanceof RegExp) byPattern.push({ kind, pattern: name, handler });
    else byName.set(`${kind} ${name}`, [...others, handler]);
    list.push({ kind, name: String(name), rule });
  }

  const person = (rule: Rule, userId: string) =>
    guard.permit(rule, userId, () => undefined).then(({ person: found }) => found);
  const show = (place: Place, answer: Awaited<routes.Answers>) => showAnswer(parts, place, answer ?? {});

  /** A choice of a menu has the name `<action id> <choice>`, and its option the value `<choice>:<value>`. */
  function press<R extends Subject | undefined = undefined, T = undefined>(
    names: string | RegExp | string[],
    route: routes.Press<Rule, Subject, R, T>,
  ): void {
    const handler: Handler = async (args, rest) => {
      const body = args.body as BlockAction;
      if (!route.change) await acknowledge(args);
      const seen = { ...pressIn(body, rest), now: now() };
      const permitted = await guard.permit(
        route.allow,
        body.user.id,
        (by) => route.resource?.({ ...seen, person: by }) as R | Promise<R>,
      );
      const pressed = { ...seen, ...permitted };
      let changed: T | undefined;
      if (route.change) {
        const { change } = route;
        changed = await write((tx) => change(tx, pressed, pressed.now));
        await acknowledge(args);
      }
      const answer = await route.run?.({ ...pressed, changed: changed as T });
      await show(
        {
          userId: body.user.id,
          triggerId: body.trigger_id,
          isMessage: pressed.message !== undefined,
          modal: pressed.modal,
          respond: respondIn(args),
        },
        answer,
      );
    };
    for (const name of [names].flat()) add('action', name, route.allow, handler);
  }

  function page<R extends Subject | undefined = undefined>(
    actionId: string,
    { allow, resource, run }: routes.Page<Rule, Subject, R>,
  ): void {
    for (const button of ['back', 'on']) {
      press<R>(`${actionId}:${button}`, {
        allow,
        ...(resource && { resource: (pressed) => resource({ ...pressed, ...readPage(pressed.value) }) }),
        run: async (pressed) => ({ update: await run({ ...pressed, ...readPage(pressed.value) }) }),
      });
    }
  }

  function submit<Read, R extends Subject | undefined = undefined, T = undefined>(
    formId: string,
    route: routes.Submit<Rule, Subject, Read, R, T>,
  ): void {
    add('view', formId, route.allow, async (args) => {
      const {
        view,
        user,
        trigger_id: triggerId,
      } = args.body as { view: ViewOutput; user: { id: string }; trigger_id?: string };
      const at = now();
      const { form, ref } = formIn(route.read(view, at));
      if (!form.ok) return acknowledge(args, { response_action: 'errors', errors: form.errors });
      const key = `view:${view.id}`;
      const seen = { value: form.value, ref, view, key, now: at } as Omit<routes.Submitted<Read>, 'person'>;
      const permitted = await guard.permit(
        route.allow,
        user.id,
        (by) => route.resource?.({ ...seen, person: by } as routes.Submitted<Read>) as R | Promise<R>,
      );
      const submitted = { ...seen, ...permitted } as routes.Submitted<Read> & { resource: R };
      const faults = route.check && !wasDone(db, key) ? await route.check(submitted) : undefined;
      if (faults && Object.keys(faults).length > 0)
        return acknowledge(args, { response_action: 'errors', errors: faults });
      const { change } = route;
      const changed = change && (await write((tx) => idempotently(tx, key, at, () => change(tx, submitted, at))));
      const answer = (await route.run?.({ ...submitted, changed })) ?? {};
      await acknowledge(args, submissionAnswer(answer));
      const { root, previous, afterwards } = answer;
      await show({ userId: user.id, triggerId, modal: view }, { root, previous, afterwards });
    });
  }

  function options(actionId: string, { allow, run }: routes.Options<Rule>): void {
    add('options', actionId, allow, async (args) => {
      const body = args.body as unknown as { user: { id: string }; value: string; view?: ViewOutput };
      const by = await person(allow, body.user.id);
      const found = await run({ person: by, typed: body.value, modal: modalOf(body), now: now() });
      await acknowledge(args, Array.isArray(found) ? { options: found } : found);
    });
  }

  function command(name: string, { allow, run }: routes.Command<Rule>): void {
    add('command', name, allow, async (args, rest) => {
      await acknowledge(args);
      const {
        user_id: userId,
        trigger_id: triggerId,
        channel_id: channelId,
        text,
      } = args.body as Record<string, string>;
      const typed = { person: await person(allow, userId ?? ''), now: now(), channelId: channelId ?? '' };
      const answer = await run({ ...typed, text: asTyped((rest ?? text ?? '').trim()) });
      await show({ userId: userId ?? '', triggerId, respond: respondIn(args) }, answer);
    });
  }

  function shortcut(callbackId: string, { allow, run }: routes.Shortcut<Rule>): void {
    add('shortcut', `shortcut ${callbackId}`, allow, async (args) => {
      await acknowledge(args);
      const { user, trigger_id: triggerId } = args.body as { user: { id: string }; trigger_id: string };
      const answer = await run({ person: await person(allow, user.id), now: now() });
      await show({ userId: user.id, triggerId }, answer);
    });
  }

  function messageShortcut(callbackId: string, { allow, run }: routes.MessageShortcut<Rule>): void {
    add('shortcut', `message_action ${callbackId}`, allow, async (args) => {
      await acknowledge(args);
      const body = args.body as unknown as MessageAction;
      const chosen = { message: body.message, channelId: body.channel.id, now: now() };
      const answer = await run({ ...chosen, person: await person(allow, body.user.id) });
      await show({ userId: body.user.id, triggerId: body.trigger_id, respond: respondIn(args) }, answer);
    });
  }

  function event<Name extends string>(name: Name, { allow, run }: routes.Event<Rule, Name>): void {
    add('event', name, allow, async (args) => {
      const { event: heard, event_id: eventId } = args.body as unknown as { event: never; event_id: string };
      await run({ event: heard, eventId, key: `event:${eventId}` });
    });
  }

  function handlersFor(args: Args): { handlers: Handler[]; rest?: string } {
    const { kind, addresses } = addresseeOf(args) ?? { addresses: [] };
    for (const { name, ...rest } of addresses) {
      const handlers = byName.get(`${kind} ${name}`);
      if (handlers) return { handlers, ...rest };
    }
    const [name = ''] = addresses.map((address) => address.name);
    return {
      handlers: byPattern.filter((one) => one.kind === kind && one.pattern.test(name)).map((one) => one.handler),
    };
  }

  /** All routes that hear an event run, also when one of them fails. */
  async function dispatch(args: Args): Promise<void> {
    const { handlers, rest } = handlersFor(args);
    if (handlers.length === 0) return answerOutdated(args, parts);
    const runs = handlers.map(async (handler) => handler(args, rest));
    const failed = (await Promise.allSettled(runs)).flatMap((run) => (run.status === 'rejected' ? [run.reason] : []));
    if (failed.length > 1) throw new AggregateError(failed, 'Several listeners failed.');
    if (failed.length === 1) throw failed[0];
  }

  async function noticeHome(args: Args): Promise<void> {
    const press = pressAtHome(args.body);
    try {
      await args.next();
    } finally {
      if (press) await pressedAtHome(press);
    }
  }

  return {
    press,
    page,
    submit,
    options,
    /** `/name`, `/name word` for these words alone, or `/name word …` for all that begins so. */
    command,
    shortcut,
    messageShortcut,
    event,
    /** A button with an address: Slack opens it, and wants an acknowledgement. */
    link: (actionId: string) => void byName.set(`action ${actionId}`, [(args) => acknowledge(args)]),
    /** Runs after each press of a button in a home, also after a refusal. */
    atHome(hook: typeof pressedAtHome): void {
      pressedAtHome = hook;
    },
    routes: (): readonly Route[] => list,
    /** Middleware that Bolt runs for each request goes before. */
    listen(app: App): void {
      for (const middleware of [answerErrors(parts), noticeHome, dispatch]) app.use(middleware);
    },
  };
}
