import { setTimeout as sleep } from 'node:timers/promises';
import { type Act, type ActKind, signOf } from '../slack/acts.ts';
import type { Slack } from '../slack/slack.ts';
import type { Endpoint } from './http.ts';

/** How long one act took for its person: milliseconds from its planned moment. */
export interface Felt {
  kind: ActKind;
  /** To the acknowledgement: a form closes. */
  acknowledged: number;
  /** To the end of the call by which Slack shows the card, the list or the home. */
  seen: number;
}

export interface Performed {
  felt: Felt[];
  /** Of Slack's API, until the last act was seen. */
  calls: number;
}

const GIVE_UP_MS = 15_000;

/** Makes the acts at this rate, whether or not earlier ones are answered. Resolves when each has been seen in Slack. */
export async function perform(
  { slack, to }: { slack: Slack; to: Endpoint },
  acts: readonly Act[],
  perSecond: number,
): Promise<Performed> {
  const waiting = new Map<string, ((at: number) => void)[]>();
  let calls = 0;
  slack.onCall = (call) => {
    calls += 1;
    const sign = signOf(call);
    if (sign === undefined) return;
    for (const see of waiting.get(sign) ?? []) see(call.at);
    waiting.delete(sign);
  };
  const begin = performance.now();
  const one = async ({ kind, request, sign }: Act, number: number): Promise<Felt> => {
    const planned = begin + (number / perSecond) * 1000;
    await sleep(Math.max(0, planned - performance.now()));
    const seen = new Promise<number>((resolve, reject) => {
      waiting.set(sign, [...(waiting.get(sign) ?? []), resolve]);
      setTimeout(() => reject(new Error(`Slack never showed the result: ${kind}, ${sign}.`)), GIVE_UP_MS).unref();
    });
    await to.fire([request], { atOnce: 1 });
    const acknowledged = performance.now() - planned;
    return { kind, acknowledged, seen: (await seen) + slack.answerMs - planned };
  };
  const felt = await Promise.all(acts.map(one));
  return { felt, calls };
}
