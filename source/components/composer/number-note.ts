import { ACK, has, SYN } from '../../tcp/flags.ts';
import type { Words } from '../words.ts';
import { compose, type Composer } from './composer.ts';

/** The names that a number of its kind is known by, the nearest first. */
const NAMES: Readonly<Record<'seq' | 'ack', readonly string[]>> = {
  seq: ['ISS', 'SND.NXT', 'SND.UNA', 'SEG.ACK'],
  ack: ['RCV.NXT', 'IRS', 'SEG.SEQ'],
};

/** What a number of the composer is: another name that it has here, `= RCV.NXT`, or else what the field means. Source: RFC 9293 3.1, RFC 7323 2.2. */
export function numberNote(name: 'seq' | 'ack' | 'win', composer: Composer, scope: Readonly<Record<string, number>>, words: Words): string {
  if (name === 'win') return words.word(has(composer.flags, SYN) ? 'play.note.win-syn' : 'play.note.win');
  if (name === 'ack' && !has(composer.flags, ACK)) return words.word('play.note.ack-off');
  const composed = compose(composer, scope);
  const value = composed.ok ? composed.given[name] : undefined;
  const same = value === undefined ? undefined : NAMES[name].find((one) => scope[one] === value);
  return same === undefined ? words.word(`play.note.${name}`) : words.word('play.note.same', { name: same });
}
