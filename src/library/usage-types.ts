/** Uses of an item. */
export const useKinds = ['shared', 'sent', 'used', 'helped', 'not_helped'] as const;

/** A suggestion is open until marketing decides. */
export const suggestionStates = ['open', 'requested', 'put_away'] as const;
