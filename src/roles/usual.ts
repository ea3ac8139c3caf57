import type { CitingForm, RoleOwner } from './types.ts';

/** The words of a line. */
export interface LineWords {
  what: string;
  owner: RoleOwner;
  personId: string | null;
  citedIn: CitingForm | null;
}

const line = (owner: RoleOwner, what: string, citedIn: CitingForm | null = null): LineWords => ({
  ...{ owner, what, citedIn },
  personId: null,
});

/** The list that managers can start from. */
export const USUAL_LINES: readonly LineWords[] = [
  line('marketing', 'Sets the strategy and chooses the channels'),
  line('marketing', 'Finds leads, and hands them off with what is known about them'),
  line('marketing', 'Makes the content that sales asks for, and keeps the library current', 'request'),
  line('marketing', 'Keeps in touch with leads that are not ready yet'),
  line('sales', 'Accepts or declines each lead in time, and says why', 'handoff'),
  line('sales', 'Contacts leads, qualifies them and closes deals'),
  line('sales', 'Gives input on campaigns before they start, and says what buyers ask'),
  line('both', 'Agree on what counts as a lead, on targets and on deadlines'),
  line('both', 'Look at the results every month, and decide what to change'),
];
