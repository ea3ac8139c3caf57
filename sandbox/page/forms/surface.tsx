import { createContext, useContext } from 'react';
import type { ActResult, Container } from '../../src/protocol.ts';
import type { FieldValue, PageElement } from '../blocks/kinds.ts';

/** Context of the blocks of one message, modal or home: the values and the handlers. */
export interface Surface {
  kind: 'message' | 'modal' | 'home';
  container: Container;
  /** The open channel, for `default_to_current_conversation`. */
  channel: string | undefined;
  value(place: Place): FieldValue;
  /** Stores the value; `act` also dispatches an action, as elements outside input blocks always do. */
  setValue(place: Place, value: FieldValue, act: boolean): void;
  act(place: Place, extra: Record<string, unknown>): Promise<ActResult>;
  /** Errors of fields by block id. */
  errors: Record<string, string>;
  /** Enter in a one-line field of a modal submits the form. */
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
  if (!surface) throw new Error('Blocks must be inside a message, a modal or a home.');
  return surface;
}
