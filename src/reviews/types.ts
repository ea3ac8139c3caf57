/** `quiet`: nothing happened in its month, so it was not posted. */
export const reviewStatuses = ['planned', 'open', 'closed', 'skipped', 'quiet'] as const;

export const actionStatuses = ['open', 'done', 'dropped'] as const;
