/** Where "now" comes from. Everything that asks for the time is handed one of these, so that tests can move it. */
export type Now = () => Date;

export const systemClock: Now = () => new Date();
