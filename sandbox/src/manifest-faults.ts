import { unsentEvents } from './deliver/event-names.ts';
import type { Manifest } from './state/manifest.ts';

/** Features of a manifest that the sandbox does not have. Without a word, the app would wait for them forever. */
const ABSENT = { assistant_view: 'assistants', agent_view: 'agents' };

/** A sentence for each part of the manifest that has no effect here. */
export const manifestFaults = (manifest: Manifest): string[] => [
  ...unsentEvents(manifest.settings.event_subscriptions.bot_events),
  ...Object.entries(ABSENT).flatMap(([feature, what]) =>
    feature in manifest.features ? [`the manifest has ${feature}: the sandbox has no ${what}.`] : [],
  ),
];
