/** A request that has no effect. The sentence tells the sender what to change. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Further headers of the answer. */
  readonly headers: Record<string, string>;

  constructor(status: number, sentence: string, headers: Record<string, string> = {}) {
    super(sentence);
    this.status = status;
    this.headers = headers;
  }
}
