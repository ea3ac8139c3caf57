import { useSyncExternalStore } from 'react';
import type { TrafficEntry } from '../../src/protocol.ts';

/** The page's limit; the server keeps more. */
const KEPT = 500;

let entries: readonly TrafficEntry[] = [];
const listeners = new Set<() => void>();

/**
 * Oldest first. Separate from the other state: it changes with every call, and nothing else on the page depends on it.
 */
export const useTrafficLog = (): readonly TrafficEntry[] => useSyncExternalStore(subscribe, () => entries);

/** Adds new entries and updates existing ones. */
export function addEntries(added: readonly TrafficEntry[]): void {
  entries = merged(entries, added);
  for (const listener of listeners) listener();
}

/** Exported for its test. */
export function merged(old: readonly TrafficEntry[], added: readonly TrafficEntry[]): TrafficEntry[] {
  const byId = new Map(old.map((entry) => [entry.id, entry]));
  for (const entry of added) byId.set(entry.id, entry);
  return [...byId.values()].sort((a, b) => a.id - b.id).slice(-KEPT);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
