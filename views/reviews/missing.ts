/** The reasons for which no review comes, and how to change that. */
export const missingWords = {
  team: 'The monthly review needs a sales team. Create one with `/baton teams`.',
  channel:
    'No monthly review is planned. It needs a *channel of both teams*, which a manager chooses in `/baton settings`.',
  day: 'The monthly review is switched off in the settings.',
};
export type Missing = keyof typeof missingWords;
