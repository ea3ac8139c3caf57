import { useMemo } from 'react';
import type { Names } from './as-typed.ts';
import { useStore } from './store.ts';

/** Names that can be mentioned in a message: people, channels and groups. */
export function useNames(): Names {
  const people = useStore((state) => state.people);
  const channels = useStore((state) => state.channels);
  const groups = useStore((state) => state.userGroups);
  return useMemo(
    () => ({
      people: Object.values(people).filter(({ deleted }) => !deleted),
      channels: channels.filter(({ kind }) => kind !== 'im'),
      groups,
    }),
    [people, channels, groups],
  );
}
