import type { Choice } from '../referee/session-view.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import { printOptions } from '../tcp/notation/print-options.ts';
import { segmentLabel } from './ladder/segment-label.ts';
import type { Words } from './words.ts';

/** One line of the menu in words, at most so many cells: a segment's least important parts go first. */
export function choiceText(choice: Choice, words: Words, width: number): string {
  const { label } = choice;
  switch (label.kind) {
    case 'segment': {
      const options = printOptions(label.segment.options, 'tcpdump');
      const frame = words.word('play.menu.send', { segment: '' }).length;
      const text = segmentLabel(label.segment, { base: {}, wide: true, notes: options ? [`<${options}>`] : [] }, Math.max(width - frame, 12));
      return words.word('play.menu.send', { segment: text || printPacketdrill(label.segment) });
    }
    case 'state':
      return words.word('play.menu.state', { state: label.state });
    case 'queue':
      return words.word('play.menu.queue', { queue: words.word(`panel.queue.${label.queue}`) });
    case 'sysctl':
      return words.word('play.menu.sysctl', { name: label.name, from: label.from, to: label.to });
    case 'call':
      return words.word('play.menu.call', { call: label.text });
    case 'phrase':
      return words.phrase(label.phrase);
  }
}
