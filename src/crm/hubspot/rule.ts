/** The rule of what comes in, as its id in a plan: `lifecyclestage=lead`, `hs_lead_status=NEW` or `list=12`. */
export const LIST = 'list';

export type Rule = { property: string; value: string } | { list: string };

export function ruleOf(id: string | null): Rule | undefined {
  const at = id?.indexOf('=') ?? -1;
  if (!id || at < 1) return undefined;
  const [left, right] = [id.slice(0, at), id.slice(at + 1)];
  return left === LIST ? { list: right } : { property: left, value: right };
}
