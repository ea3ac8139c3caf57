import { type Target, target } from '../load/http.ts';
import { type Slack, startSlack } from '../slack/slack.ts';
import { type Child, startChild } from './child.ts';

/** Processes and connections of one bench; all end with it. */
export interface Stage {
  /** A Slack of its own. */
  slack(options?: { answerMs?: number }): Promise<Slack>;
  child(file: string, settings: object): Promise<Child>;
  /** Where the child takes requests over HTTP. */
  target(child: Child): Target;
}

export async function onStage<T>(run: (stage: Stage) => Promise<T>): Promise<T> {
  const ends: (() => Promise<void>)[] = [];
  const keep = <E>(thing: E, end: () => Promise<void>): E => {
    ends.unshift(end);
    return thing;
  };
  try {
    return await run({
      slack: async (options) => {
        const slack = await startSlack(options);
        return keep(slack, slack.close);
      },
      child: async (file, settings) => {
        const child = await startChild(file, settings);
        return keep(child, child.stop);
      },
      target: (child) => {
        const one = target(child.ready as number);
        return keep(one, one.close);
      },
    });
  } finally {
    for (const end of ends) await end();
  }
}
