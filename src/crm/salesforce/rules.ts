import { z } from 'zod';
import { CrmError } from '../crm.ts';
import type { Api } from './api.ts';
import { readAs } from './errors.ts';
import type { PersonObject } from './ids.ts';
import { quoted } from './soql.ts';

/** A rule of what comes in: `status:Qualified`, `view:00B…`, `campaign:701…`. */
export type RuleKind = 'status' | 'view' | 'campaign';
export const ruleIdOf = (kind: RuleKind, id: string): string => `${kind}:${id}`;

export function readRule(rule: string | null): { kind: RuleKind; id: string } | undefined {
  const [, kind, id] = /^(status|view|campaign):(.+)$/s.exec(rule ?? '') ?? [];
  return kind && id ? { kind: kind as RuleKind, id } : undefined;
}

/** The condition of a rule for an object; undefined if none of it can match. `scope` belongs after the object. */
export interface RuleCondition {
  where: string;
  scope?: string;
}

export async function conditionOf(
  api: Api,
  rule: string | null,
  object: PersonObject,
): Promise<RuleCondition | undefined> {
  const found = readRule(rule);
  if (!found) return undefined;
  const { kind, id } = found;
  if (kind === 'campaign') {
    return { where: `Id IN (SELECT ${object}Id FROM CampaignMember WHERE CampaignId = ${quoted(id)})` };
  }
  if (object === 'Contact') return undefined;
  if (kind === 'status') return { where: `Status = ${quoted(id)}` };
  return await api.remembered(`view ${id}`, () => viewCondition(api, id));
}

const viewSchema = z.object({ query: z.string() });

async function viewCondition(api: Api, id: string): Promise<RuleCondition> {
  const answer = await api.get(`/sobjects/Lead/listviews/${encodeURIComponent(id.toWellFormed())}/describe`);
  return partsOf(readAs(viewSchema, answer).query);
}

/** A quoted text, or a single character outside of one. A text that is not closed reaches to the end. */
const PIECE = /'(?:\\[\s\S]|[^'\\])*\\?(?:'|$)|[\s\S]/g;

/** The condition in the query of a list view: between WHERE and ORDER BY. A view without one matches every lead. */
export function partsOf(query: string): RuleCondition {
  // Quoted texts become blanks of the same length, so that words in them are not taken for words of the query.
  const bare = query.replace(PIECE, (piece) => (piece.length > 1 ? ' '.repeat(piece.length) : piece));
  const scope = /\bUSING\s+SCOPE\s+(\w+)/i.exec(bare)?.[1];
  const start = /\bWHERE\b/i.exec(bare);
  const end = /\b(?:ORDER\s+BY|LIMIT)\b/i.exec(bare)?.index ?? query.length;
  const where = start ? `(${query.slice(start.index + start[0].length, end).trim()})` : 'Id != null';
  if (scope && !/^(?:everything|mine|team)$/i.test(scope)) {
    throw new CrmError('refused', `A list view of the scope ${scope} cannot be a rule.`);
  }
  return { where, ...(scope && scope.toLowerCase() !== 'everything' && { scope: `USING SCOPE ${scope}` }) };
}
