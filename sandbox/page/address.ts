import type { Place, State } from './state.ts';

interface Address {
  as: string | undefined;
  place: Place | undefined;
  thread: State['thread'];
}

/**
 * `?as=U1&in=C1&thread=17…` or `?as=U1&app=A1&tab=messages`: the person and the place, so that a window can be reloaded
 * or shared.
 */
export function readAddress(): Address {
  const query = new URLSearchParams(location.search);
  const channel = query.get('in');
  const app = query.get('app');
  const thread = query.get('thread');
  return {
    as: query.get('as') ?? undefined,
    place: app
      ? { kind: 'app', id: app, tab: query.get('tab') === 'messages' ? 'messages' : 'home' }
      : channel
        ? { kind: 'channel', id: channel }
        : undefined,
    thread: channel && thread ? { channel, ts: thread } : undefined,
  };
}

export function writeAddress({ as, place, thread }: Address): void {
  const query = new URLSearchParams();
  if (as) query.set('as', as);
  if (place?.kind === 'channel') query.set('in', place.id);
  if (place?.kind === 'app') {
    query.set('app', place.id);
    query.set('tab', place.tab);
  }
  if (thread) query.set('thread', thread.ts);
  const search = `?${query}`;
  if (search !== location.search) history.pushState(null, '', search);
}
