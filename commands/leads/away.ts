import { offerToTeam } from '../../src/leads/acts/offer.ts';
import { comeBack, goAway } from '../../src/leads/routing/away.ts';
import { readAway } from '../../src/leads/routing/away-words.ts';
import { refreshRoster } from '../../src/leads/routing/roster.ts';
import { UserError } from '../../src/platform/errors.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
import { whisper } from '../../views/leads/ephemeral.ts';
import type { Deps } from '../deps.ts';

/** `/leads away until Monday`, `/leads back`: who is out of office gets no leads, and theirs are offered to the team. */
export async function answerAway(deps: Deps, userId: string, words: string) {
  const colleague = await requireColleague(deps.directory, userId);
  const now = deps.now();
  if (words === 'back') {
    await deps.write((tx) => comeBack(tx, userId, now));
    return whisper('Welcome back. You get leads again.');
  }
  const until = readAway(words.replace(/^away/, ''), colleague.zone ?? 'UTC', now);
  if (until === undefined) {
    throw new UserError(
      'Until when are you away? Please write it as `/leads away until Monday`, `/leads away until 2026-12-01` or `/leads away for 3 days`.',
    );
  }
  return whisper(await leave(deps, userId, until));
}

/** From now on until then. Resolves with a sentence about what became of their leads. */
export async function leave(deps: Deps, userId: string, until: Date | null): Promise<string> {
  const now = deps.now();
  for (const team of await teamsOf(deps, userId, 'sales')) await refreshRoster(deps, team, now);
  const offered = await deps.write((tx) => {
    goAway(tx, userId, { until }, now);
    return offerToTeam(tx, userId, { all: false }, now);
  });
  const end = until ? `until ${moment(until)}` : 'until you say `/leads back`';
  const leads =
    offered === 0
      ? 'None of your leads waits for a first touch.'
      : `${offered === 1 ? 'One lead that waited' : `${offered} leads that waited`} for you went to your team.`;
  return `You get no leads ${end}. ${leads}`;
}

/** The words after `/leads` that are about being away. */
export const isAboutAway = (words: string): boolean => /^(?:away\b|back$)/i.test(words.trim());
