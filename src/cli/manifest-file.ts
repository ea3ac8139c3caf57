/** The manifest of the Slack app. The build replaces this file with its own. */
export const MANIFEST = new URL('../../manifest.yml', import.meta.url);
