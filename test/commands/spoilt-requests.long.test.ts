/**
 * Every button, menu and form of Baton, used in Slack with wrong parts: values of fields, memory of forms, ids, and what Slack adds.
 * A person gets an answer or a sentence, never an apology; what cannot be read is not handled. `SPOILT=20000` tries more.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultsOfDatabase, faultsOfLog } from '../support/invariants.ts';
import { signedRequest } from '../support/redeliver.ts';
import { wrongParts } from '../support/spoil.ts';
import { createTestApp } from '../support/test-app.ts';
import { controlsOf } from '../system/released/controls.ts';
import { createReplay } from '../system/released/replay.ts';
import { everyView } from '../views/every/all.ts';
import { matrixWorkspace } from './authorization/people.ts';
import { makeThings } from './authorization/things.ts';

const RUNS = Number(process.env.SPOILT ?? 800);

type Json = Record<string, unknown>;

/** The parts that pass through a person's client, where they can be changed. */
function changedByClient(payload: Json, spoil: (json: string) => string): Json {
  const { view, actions, value } = payload as { view?: Json; actions?: Json[]; value?: string };
  const changed = (part: unknown) => JSON.parse(spoil(JSON.stringify(part))) as unknown;
  const memory = (text: unknown) => (text === '' ? spoil('""') : spoil(String(text)));
  return {
    ...payload,
    ...(view && {
      view: {
        ...view,
        state: { values: changed((view.state as Json).values) },
        private_metadata: memory(view.private_metadata),
      },
    }),
    ...(actions && {
      actions: actions.map(({ type, action_id, ...rest }) => ({ ...Object(changed(rest)), type, action_id })),
    }),
    ...(value !== undefined && { value: changed(value) }),
  };
}

const ways: Record<string, (payload: Json, spoil: (json: string) => string) => Json> = {
  'by a person': changedByClient,
  'on their way': (payload, spoil) => Object(JSON.parse(spoil(JSON.stringify(payload)))),
};

test.each(Object.entries(ways))(
  'requests that are changed %s do no harm',
  async (_, change) => {
    const app = await createTestApp({ mode: 'http', workspace: matrixWorkspace, fresh: true });
    await makeThings(app);
    await app.settled();
    const { controls, forms } = controlsOf(everyView, ['the usual']);
    let spoil = (json: string) => json;
    const answers: number[] = [];
    const replay = createReplay(app, async (_, payload) => {
      const answer = await signedRequest(app, change(payload as Json, spoil))();
      answers.push(answer.status);
      await answer.text();
      return {};
    });
    const asked = fc.constantFrom('ada', 'sam', 'mia', 'cam', 'gus');
    const uses = fc.oneof(
      fc
        .constantFrom(...controls)
        .map((control) => (who: string) => replay.press(control, { who, ids: 'of the first' })),
      fc.constantFrom(...forms).map((form) => (who: string) => replay.submit(form, { who, ids: 'of the first' })),
    );
    await fc.assert(
      fc.asyncProperty(uses, asked, wrongParts, async (use, who, how) => {
        spoil = how;
        const { log } = await use(who);
        expect(log.filter((line) => line.includes('a handler failed'))).toEqual([]);
        expect(faultsOfLog(log, ['evil.example', 'a@a@a@'])).toEqual([]);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(RUNS / 10);
    expect(faultsOfDatabase(app.baton.deps.db)).toEqual([]);
    expect(({} as Json).length).toBeUndefined();
    spoil = (json) => json;
    const { calls } = await replay.command('/leads', 'sam');
    expect(calls.length).toBeGreaterThan(0);
    await app.close();
  },
  1_200_000,
);
