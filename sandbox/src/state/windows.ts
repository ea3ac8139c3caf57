import { AsyncLocalStorage } from 'node:async_hooks';

const acting = new AsyncLocalStorage<string | undefined>();

/** Runs an act of a person in this window of the page. A modal that it opens belongs to that window alone. */
export const inWindow = <T>(window: string | undefined, act: () => T): T => acting.run(window, act);

/** The window in which a person acts at the moment; undefined outside the page, such as in a test. */
export const actingWindow = (): string | undefined => acting.getStore();
