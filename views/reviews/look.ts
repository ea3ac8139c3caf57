/** The page of a review that a person looks at: which review, and the pages of its two lists. */
export interface Look {
  reviewId: number;
  points: number;
  actions: number;
}

export const writeLook = ({ reviewId, points, actions }: Look): string => [reviewId, points, actions].join('-');

/** It passed through the person's client: nonsense is undefined. */
export function readLook(text: string | null | undefined): Look | undefined {
  const [, reviewId = '', points = '', actions = ''] = /^(\d{1,15})-(\d{1,4})-(\d{1,4})$/.exec(text ?? '') ?? [];
  return reviewId === '' ? undefined : { reviewId: Number(reviewId), points: Number(points), actions: Number(actions) };
}
