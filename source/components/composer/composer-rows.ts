import { has } from '../../tcp/flags.ts';
import { printTcpdump } from '../../tcp/notation/print-tcpdump.ts';
import { cells } from '../cells.ts';
import { line, paragraph, span, type Line, type Span } from '../line.ts';
import type { Words } from '../words.ts';
import { compose, FLAG_KEYS, type Composer, type FieldName } from './composer.ts';

function box(on: boolean): string {
  return on ? '[x]' : '[ ]';
}

/** A field as `seq >1001_`: the mark shows where one is, the underscore that it is open. */
function field(composer: Composer, name: Exclude<FieldName, 'flags' | 'sackOK'>, focused: boolean, empty: string): Span[] {
  const here = focused && composer.at === name;
  const open = here && composer.editing !== null;
  const text = open ? `${composer.editing}_` : composer.texts[name] || empty;
  return [{ text: here ? '>' : ' ', style: { bold: true } }, { text, ...(here ? { style: { bold: true, inverse: open } } : {}) }];
}

/** The composer in rows: addresses, flags, numbers, options, then what it amounts to or what is wrong with it. */
export function composerRows(composer: Composer, scope: Readonly<Record<string, number>>, words: Words, width: number, height: number, focused: boolean): Line[] {
  const label = (text: string): string => text + ' '.repeat(Math.max(1, 6 - cells(text)));
  const empty = words.word('play.compose.auto');
  const flagsHere = focused && composer.at === 'flags';
  const flagNames = (Object.keys(FLAG_KEYS) as (keyof typeof FLAG_KEYS)[]).flatMap((name) => [{ text: `${box(has(composer.flags, FLAG_KEYS[name]))}${name.toUpperCase()} ` }]);
  const option = (name: 'mss' | 'ts' | 'wscale', shown: string): Span[] => {
    const here = focused && composer.at === name;
    return [{ text: `${here ? '>' : ' '}${box(composer.on[name])}${shown} ` }, ...(composer.on[name] || here ? field(composer, name, focused, empty).slice(1) : [])];
  };
  const sackHere = focused && composer.at === 'sackOK';
  const composed = compose(composer, scope);
  const rows: Line[] = [
    [...line(label(words.word('play.compose.src'))), ...field(composer, 'src', focused, empty), ...line('  ', `${words.word('play.compose.dst')} `), ...field(composer, 'dst', focused, empty)],
    [...line(label(words.word('play.compose.flags')), span(flagsHere ? '>' : ' ', { bold: true })), ...flagNames],
    [
      ...line(label(words.word('play.compose.seq'))),
      ...field(composer, 'seq', focused, empty),
      ...line('  ', words.word('play.compose.ack'), ' '),
      ...field(composer, 'ack', focused, empty),
      ...line('  ', words.word('play.compose.win'), ' '),
      ...field(composer, 'win', focused, empty),
      ...line('  len '),
      ...field(composer, 'len', focused, empty),
    ],
    [...line(label(words.word('play.compose.options')).trimEnd()), ...option('mss', 'mss'), { text: `${sackHere ? ' >' : '  '}${box(composer.on.sackOK)}sackOK ` }, ...option('ts', 'TS'), { text: ' ' }, ...option('wscale', 'wscale')],
  ];
  const result = composed.ok
    ? paragraph(`=> ${printTcpdump(composed.preview)}`, width)
    : paragraph(
        words.word('play.compose.error', {
          field: composed.problem.field,
          column: composed.problem.error.column,
          expected: expectedText(composed.problem.error.name, words),
          example: composed.problem.error.example,
          got: composed.problem.error.got,
        }) + (composed.problem.error.nearest ? ` ${words.word('play.compose.nearest', { nearest: composed.problem.error.nearest })}` : ''),
        width,
        { tone: 'bad', bold: true },
      );
  // Little room: the first line goes first, then the options; what it amounts to always shows.
  const kept = rows.slice(Math.max(0, Math.min(1, rows.length + Math.min(2, result.length) - height)));
  return [...kept, ...result].slice(0, Math.max(height, 1));
}

function expectedText(name: string, words: Words): string {
  return words.phrase({ id: `plain.notation.${name}` });
}
