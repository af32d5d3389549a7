import { has } from '../../tcp/flags.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { printTcpdump } from '../../tcp/notation/print-tcpdump.ts';
import { cells } from '../cells.ts';
import { paragraph, type Line, type Span } from '../line.ts';
import type { Words } from '../words.ts';
import { numberNote } from './number-note.ts';
import { compose, FLAG_KEYS, type Composer, type FieldName } from './composer.ts';

function box(on: boolean): string {
  return on ? '[x]' : '[ ]';
}

/** A field as `seq >1001_`: the mark shows where one is, the underscore that it is open. */
function field(composer: Composer, name: Exclude<FieldName, 'flags' | 'sackOK'>, focused: boolean, empty: string): Span[] {
  const here = focused && composer.at === name;
  const open = here && composer.editing !== null;
  const text = open ? `${composer.editing}_` : composer.texts[name] || empty;
  return [{ text: here ? '>' : ' ', style: { bold: true } }, { text, ...(open && { cursor: true }), ...(here ? { style: { bold: true, inverse: open } } : {}) }];
}

/** Column in which the notes begin. */
const NOTE_AT = 29;

export interface ComposerRoom {
  readonly width: number;
  readonly height: number;
  readonly focused: boolean;
  /** Addresses matter more than options: one may forge them. */
  readonly addressesFirst: boolean;
  /** How what would be sent is written; as tcpdump prints it when not given. */
  readonly notation?: 'tcpdump' | 'packetdrill';
  /** Names of fields that the level asks for: no note may give them away. */
  readonly hidden?: ReadonlySet<string>;
}

/** Rows and cells from which on each number has a row, and beside it what it is. */
const NOTED = { height: 8, width: 60 } as const;

