/**
 * Answers that are no success.
 * Sources: guide *Error handling*; description `Error` and `StandardError`; *API usage guidelines* for 429.
 */
const CORRELATION = 'aeb5f871-7f07-4993-9211-075dc63e7cbf';

export class Refusal extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  constructor(status: number, category: string, message: string, further: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { status: 'error', message, correlationId: CORRELATION, category, ...further };
  }
}

export interface ValueFault {
  name: string;
  error: string;
  message: string;
}

/** Source: errors of the CRM's property validation, as other integrations recorded them. */
export const invalid = (...faults: ValueFault[]) =>
  new Refusal(
    400,
    'VALIDATION_ERROR',
    `Property values were not valid: ${JSON.stringify(faults.map((fault) => ({ isValid: false, ...fault })))}`,
  );

/** Source: HubSpot's changelog, *CRM API Write Validation Enforcement*. */
export const missingRequired = (names: readonly string[]) =>
  new Refusal(
    400,
    'VALIDATION_ERROR',
    `Error creating or updating: required properties are missing: ${names.join(', ')}`,
    {
      errors: names.map((name) => ({
        message: 'required property is missing',
        code: 'MISSING_REQUIRED_PROPERTY',
        context: { propertyName: [name] },
      })),
    },
  );

export const badInput = (message: string) => new Refusal(400, 'VALIDATION_ERROR', `Invalid input JSON: ${message}`);
export const notFound = () => new Refusal(404, 'OBJECT_NOT_FOUND', 'resource not found');
export const noKey = () =>
  new Refusal(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication.',
  );
export const emailTaken = (id: string) => new Refusal(409, 'CONFLICT', `Contact already exists. Existing ID: ${id}`);

export const missingScopes = (scopes: readonly string[]) =>
  new Refusal(403, 'MISSING_SCOPES', "This app hasn't been granted all required scopes to make this call.", {
    errors: [
      { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: scopes } },
    ],
  });

export type Policy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';
export const tooMany = (policyName: Policy) =>
  new Refusal(429, 'RATE_LIMITS', `You have reached your ${policyName.toLowerCase()} limit.`, {
    errorType: 'RATE_LIMIT',
    policyName,
  });
