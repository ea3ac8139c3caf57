/** The reason that a document cannot be read, in a sentence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
