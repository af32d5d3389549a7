/** A text in no language yet: an entry of the message catalogue, or (prefix `level.`) of the level's own texts, with its numbers. */
export interface Phrase {
  readonly id: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
