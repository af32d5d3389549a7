import { formatEndpoint } from '../../tcp/address.ts';
import { ACK, has } from '../../tcp/flags.ts';
import { flagsText } from '../../tcp/notation/print-tcpdump.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { callText } from '../../world/call-text.ts';
import type { GivenSegment, Move } from '../../world/move.ts';
import { returnsText, timerText } from '../../components/choice-text.ts';
import { cells } from '../../components/cells.ts';
import type { Words } from '../../components/words.ts';

/**
 * What was done, in the reader's words: what was sent (in packetdrill notation), called, put or set. A segment that
 * takes more than `room` cells goes without its window and options, which a verdict names where they matter.
 */
export function moveText(move: Move, words: Words, room: number): string {
  switch (move.do) {
    case 'send': {
      const whole = words.word('play.menu.send', { segment: segmentText(move.segment) });
      if (cells(whole) <= room) return whole;
      const { win: _win, options: _options, ...rest } = move.segment;
      return words.word('play.menu.send', { segment: segmentText(rest) });
    }
    case 'silent':
      return words.word('play.choice.silent');
    case 'drop':
      return words.word('play.move.drop');
    case 'queue':
      return words.word(`play.menu.queue.${move.queue}`);
    case 'state':
      return words.word('play.menu.state', { state: move.state });
    case 'timer':
      return timerText(move.ms, words);
    case 'returns':
      return returnsText(move.result, words);
    case 'call':
      return words.word('play.move.call', { call: callText(move) });
    case 'sysctl':
      return words.word('play.move.sysctl', { name: move.name, value: move.value });
    case 'wait':
      return words.word('key.wait');
    case 'predict':
    case 'skip':
    case 'hint':
      return move.do;
  }
  return move satisfies never;
}

/** Numbers that were left to the situation are not written; a source that is written was chosen by the player. */
function segmentText(given: GivenSegment): string {
  const { flags, seq, ack, srcIp, srcPort } = given;
  const source = srcIp === undefined ? '' : ` src ${formatEndpoint({ ip: srcIp, port: srcPort ?? 0 })}`;
  if (flags === undefined || seq === undefined) return `${flags === undefined ? '' : flagsText(flags, '-')}${flags !== undefined && has(flags, ACK) && ack !== undefined ? ` ack ${ack}` : ''}${source}`.trim();
  return printPacketdrill({ ...given, flags, seq }) + source;
}
