import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { MINUTE_MS } from '../time/units.ts';
import { keepAnswers, NOT_GRANTED, unless } from './answers.ts';
import type { Company } from './company.ts';
import { askPatiently, type Clock } from './pages.ts';

const FRESH_MS = MINUTE_MS;
/** dnd.teamInfo takes at most 50 people (https://docs.slack.dev/reference/methods/dnd.teamInfo). */
const AT_ONCE = 50;
/** A company may decline the scope, and an organisation take the workspace away: everyone may be disturbed then. */
const UNTOLD = new Set(['missing_scope', ...NOT_GRANTED]);

/** Seconds; someone whose answer cannot be read may be disturbed. */
const moment = z.number().min(0).max(1e11);
const dnd = z
  .object({ dnd_enabled: z.boolean(), next_dnd_start_ts: moment.optional(), next_dnd_end_ts: moment.optional() })
  .catch({ dnd_enabled: false });

/** Reads who does not want to be disturbed, and until when. Slack tells it in each workspace about its own people. */
export function createUndisturbed(
  web: WebClient,
  company: Company,
  people: (userIds: Iterable<string>) => Promise<{ id: string; workspaceIds?: string[] }[]>,
  clock: Clock,
) {
  const answers = keepAnswers(async (key, onWait) => {
    const [team_id = '', users = ''] = key.split(' ');
    const asked = askPatiently(() => web.dnd.teamInfo({ users, team_id }), clock, onWait);
    return (await unless(UNTOLD, asked))?.users ?? {};
  }, clock);

  /** Ids by workspace. With one workspace, all are of it. */
  async function byWorkspace(userIds: string[]): Promise<Map<string, string[]>> {
    const [only = '', ...others] = company.workspaceIds;
    if (others.length === 0) return new Map([[only, userIds]]);
    const homes = new Map<string, string[]>();
    for (const { id, workspaceIds: theirs = [] } of await people(userIds)) {
      const [home] = theirs;
      if (home !== undefined) homes.set(home, [...(homes.get(home) ?? []), id]);
    }
    return homes;
  }

  async function until(userIds: string[], at: Date): Promise<Map<string, Date>> {
    const found = new Map<string, Date>();
    const now = at.getTime() / 1000;
    for (const [workspaceId, ids] of await byWorkspace(userIds)) {
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        const users = await answers.get(`${workspaceId} ${ids.slice(from, from + AT_ONCE).join()}`, FRESH_MS);
        for (const [id, told] of Object.entries(users)) {
          const { dnd_enabled, next_dnd_start_ts: start = 0, next_dnd_end_ts: end = 0 } = dnd.parse(told);
          if (dnd_enabled && start <= now && now < end) found.set(id, new Date(end * 1000));
        }
      }
    }
    return found;
  }

  return { until, forget: answers.forgetAll };
}
