/** What people do with an item of the library. */
export const useKinds = ['shared', 'sent', 'used', 'helped', 'not_helped'] as const;

/** What became of "looked for three times": open until marketing says. */
export const suggestionStates = ['open', 'requested', 'put_away'] as const;
