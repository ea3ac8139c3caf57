import { z } from 'zod';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { stages } from '../../src/leads/types.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { endStep } from '../../src/platform/outbox/end-step.ts';
import type { StepEnd } from '../../src/platform/outbox/message.ts';
import { checkForm } from '../../src/requests/form.ts';
import { LIMITS, priorities } from '../../src/requests/types.ts';
import { teamById } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import { postDigest } from '../../src/workflows/digest.ts';
import { handOffByStep, stepText } from '../../src/workflows/hand-off.ts';
import { optionSteps } from '../../src/workflows/option-steps.ts';
import { askByStep } from '../../src/workflows/request.ts';
import { stepWords } from '../../views/workflows/words.ts';
import type { Deps } from '../deps.ts';
import { permit, type Router } from '../guard.ts';
import type { Rule } from '../permissions.ts';

interface Run {
  inputs: Record<string, unknown>;
  executionId: string;
  /** For `idempotently`. */
  key: string;
}

/** A step acts for a person, whom it names and whose rule is asked, or for no one. */
type Step = { input: string; allow: Rule; missing: string; run: Act<string> } | { allow: null; run: Act<null> };

/** The end of a step, or undefined if it ends later, through the outbox. */
type Act<By> = (deps: Deps, run: Run, by: By) => Promise<StepEnd | undefined>;

/** By the callback id of the manifest. */
export const steps: Record<string, Step> = {
  hand_off_lead: { input: 'marketer', allow: 'lead.hand_off', missing: stepWords.noMarketer, run: handOffLead },
  request_content: { input: 'requester', allow: 'request.ask', missing: stepWords.noRequester, run: requestContent },
  /** The digest that its team gets each morning, in the channel of the team. */
  post_digest: {
    allow: null,
    run: async (deps, { inputs, key }) => {
      const team = teamIn(deps, inputs.team) ?? refuse(stepWords.noAnyTeam);
      const at = deps.now();
      const waiting = await deps.write((tx) => idempotently(tx, key, at, () => postDigest(tx, team, at)));
      return { outputs: { waiting: waiting ?? 0 } };
    },
  },
};

/** Steps of workflows in Slack: docs/doors/workflow-builder.md. */
export function routes(router: Router, deps: Deps): void {
  router.event('function_executed', {
    allow: 'slack.event',
    run: async ({ event, key }) => {
      const { function_execution_id: executionId, inputs = {} } = event;
      const end = await endOf(deps, event.function.callback_id, { executionId, inputs, key });
      if (!end) return;
      const sent = await endStep(deps.web, { executionId, end });
      // The inbox tries again: nothing is done twice.
      if (sent.kind !== 'sent') throw new Error(`A step could not be ended: ${sent.error}`);
    },
  });
}

async function endOf(deps: Deps, name: string, run: Run): Promise<StepEnd | undefined> {
  const options = Object.hasOwn(optionSteps, name) ? optionSteps[name] : undefined;
  if (options) return { outputs: { options: options(deps.db) } };
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (!step) return { error: stepWords.unknown };
  try {
    if (step.allow === null) return await step.run(deps, run, null);
    const by = personIn(run.inputs[step.input]) ?? refuse(step.missing);
    await permit(deps, step.allow, by);
    return await step.run(deps, run, by);
  } catch (error) {
    if (error instanceof UserError) return { error: error.message };
    throw error;
  }
}

async function handOffLead(deps: Deps, { inputs, executionId, key }: Run, marketerId: string): Promise<undefined> {
  const team = teamIn(deps, inputs.team, 'sales') ?? refuse(stepWords.noTeam);
  const at = deps.now();
  await refreshRoster(deps, team, at);
  const waits = ['true', '1', 'yes'].includes(stepText.parse(inputs.wait_for_acceptance)?.toLowerCase() ?? '');
  await deps.write((tx) =>
    idempotently(tx, key, at, () => handOffByStep(tx, { executionId, inputs, team, marketerId, waits }, at)),
  );
}

async function requestContent(deps: Deps, { inputs, executionId, key }: Run, requesterId: string): Promise<undefined> {
  const team = teamIn(deps, inputs.team, 'marketing') ?? refuse(stepWords.noMarketingTeam);
  const at = deps.now();
  const form = {
    title: textIn(inputs.title, LIMITS.title) ?? refuse(stepWords.noTitle),
    kind: textIn(inputs.kind) ?? refuse(stepWords.noKind),
    stage: z.enum(stages).optional().catch(undefined).parse(inputs.stage) ?? null,
    audience: textIn(inputs.audience, LIMITS.audience),
    leadId: null,
    customer: textIn(inputs.customer, LIMITS.customer),
    words: textIn(inputs.words, LIMITS.words),
    priority: z.enum(priorities).catch('normal').parse(inputs.priority),
    neededBy: z.iso.date().optional().catch(undefined).parse(inputs.needed_by) ?? null,
    hurry: textIn(inputs.hurry, LIMITS.hurry),
  };
  const checked = await checkForm(deps, { form, teamId: team.id, userId: requesterId }, at);
  if (!checked.ok) throw new UserError(Object.values(checked.errors)[0] ?? '');
  const asked = { executionId, form: checked.value.form, teamId: team.id, requesterId };
  await deps.write((tx) => idempotently(tx, key, at, () => askByStep(tx, asked, at)));
}

function refuse(sentence: string): never {
  throw new UserError(sentence);
}

const personIn = (given: unknown): string | undefined =>
  typeof given === 'string' && /^[UW][A-Z0-9]{2,}$/.test(given) ? given : undefined;

/** Cut where it is too long: a workflow cannot be asked again. */
function textIn(given: unknown, most = 3000): string | null {
  const text = stepText.parse(given)?.trim() ?? '';
  return text === '' ? null : text.slice(0, most);
}

function teamIn({ db }: Deps, given: unknown, kind?: Team['kind']): Team | undefined {
  const id = stepText.parse(given)?.trim() ?? '';
  const team = /^\d{1,15}$/.test(id) ? teamById(db, Number(id)) : undefined;
  return team && team.retiredAt === null && (kind === undefined || team.kind === kind) ? team : undefined;
}
