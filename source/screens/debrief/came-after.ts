import type { Words } from '../../components/words.ts';
import type { MessageId } from '../../message/say.ts';
import type { Phrase } from '../../phrase.ts';

/** Something that followed a move, short enough to stand under it. */
export interface CameAfter {
  /** What kind of thing it is, for the column of verdicts. */
  readonly kind: MessageId;
  readonly text: string;
}

/** A segment, a state or a call that followed, without the words around it; null for what only a sentence can tell. */
export function cameAfter({ id, params = {} }: Phrase, words: Words): CameAfter | null {
  const host = words.host(String(params['host'] ?? ''));
  switch (id) {
    case 'consequence.sent':
    case 'consequence.again':
      return { kind: id === 'consequence.sent' ? 'debrief.sent' : 'debrief.again', text: `${host} #${params['n']} ${numbersOf(String(params['segment']))}` };
    case 'consequence.state':
      return { kind: 'debrief.state', text: `${host} ${params['from']} -> ${params['to']}` };
    case 'consequence.returned':
    case 'consequence.failed':
      return { kind: 'debrief.call', text: words.phrase({ id, params }) };
    default:
      return null;
  }
}

/** Of a segment as tcpdump prints it flags, SEQ, ACK and a length that is not 0: the ladder has the rest. */
function numbersOf(printed: string): string {
  const [, flags = '', seq, ack, length = '0'] = /^Flags (\[[^\]]*\])(?:.*?, seq (\d+))?(?:.*?, ack (\d+))?.*length (\d+)/.exec(printed) ?? [];
  if (flags === '') return printed;
  return [flags, seq, ack === undefined ? undefined : `ack ${ack}`, length === '0' ? undefined : `len ${length}`].filter((part) => part !== undefined).join(' ');
}
