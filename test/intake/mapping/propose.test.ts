import { describe, expect, it } from 'vitest';
import { mapping } from '../../../src/intake/mapping/mapping.ts';
import { proposeMapping } from '../../../src/intake/mapping/propose.ts';
import { readLead } from '../../../src/intake/mapping/read.ts';
import { calendly, sent, typeform } from './bodies.ts';

describe('a proposed mapping', () => {
  it.each(sent)('reads the lead of $sender', ({ body, lead }) => {
    const proposed = proposeMapping([body]);
    expect(mapping.parse(proposed)).toEqual(proposed);
    expect(readLead(proposed, body)).toEqual({ fields: lead });
  });

  it('finds the place of a question that Typeform left out', () => {
    const proposed = proposeMapping([typeform]);
    const phone = { type: 'phone_number', phone_number: '+4930123', field: { ref: 'tel' } };
    const answers = [...typeform.form_response.answers, phone];
    const later = { ...typeform, form_response: { ...typeform.form_response, answers } };
    expect(readLead(proposed, later)).toMatchObject({ fields: { phone: '+4930123' } });
  });

  it('joins what several examples show', () => {
    const empty = { name: 'Jane Doe', mail: 'jane@acme.example', q1: '' };
    const full = { name: 'Kai Lum', mail: 'kai@lum.example', q1: '+49 30 5550123' };
    expect(readLead(proposeMapping([empty, full]), full)).toMatchObject({ fields: { phone: '+49 30 5550123' } });
  });

  it('takes a cancelled booking for no lead', () => {
    const proposed = proposeMapping([calendly]);
    const cancelled = { ...calendly, event: 'invitee.canceled' };
    expect(readLead(proposed, cancelled)).toEqual({ ignored: 'The booking was cancelled.' });
  });

  it('has no rule for what stands nowhere', () => {
    expect(proposeMapping([{ colour: 'blue' }]).fields).not.toHaveProperty('email');
    expect(proposeMapping([])).toEqual({ fields: {} });
  });

  it('tells a name from an address under a label that may be either', () => {
    const body = { kontakt: 'kai@lum.example', 'Wie heißen Sie?': 'Kai Lum' };
    expect(readLead(proposeMapping([body]), body)).toEqual({ fields: { email: 'kai@lum.example', name: 'Kai Lum' } });
  });

  it('never takes a colleague for the lead', () => {
    const body = {
      owner: { name: 'Sam', email: 'sam@us.example' },
      assigned_to: 'kim@us.example',
      email: 'a@b.example',
    };
    expect(readLead(proposeMapping([body]), body)).toMatchObject({ fields: { email: 'a@b.example' } });
  });
});
