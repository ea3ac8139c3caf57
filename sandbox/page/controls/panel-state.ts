import { useSyncExternalStore } from 'react';

export type Panel = 'trouble' | 'traffic';

let open: Panel | undefined;
let latest: Panel = 'trouble';
const listeners = new Set<() => void>();

/** Which panel stands at the side; it stays there when the person is switched. */
export const usePanel = (): Panel | undefined => useSyncExternalStore(subscribe, () => open);

export function showPanel(next: Panel | undefined): void {
  open = next;
  latest = next ?? latest;
  for (const listener of listeners) listener();
}

/** Opens the panel that was open last, or closes it. */
export const togglePanel = (): void => showPanel(open ? undefined : latest);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
