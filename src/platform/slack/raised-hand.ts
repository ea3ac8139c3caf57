/** Slack's short names and their aliases; those with the same image mean the same. */
const HANDS = new Set([
  'raised_hand',
  'hand',
  'raised_hand_with_fingers_splayed',
  'raised_back_of_hand',
  'raising_hand',
  'man-raising-hand',
  'woman-raising-hand',
]);

/** Skin tones (`::skin-tone-3`) are ignored. */
export const withoutSkinTone = (emoji: string): string => emoji.split('::')[0] ?? '';

export const isRaisedHand = (emoji: string): boolean => HANDS.has(withoutSkinTone(emoji));
