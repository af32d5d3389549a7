import { cells } from '../../components/cells.ts';
import { line, plainText, span, type Line } from '../../components/line.ts';
import { segmentLabel } from '../../components/ladder/segment-label.ts';
import { connectionNames } from '../../components/ladder/connections.ts';
import type { Words } from '../../components/words.ts';
import { ACK, has } from '../../tcp/flags.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import { printOptions } from '../../tcp/notation/print-options.ts';
import type { SessionView } from '../../referee/session-view.ts';
import { addressText } from './transcript-lines.ts';

/** What the menu asks: what happened, on which host, and which part of the act is chosen now; said shorter where it would not fit. */
export function menuQuestion(view: SessionView, words: Words, width: number): Line {
  const { decision } = view;
  if (!decision) return line(span(words.word('play.menu.ask.free'), { bold: true }));
  const { next, host } = decision;
  const happened = (room: number): string =>
    decision.cause.kind === 'segment'
      ? words.word('play.menu.arrived', { segment: `#${decision.cause.n} ${segmentLabel(decision.cause.segment, { base: {}, wide: false, notes: [] }, room)}` })
      : decision.cause.kind === 'call'
        ? decision.cause.text
        : words.word(room < 24 ? 'play.menu.timeout.short' : 'play.menu.timeout', { flags: flagsText(decision.cause.last.flags, '-'), port: decision.cause.last.dstPort, sent: decision.cause.sent, seconds: Math.round(decision.cause.waited) / 1000 });
  const { cause } = decision;
  const entry = cause.kind === 'segment' ? view.world.ladder.find((one) => one.kind === 'segment' && one.n === cause.n) : undefined;
  const port = entry?.kind === 'segment' ? connectionNames(view.world.ladder)(entry) : '';
  // Of several connections it must be said which one.
  const named =
    cause.kind === 'segment' && port
      ? [addressText(cause.segment.srcIp, cause.segment.srcPort), port].flatMap((from) => {
          const told = words.word('play.menu.arrived-from', { segment: `#${cause.n} ${segmentLabel(cause.segment, { base: {}, wide: false, notes: [] }, 8)}`, from });
          return [words.word(`play.menu.ask.${next}`, { cause: told, host }), words.word(`play.menu.ask.${next}.short`, { cause: told })];
        })
      : [];
  const texts = [
    ...named,
    ...[40, 24, 8].map((room) => words.word(`play.menu.ask.${next}`, { cause: happened(room), host })),
    words.word(`play.menu.ask.${next}.short`, { cause: happened(8) }),
  ];
  return line(span(texts.find((text) => cells(text) <= width) ?? texts.at(-1)!, { bold: true }));
}

/** The numbers of what arrived, in a row of their own where the question has no room for them: an answer is made of them. Nothing where it has. */
export function menuNumbers(view: SessionView, words: Words, width: number): Line[] {
  const cause = view.decision?.cause;
  if (cause?.kind !== 'segment') return [];
  const { segment } = cause;
  const { flags, seq, ack, length, win, options } = segment;
  const said = plainText(menuQuestion(view, words, width));
  const numbers = [`seq ${seq}`, has(flags, ACK) ? `ack ${ack}` : '', length > 0 ? `len ${length}` : '', options.ts ? `TS val ${options.ts.val}` : ''].filter((text) => text !== '');
  if (numbers.every((text) => said.includes(text.replace(/^seq /, '')))) return [];
  const parts = [...numbers, `win ${win}`, printOptions({ ...options, ts: undefined }, 'tcpdump')].filter((text) => text !== '');
  const texts = parts.map((_, i) => `  #${cause.n} ${parts.slice(0, parts.length - i).join(' ')}`);
  return [line(texts.find((text) => cells(text) <= width) ?? texts.at(-1)!)];
}
