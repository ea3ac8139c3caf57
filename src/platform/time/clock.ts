/** The source of the current time. It is passed as an argument everywhere, so that tests can move it. */
export type Now = () => Date;

export const systemClock: Now = () => new Date();
