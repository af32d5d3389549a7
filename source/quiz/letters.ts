const LETTERS = 'abcdefghij';

/** The letter under which the n-th option or event is shown, from 0. */
export function letterOf(index: number): string {
  return LETTERS[index]!;
}

/** The number of a letter, from 0; -1 for what is none. */
export function numberOfLetter(letter: string): number {
  return letter.length === 1 ? LETTERS.indexOf(letter.toLowerCase()) : -1;
}
