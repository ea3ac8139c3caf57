/** An error of Salesforce: its code, words and fields (SOAP API Developer Guide, StatusCode; REST API Developer Guide, error responses). */
export class Refusal extends Error {
  readonly code: string;
  readonly fields: string[];
  readonly status: number;
  constructor(
    code: string,
    message: string,
    { fields = [], status = 400 }: { fields?: string[]; status?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.status = status;
  }
}

export const malformed = (words: string) => new Refusal('MALFORMED_QUERY', words);
export const noColumn = (field: string, object: string) =>
  new Refusal(
    'INVALID_FIELD',
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  );
