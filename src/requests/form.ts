/** The request form: its initial values, and the faults that its fields cannot find by themselves. */
import { leadById } from '../leads/queries.ts';
import { seesLead } from '../leads/reads/sight.ts';
import { sightOf } from '../leads/reads/visible.ts';
import { type ContentKind, kindsOf } from '../library/settings.ts';
import type { Db } from '../platform/db/open.ts';
import type { Services } from '../platform/services.ts';
import type { FormResult } from '../platform/slack/form.ts';
import { requireMarketingTeam } from '../teams/queries.ts';
import type { Team } from '../teams/table.ts';
import type { RequestForm } from './acts/ask.ts';
import { kindIn } from './alike.ts';
import { earliestDay, noticeFault } from './notice.ts';
import { lastTeamOf } from './queries.ts';

type Deps = Pick<Services, 'db' | 'directory'>;

/** Preselects the team that this person asked last, and a kind that the title names. */
export function startOfForm(
  db: Db,
  { userId, title }: { userId: string; title: string },
  { kinds, teams }: { kinds: readonly ContentKind[]; teams: readonly Team[] },
  now: Date,
): { title: string; kind: string | null; neededBy: string | null; teamId: number } {
  const last = lastTeamOf(db, userId);
  const team = teams.find(({ id }) => id === last) ?? teams[0];
  const kind = kinds.find(({ key }) => key === kindIn(title, kinds));
  const neededBy = team && kind ? earliestDay(team, kind, now) : null;
  return { title, kind: kind?.key ?? null, neededBy, teamId: team?.id ?? 0 };
}

/** Why this person cannot ask for content for a lead; undefined if they can. */
export async function leadFault(deps: Deps, userId: string, leadId: number | null): Promise<string | undefined> {
  if (leadId === null) return undefined;
  const lead = leadById(deps.db, leadId);
  const isKnown = lead && seesLead(await sightOf(deps, await deps.directory.person(userId)), lead);
  return isKnown ? undefined : 'Lead not found. Please choose it from the list.';
}

/** An empty due date is the earliest day of the kind. */
export async function checkForm(
  deps: Deps,
  { form, teamId, userId }: { form: Filled; teamId: number; userId: string },
  now: Date,
): Promise<FormResult<{ form: RequestForm; team: Team }>> {
  const team = requireMarketingTeam(deps.db, teamId);
  const kind = kindsOf(deps.db).find(({ key }) => key === form.kind);
  if (!kind) return { ok: false, errors: { kind: 'This kind was removed. Please choose another.' } };
  const customer = await leadFault(deps, userId, form.leadId);
  if (customer) return { ok: false, errors: { customer } };
  const neededBy = form.neededBy ?? earliestDay(team, kind, now);
  const fault = noticeFault(team, kind, { neededBy, hurry: form.hurry }, now);
  if (fault) return { ok: false, errors: { [fault.field]: fault.message } };
  return { ok: true, value: { form: { ...form, neededBy }, team } };
}

type Filled = Omit<RequestForm, 'neededBy'> & { neededBy: string | null };
