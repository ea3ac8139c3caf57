/** The three-way merge of a field. Each side is compared with its own value of the last agreement, never with that of the other. */
import type { CrmPlan, Master, SharedField, SyncField } from './crm.ts';
import { sharedFields } from './crm.ts';
import type { Base } from './types.ts';

/** Both sides of a field now, as fingerprints. Empty for no value. */
export interface Sides {
  baton: string;
  crm: string;
  /** Whether they mean the same, such as two spellings of a phone number. */
  isSame: boolean;
}

/**
 * - `none`: as agreed. - `settle`: they agree, in new words. - `take`: the value of the CRM counts. - `give`: that of Baton does.
 * A value is lost in a conflict: both sides have changed it.
 */
export interface Decision {
  way: 'none' | 'settle' | 'take' | 'give';
  isConflict: boolean;
}

const agreed = (way: Decision['way']): Decision => ({ way, isConflict: false });

/**
 * A field without a base was never compared: an empty side takes the value of the other.
 *
 * A value that was given is the base of both sides afterwards, so its echo is no change. A taken value is no change of Baton. So each
 * change crosses once, and two values cannot chase each other.
 */
export function decide(base: Base[string] | undefined, { baton, crm, isSame }: Sides, master: Master): Decision {
  const [batonWas, crmWas] = base ?? [undefined, undefined];
  const hasBatonChanged = baton !== batonWas;
  const hasCrmChanged = crm !== crmWas;
  if (!hasBatonChanged && !hasCrmChanged) return agreed('none');
  if (isSame) return agreed('settle');
  if (!hasCrmChanged) return agreed('give');
  if (!hasBatonChanged) return agreed('take');
  if (!base && crm === '') return agreed('give');
  if (!base && baton === '') return agreed('take');
  return { way: master === 'crm' ? 'take' : 'give', isConflict: true };
}

/** Contact data is the CRM's, unless the plan says otherwise; Baton has the rest. */
export const masterOf = (plan: Pick<CrmPlan, 'masters'>, field: SyncField): Master =>
  plan.masters[field] ?? (isShared(field) ? 'crm' : 'baton');

export const isShared = (field: SyncField): field is SharedField => (sharedFields as readonly string[]).includes(field);