/** The composer in rows: addresses, flags, numbers, options, then what it amounts to or what is wrong with it. */
export function composerRows(composer: Composer, scope: Readonly<Record<string, number>>, words: Words, room: ComposerRoom): Line[] {
  const { width, height, focused, addressesFirst } = room;
  const narrow = width < 60;
  const label = (text: string): string => text + ' '.repeat(Math.max(1, 6 - cells(text)));
  const auto = words.word('play.compose.auto');
  const flagNames = (Object.keys(FLAG_KEYS) as (keyof typeof FLAG_KEYS)[])
    .filter((name) => !narrow || name !== 'urg' || has(composer.flags, FLAG_KEYS.urg))
    .map((name) => `${box(has(composer.flags, FLAG_KEYS[name]))}${name.toUpperCase()}`);
  const option = (name: 'mss' | 'ts' | 'wscale', shown: string): Span[] => {
    const here = focused && composer.at === name;
    const value = here || (composer.on[name] && (!narrow || name !== 'ts')) ? field(composer, name, focused, auto) : [];
    return [{ text: `${here ? '>' : ' '}${box(composer.on[name])}${shown}` }, ...(value.length > 0 ? [{ text: ' ' }, ...value.slice(1)] : [])];
  };
  const here = (name: FieldName): string => (focused && composer.at === name ? '>' : ' ');
  const gap = { text: narrow ? ' ' : '   ' };
  const number = (name: 'seq' | 'ack' | 'win' | 'len', shown: string, empty = auto): Span[] => [{ text: shown }, ...field(composer, name, focused, empty)];
  const ackEmpty = has(composer.flags, FLAG_KEYS.ack) ? '????' : '-';
  const seqEmpty = composer.asks.includes('seq') ? '????' : auto;
  const rows: Readonly<Record<'addresses' | 'flags' | 'numbers' | 'options', Line>> = {
    addresses: [{ text: label(words.word('play.compose.src')) }, ...field(composer, 'src', focused, auto), gap, { text: words.word('play.compose.dst') }, ...field(composer, 'dst', focused, auto)],
    flags: [{ text: label(words.word('play.compose.flags')) }, { text: here('flags'), style: { bold: true } }, { text: flagNames.join(narrow ? ' ' : '   ') }],
    numbers: [
      ...number('seq', label(words.word('play.compose.seq')), seqEmpty),
      gap,
      ...number('ack', words.word('play.compose.ack'), ackEmpty),
      gap,
      ...number('win', words.word('play.compose.win')),
      gap,
      ...number('len', 'len'),
    ],
    options: [{ text: label(words.word('play.compose.options')) }, ...option('mss', 'mss'), { text: `${here('sackOK')}${box(composer.on.sackOK)}sackOK` }, ...option('ts', 'TS'), ...option('wscale', 'wscale'), ...(composer.autoOptions ? [{ text: ` ${auto}`, style: { tone: 'unknown' } as const }] : [])],
  };
  const open = Object.fromEntries(Object.entries(scope).filter(([name]) => room.hidden?.has(name) !== true));
  const noted = (name: 'seq' | 'ack' | 'win', row: Line): Line => {
    const note = numberNote(name, composer, open, words);
    const taken = row.reduce((sum, part) => sum + cells(part.text), 0);
    const gapTo = Math.max(2, NOTE_AT - taken);
    return taken + gapTo + cells(note) > width ? row : [...row, { text: ' '.repeat(gapTo) }, { text: note, style: { tone: 'unknown' } }];
  };
  const result = resultRows(composer, scope, words, width, room.notation ?? 'tcpdump');
  const inFull: readonly Line[] = [
    rows.addresses,
    rows.flags,
    noted('seq', number('seq', label(words.word('play.compose.seq')), seqEmpty)),
    noted('ack', number('ack', label(words.word('play.compose.ack')), ackEmpty)),
    noted('win', [...number('win', label(words.word('play.compose.win'))), gap, ...number('len', 'len')]),
    rows.options,
  ];
  if (width >= NOTED.width && height >= NOTED.height && inFull.length + result.length <= height) return [...inFull, ...result];
  // Little room: the row one is in stays, then what matters most here; what it amounts to always shows.
  const rowOf = (name: FieldName): keyof typeof rows => (name === 'src' || name === 'dst' ? 'addresses' : name === 'flags' ? 'flags' : name === 'seq' || name === 'ack' || name === 'win' || name === 'len' ? 'numbers' : 'options');
  const byWeight = [...new Set<keyof typeof rows>([rowOf(composer.at), 'flags', 'numbers', addressesFirst ? 'addresses' : 'options', 'options', 'addresses'])];
  const kept = new Set(byWeight.slice(0, Math.max(1, height - Math.min(2, result.length))));
  return [...(['addresses', 'flags', 'numbers', 'options'] as const).filter((name) => kept.has(name)).map((name) => rows[name]), ...result].slice(0, Math.max(height, 1));
}

/** What would be sent, as tcpdump prints it or as packetdrill has it; `?` for a number that the situation fills in. */
function resultRows(composer: Composer, scope: Readonly<Record<string, number>>, words: Words, width: number, notation: 'tcpdump' | 'packetdrill'): Line[] {
  const composed = compose(composer, scope);
  if (composed.ok) {
    const unknown = (['seq', 'ack', 'win'] as const).filter((name) => composed.given[name] === undefined);
    const asked = notation === 'tcpdump' ? printTcpdump(composed.preview) : printPacketdrill(composed.preview).replace(/ (\d+:\d+)\(/, ' seq $1(');
    const masked = unknown.reduce((printed, name) => printed.replace(new RegExp(`\\b${name} \\d+(:\\d+)?`), `${name} ?`), asked);
    const text = notation === 'tcpdump' ? masked : masked.replace(' seq ', ' ');
    return paragraph(`=> ${text}`, width);
  }
  const { field: name, error } = composed.problem;
  if (error.name === 'field/asked') return paragraph(words.word('play.compose.asked', { field: name, example: error.example }), width, { tone: 'caution', bold: true });
  const sentence = words.word('play.compose.error', { field: name, column: error.column, expected: expectedText(error.name, words), example: error.example, got: error.got });
  return paragraph(error.nearest ? `${sentence} ${words.word('play.compose.nearest', { nearest: error.nearest })}` : sentence, width, { tone: 'bad', bold: true });
}

function expectedText(name: string, words: Words): string {
  return words.phrase({ id: `plain.notation.${name}` });
}
