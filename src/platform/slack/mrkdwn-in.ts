/**
 * Slack's notation in text that enters, back to what people typed
 * (https://docs.slack.dev/messaging/formatting-message-text). It is undone once, where the text enters; modals and rich
 * text come as they were typed.
 */

/** Slack escapes these three characters and no other. The ampersand comes last, or `&amp;lt;` would become `<`. */
export const decoded = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** Links become their text. Mentions and channels stay as `<@U012>` and `<#C012>`, since only Slack knows their names. */
export const withoutLinks = (text: string): string =>
  decoded(
    text
      .replace(/<(?:mailto:|tel:|https?:\/\/)[^<|>]*\|([^<>]*)>/g, '$1')
      .replace(/<(?:mailto:|tel:)?([^<@#!|>\s][^<|>]*)>/g, '$1'),
  );

/**
 * The text after a command as it was typed. Slack makes links of addresses by itself; a link whose text differs from its
 * address was typed in that form.
 */
export const asTyped = (text: string): string =>
  decoded(
    text
      .replace(/<tel:[^<|>]*\|([^<>]+)>/g, '$1')
      .replace(/<(?:mailto:|https?:\/\/)([^<|>]+)\|\1>/g, '$1')
      .replace(/<(?:mailto:|tel:)?((?:https?:\/\/)?[^<@#!|>\s:/]+[.@][^<|>\s]*)>/g, '$1'),
  );

/** Text as people read it: `<!here>` is @here, `<#C012|general>` is #general, and a moment is its fallback. */
export const readable = (text: string): string =>
  withoutLinks(
    text
      .replace(/<!(channel|here|everyone)(?:\|[^<>]*)?>/g, '@$1')
      .replace(/<#[A-Z0-9]+\|([^<>]+)>/g, '#$1')
      .replace(/<![^<|>]*\|([^<>]*)>/g, '$1'),
  );
