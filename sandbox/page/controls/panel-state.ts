import { useSyncExternalStore } from 'react';

export type Panel = 'faults' | 'traffic';

let open: Panel | undefined;
let latest: Panel = 'faults';
const listeners = new Set<() => void>();

/** The open panel; it stays open when the person is switched. */
export const usePanel = (): Panel | undefined => useSyncExternalStore(subscribe, () => open);

export function showPanel(next: Panel | undefined): void {
  open = next;
  latest = next ?? latest;
  for (const listener of listeners) listener();
}

/** Opens the last panel, or closes the open one. */
export const togglePanel = (): void => showPanel(open ? undefined : latest);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
