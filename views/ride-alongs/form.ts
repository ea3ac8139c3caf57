/** The form of a meeting, and the form that calls it off. */
import type { ViewOutput } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Lead } from '../../src/leads/table.ts';
import { oneOf, optionalTyped, readForm, typed } from '../../src/platform/slack/form.ts';
import { readRef, writeRef } from '../../src/platform/slack/private-metadata.ts';
import type { RideAlong } from '../../src/ride-alongs/table.ts';
import { minutesOf } from '../../src/ride-alongs/times.ts';
import { LIMITS, lengths, MOST_SEATS, meetingKinds, type Side, sides } from '../../src/ride-alongs/types.ts';
import {
  type Blocks,
  bold,
  context,
  input,
  option,
  optional,
  options,
  plain,
  rich,
  selectField,
  textField,
} from '../kit/blocks.ts';
import { counted } from '../kit/words.ts';
import { chosenLead, LEAD_CHOICE, leadField, leadOption } from '../leads/options.ts';
import { kindWords, lengthWords, rideText, sideWords } from './words.ts';

export const rideForms = {
  offer: 'ride_along_offer_form',
  change: 'ride_along_change_form',
  callOff: 'ride_along_call_off_form',
} as const;

const lengthOptions = lengths.map((minutes) => option(String(minutes), lengthWords(minutes)));
const seatOptions = Array.from({ length: MOST_SEATS }, (_, index) =>
  option(String(index + 1), counted(index + 1, 'seat')),
);

type Start = Partial<Pick<RideAlong, 'kind' | 'title' | 'seats' | 'place' | 'words'>> & {
  startsAt: Date;
  minutes: number;
  lead?: Lead | undefined;
};

const inputs = (start: Start, side: Side | undefined): Blocks => [
  input(
    'title',
    'What is it about?',
    textField(LIMITS.title, start.title, { placeholder: 'First call with a clinic' }),
  ),
  input('startsAt', 'When?', {
    type: 'datetimepicker',
    initial_date_time: Math.floor(start.startsAt.getTime() / 1000),
  }),
  input('minutes', 'Length', selectField(lengthOptions, String(start.minutes))),
  input('kind', 'Kind', selectField(options(kindWords), start.kind)),
  // Campaign meetings are about no single lead.
  ...(side === 'sales'
    ? []
    : [
        optional(
          leadField(LEAD_CHOICE, 'Lead', {
            ...(start.lead && { initial: leadOption(start.lead) }),
            hint: 'Everyone in the channel reads its name. When it is won, riders have a part in it.',
          }),
        ),
      ]),
  input('seats', 'Seats', selectField(seatOptions, String(start.seats ?? 1))),
  optional(input('place', 'Link or place', textField(LIMITS.place, start.place))),
  optional(
    input(
      'words',
      'Good to know',
      textField(LIMITS.words, start.words, {
        multiline: true,
        placeholder: 'Cameras off. Listen for what they compare us with.',
      }),
    ),
  ),
];

export interface OfferStart {
  /** Both if the host is in teams of both kinds. */
  sides: readonly Side[];
  startsAt: Date;
  /** Where it is offered, as a link. */
  place: string;
  /** The pair of the month that it is for, with the person who is to ride along. */
  pair?: { id: number; riderId: string };
}

const USUAL_MINUTES = 30;

/** The seats are for the other team; a host who is in both chooses. */
export function offerModal({ sides: choices, startsAt, place, pair }: OfferStart): ModalView {
  const [first = 'marketing'] = choices;
  const side = choices.length === 1 ? first : undefined;
  const kind = side === 'sales' ? 'campaign' : 'call';
  const sideField = input('side', 'Who may ride along?', selectField(options(sideWords), first));
  return {
    type: 'modal',
    callback_id: rideForms.offer,
    private_metadata: writeRef({ side: side ?? null, pairId: pair?.id }),
    title: plain('Offer a ride-along'),
    submit: plain('Offer'),
    close: plain('Cancel'),
    blocks: [
      ...(pair ? [input('rider', 'Who rides along?', { type: 'users_select', initial_user: pair.riderId })] : []),
      ...inputs({ startsAt, minutes: USUAL_MINUTES, kind }, side),
      ...(side === undefined ? [sideField] : []),
      context(
        pair
          ? `They have the seat at once, and say so if they can’t come. Further seats are offered in ${place}.`
          : `${side ? sideWords[side] : 'The other team'} can claim a seat in ${place}. You and each rider get a calendar file.`,
      ),
    ],
  };
}

const fields = z.object({
  title: typed(LIMITS.title, 'Say what the meeting is about.'),
  startsAt: z.coerce
    .number({ error: 'Choose a day and a time.' })
    .int()
    .transform((seconds) => new Date(seconds * 1000)),
  minutes: z.coerce
    .number({ error: 'Choose a length.' })
    .int()
    .min(5)
    .max(24 * 60),
  kind: oneOf(meetingKinds),
  [LEAD_CHOICE]: chosenLead,
  seats: z.coerce.number({ error: 'Choose a number of seats.' }).int().min(1).max(MOST_SEATS),
  place: optionalTyped(LIMITS.place),
  words: optionalTyped(LIMITS.words),
  side: oneOf(sides).optional(),
  rider: z.string().optional(),
});

const meetingOf = ({ [LEAD_CHOICE]: leadId, side, rider, ...meeting }: z.output<typeof fields>) => ({
  meeting: { ...meeting, leadId },
  side,
  rider,
});

const read = (view: ViewOutput) => {
  const form = readForm(view, fields);
  return form.ok ? { ok: true as const, value: meetingOf(form.value) } : form;
};

export const readOffer = (view: ViewOutput) => ({
  ...readRef(view, z.object({ side: z.enum(sides).nullish(), pairId: z.number().nullish() })),
  form: read(view),
});

export function changeModal(ride: RideAlong, lead: Lead | undefined): ModalView {
  const start = { ...ride, minutes: minutesOf(ride), lead };
  return {
    type: 'modal',
    callback_id: rideForms.change,
    private_metadata: writeRef({ id: ride.id }),
    title: plain('Change ride-along'),
    submit: plain('Save'),
    close: plain('Cancel'),
    blocks: [...inputs(start, ride.side), context('Riders get a new calendar file.')],
  };
}

const rideRef = z.object({ id: z.number() });

export const readChange = (view: ViewOutput) => ({ ...readRef(view, rideRef), form: read(view) });

export const callOffModal = (ride: RideAlong, riders: number): ModalView => ({
  type: 'modal',
  callback_id: rideForms.callOff,
  private_metadata: writeRef({ id: ride.id }),
  title: plain('Call off ride-along'),
  submit: plain('Call off'),
  close: plain('Back'),
  blocks: [
    rich([bold(rideText(ride))]),
    optional(input('reason', 'Reason', textField(LIMITS.reason, null, { placeholder: 'The buyer postponed' }))),
    context(
      riders === 0
        ? 'No one rides along yet.'
        : `${counted(riders, 'rider')} will be told, with a file for their calendar. This can't be undone.`,
    ),
  ],
});

export const readCallOff = (view: ViewOutput) => ({
  ...readRef(view, rideRef),
  form: readForm(view, z.object({ reason: optionalTyped(LIMITS.reason) })),
});
