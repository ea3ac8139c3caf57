import { createContext, useContext } from 'react';
import type { ActResult, Container } from '../../src/protocol.ts';
import type { FieldValue, PageElement } from '../blocks/kinds.ts';

/** What the blocks of one message, modal or home share: where values live and where clicks go. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  container: Container;
  /** Of the channel that the person looks at, for `default_to_current_conversation`. */
  channel: string | undefined;
  value(place: Place): FieldValue;
  /** Keeps the value; `act` also tells the app, as elements outside of input blocks always do. */
  setValue(place: Place, value: FieldValue, act: boolean): void;
  act(place: Place, extra: Record<string, unknown>): Promise<ActResult>;
  /** Errors of fields by block id. */
  errors: Record<string, string>;
  /** Enter in a one-line field of a modal sends the form. */
  submit?(): void;
}

export interface Place {
  blockId: string;
  actionId: string;
  element: PageElement;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('Blocks are drawn inside a message, a modal or a home.');
  return surface;
}
