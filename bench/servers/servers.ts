import { type Endpoint, endpoint } from '../load/http.ts';
import { type Slack, type SlackOptions, startSlack } from '../slack/slack.ts';
import { type Child, startChild } from './child.ts';

/** Processes and connections of one benchmark; all end with it. */
export interface Servers {
  /** Starts a fake Slack. */
  slack(options?: SlackOptions): Promise<Slack>;
  child(file: string, settings: object): Promise<Child>;
  /** The HTTP endpoint of the child. */
  endpoint(child: Child): Endpoint;
}

export async function withServers<T>(run: (servers: Servers) => Promise<T>): Promise<T> {
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
      endpoint: (child) => {
        const one = endpoint(child.ready as number);
        return keep(one, one.close);
      },
    });
  } finally {
    for (const end of ends) await end();
  }
}
