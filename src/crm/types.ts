/**
 * - `draft`: it was never switched on. - `on`: it runs. - `stopped`: a person stopped it.
 * - `refused`: the CRM does not accept the key any more. It goes on with another.
 */
export const connectionStates = ['draft', 'on', 'stopped', 'refused'] as const;
