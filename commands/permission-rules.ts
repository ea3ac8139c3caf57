/** The parts of the authorisation matrix in commands/permissions.ts: roles, their reach, and rules that recur. */
import { type Relation as LeadRelation, onlySales } from '../src/leads/permissions.ts';
import { onlyMakers, type Relation as RequestRelation } from '../src/requests/permissions.ts';

/**
 * `any`: everywhere. `own`: only for the team that has the thing; for a colleague, only for a thing that is theirs. A
 * role that is left out is refused. Guests, people of other workspaces, bots and deactivated people have no role.
 */
type Reach = 'any' | 'own';
/**
 * An other seller is in any sales team, where the company lets them see each other's leads. A deputy is a person whom the company
 * named to do what workspace admins may.
 */
export type Role =
  | 'colleague'
  | 'seller'
  | 'otherSeller'
  | 'marketer'
  | 'manager'
  | 'marketingManager'
  | 'deputy'
  | 'admin';

export interface Permission {
  may: Partial<Record<Role, Reach>>;
  /** Tells everyone else who is allowed. `channel` is the channel of the team that has the thing. */
  refusal: string | ((channel: string) => string);
  /** The people among everyone whom the domain lets do it, and the file that asks. */
  only?: { who: string; in: string };
}

export const everyone: Permission = { may: { colleague: 'any' }, refusal: '' };
/** Whether a person is one of these depends on the thing, so its domain decides, and refuses in its own words. */
export const among = (who: string, file: string): Permission => ({ ...everyone, only: { who, in: file } });
export const admins = { deputy: 'any', admin: 'any' } as const;
export const managers: Permission = {
  may: { manager: 'any', ...admins },
  refusal: 'Only managers of a team and workspace admins can do this. Please ask one of them.',
};
export const bothTeams: Permission = {
  may: { seller: 'any', marketer: 'any' },
  refusal: 'You are in no sales or marketing team yet. Ask a manager to add you to its channel or user group.',
};
export const bothSides = (act: string): Permission => ({
  may: { seller: 'any', marketer: 'any', manager: 'any', ...admins },
  refusal: `Only the sales and marketing teams ${act}. Ask a manager to add you to a team.`,
});

/** The first relation to a lead that an act asks for; the domain checks it again, together with the status. */
export const ofLead = {
  /** An owner who left the team still answers for the lead. */
  sales: { may: { seller: 'own', manager: 'own', ...admins, colleague: 'own' }, refusal: onlySales },
  salesAndMarketing: {
    may: { seller: 'own', manager: 'own', ...admins, marketer: 'any', colleague: 'own' },
    refusal: 'Only the sales and marketing teams can do this.',
  },
} satisfies Partial<Record<LeadRelation, Permission>>;

export const ofRequest = {
  makers: { may: { marketer: 'own', manager: 'own', ...admins, colleague: 'own' }, refusal: onlyMakers },
  requester: among('the requester', 'src/requests/permissions.ts'),
  makersAndVoters: among('marketing, the requester and voters', 'src/requests/permissions.ts'),
} satisfies Partial<Record<RequestRelation, Permission>>;

/**
 * The rule of each act: that of the first relation that its domain asks for. Acts without a relation are open to
 * everyone.
 */
export function rulesOf<Prefix extends string, Act extends string, Relation extends string>(
  prefix: Prefix,
  acts: Record<Act, readonly Relation[]>,
  ofRelation: Partial<Record<Relation, Permission>>,
): Record<`${Prefix}.${Act}`, Permission> {
  const rules = Object.entries<readonly Relation[]>(acts).map(([act, [first]]) => {
    const rule = first === undefined ? everyone : ofRelation[first];
    if (!rule) throw new TypeError(`No role is named for ${first}, which ${prefix}.${act} asks for.`);
    return [`${prefix}.${act}`, rule];
  });
  return Object.fromEntries(rules);
}
