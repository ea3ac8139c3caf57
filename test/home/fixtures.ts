import type { Scene } from '../support/scene.ts';

/** Homes of the people of a test app. */
export function homesOn({ as, read, app }: Scene) {
  /** Opens the home, and reads it after all tasks have ended. */
  async function open(who: string): Promise<string> {
    await as(who).openHome();
    await app().settled();
    return text(who);
  }

  /** Its current text, for a person who does nothing. */
  function text(who: string): string {
    const home = as(who).home();
    if (!home) throw new Error(`${who} has no home.`);
    return read(home.text());
  }

  return {
    open,
    text,
    /** Presses the first button with this text, or chooses from the first menu that offers it. */
    press: async (who: string, button: string): Promise<void> => {
      const home = as(who).home();
      const first = home?.blocks
        .flatMap(({ elements }) => (Array.isArray(elements) ? (elements as Element[]) : []))
        .find(({ type, text: label }) => type === 'button' && label?.text === button);
      if (home && first) await home.press({ actionId: first.action_id, value: first.value });
      else await home?.choose(button);
      await app().settled();
    },
    /** Number of publishes since the traffic was cleared. */
    publishes: (who: string) =>
      app()
        .slack.traffic.calls('views.publish')
        .filter(({ args }) => args.user_id === app().slack.ids.people[who]),
  };
}

interface Element {
  type: string;
  action_id: string;
  value: string;
  text?: { text: string };
}
