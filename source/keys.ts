import type { MessageId } from './message/say.ts';

/** One meaning of one or more keys, where it counts. Key names are those of `keyName`. */
export interface KeyEntry<Action extends string = string> {
  readonly keys: readonly string[];
  readonly does: Action;
  /** What it does, in a few words: the help screen's and the footer's text. */
  readonly label: MessageId;
  /** How footer and help write the keys, when not just their names: `1-9`. */
  readonly shown?: string;
  /** Place in the footer, smallest first; without it the key is in the help only. */
  readonly footer?: number;
  /** Under which the player's own key is kept; the action's when not given. Entries of one name get the same key. */
  readonly name?: string;
  /** The keys are part of the meaning (a digit for a panel), or it must always work: no other key may be chosen. */
  readonly fixed?: boolean;
}

/**
 * The keys of one screen: groups of entries, and contexts (what has the keyboard now) that say which groups count.
 * Bindings, footer and help are all made from this.
 */
export interface KeyTable<Group extends string = string, Context extends string = string, Action extends string = string> {
  readonly groups: Readonly<Record<Group, readonly KeyEntry<Action>[]>>;
  readonly contexts: Readonly<Record<Context, readonly Group[]>>;
  readonly titles: Readonly<Record<Group, MessageId>>;
}

export function entriesOf<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>, context: C): KeyEntry<A>[] {
  return table.contexts[context].flatMap((group) => table.groups[group]);
}

/** What a key does in a context, or null. */
export function actionOf<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>, context: C, key: string): A | null {
  for (const group of table.contexts[context]) {
    for (const entry of table.groups[group]) if (entry.keys.includes(key)) return entry.does;
  }
  return null;
}

/** The key of an action as it is said in a sentence: the last one, which is the player's own where he has chosen one. */
export function keyOf<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>, does: A): string {
  for (const group of Object.keys(table.groups) as G[]) {
    const key = table.groups[group].find((entry) => entry.does === does && !entry.fixed)?.keys.at(-1);
    if (key !== undefined) return WRITTEN[key] ?? key;
  }
  return '';
}

/** What sentences name keys by: `key.undo` for the key of `undo`, each that a player may choose. */
export function keyParams<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>): Readonly<Record<string, string>> {
  const actions = new Set((Object.keys(table.groups) as G[]).flatMap((group) => table.groups[group].map(({ does }) => does)));
  return Object.fromEntries([...actions].map((does) => [`key.${does}`, keyOf(table, does)]).filter(([, key]) => key !== ''));
}

/** Keys with two meanings in one context: there must be none. */
export function doubleMeanings<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>): string[] {
  const found: string[] = [];
  for (const context of Object.keys(table.contexts) as C[]) {
    const seen = new Map<string, string>();
    for (const entry of entriesOf(table, context)) {
      for (const key of entry.keys) {
        if (seen.has(key)) found.push(`${context}: ${key} means ${seen.get(key)} and ${entry.does}`);
        seen.set(key, entry.does);
      }
    }
  }
  return found;
}

const WRITTEN: Readonly<Record<string, string>> = {
  enter: 'Enter', esc: 'Esc', tab: 'Tab', 'shift-tab': 'Shift-Tab', space: 'Space', backspace: 'Backspace', delete: 'Delete', home: 'Home', end: 'End',
  pgup: 'PgUp', pgdn: 'PgDn', f1: 'F1', 'ctrl-c': 'Ctrl-C', 'ctrl-l': 'Ctrl-L', 'ctrl-z': 'Ctrl-Z',
};

/** The keys of an entry as a person reads them. */
export function writtenKeys(entry: KeyEntry): string {
  return entry.shown ?? entry.keys.map((key) => WRITTEN[key] ?? key).join(' ');
}

/** What a terminal says about a key, as Ink reports it. */
export interface RawKey {
  readonly upArrow?: boolean;
  readonly downArrow?: boolean;
  readonly leftArrow?: boolean;
  readonly rightArrow?: boolean;
  readonly pageUp?: boolean;
  readonly pageDown?: boolean;
  readonly home?: boolean;
  readonly end?: boolean;
  readonly return?: boolean;
  readonly escape?: boolean;
  readonly tab?: boolean;
  readonly shift?: boolean;
  readonly ctrl?: boolean;
  readonly backspace?: boolean;
  readonly delete?: boolean;
  readonly eventType?: 'press' | 'repeat' | 'release';
}

/** A key that was pressed; `text` is what it would write into a field. */
export interface Press {
  readonly key: string;
  readonly text: string;
}

const NAMED: ReadonlyArray<readonly [keyof RawKey, string]> = [
  ['upArrow', 'up'], ['downArrow', 'down'], ['leftArrow', 'left'], ['rightArrow', 'right'], ['pageUp', 'pgup'], ['pageDown', 'pgdn'],
  ['home', 'home'], ['end', 'end'], ['return', 'enter'], ['escape', 'esc'], ['backspace', 'backspace'], ['delete', 'backspace'],
];

/** The ASCII letter, digit or mark that an input method's full-width character (U+FF01..FF5E, U+3000) stands for. */
export function asciiOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0x3000) return ' ';
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
}

/**
 * The keys in what the terminal reported: one, or one for each character when several came at once (fast fingers, slow
 * lines). Terminals send 127 for Backspace, which Ink calls delete. Ink does not tell function keys apart: any is F1.
 */
export function pressesOf(input: string, raw: RawKey): Press[] {
  if (raw.eventType === 'release') return [];
  for (const [flag, key] of NAMED) if (raw[flag]) return [{ key, text: '' }];
  if (raw.tab) return [{ key: raw.shift ? 'shift-tab' : 'tab', text: '' }];
  if (raw.ctrl) return input ? [{ key: `ctrl-${input}`, text: '' }] : [];
  if (input === '') return [{ key: 'f1', text: '' }];
  return Array.from(input, (character) => {
    const ascii = asciiOf(character);
    if (ascii === '\r' || ascii === '\n') return { key: 'enter', text: '' };
    if (ascii === '\t') return { key: 'tab', text: ' ' };
    if (ascii === '\u007f') return { key: 'backspace', text: '' };
    return { key: ascii === ' ' ? 'space' : ascii, text: ascii };
  });
}
