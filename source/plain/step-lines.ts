import { hostName } from '../message/say.ts';
import type { Stop } from '../referee/travel/travel.ts';
import type { TravelEvent } from '../referee/travel/step.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import type { Segment } from '../tcp/segment.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { segmentText } from './segment-words.ts';
import { known, tell, type Voice } from './voice.ts';

/** What happened at a step, as one line without its full stop. */
export function eventsText({ events, index }: Pick<Stop, 'events' | 'index'>, voice: Voice): string {
  if (events.length === 0) return tell(voice, index === 0 ? 'time.beginning' : 'time.passes');
  return events.map((event) => eventText(event, voice)).join('; ');
}

function eventText(event: TravelEvent, voice: Voice): string {
  const host = hostName(voice.lang, event.what === 'second' ? '' : (event.host ?? ''));
  switch (event.what) {
    case 'move':
      return event.number === null ? tell(voice, 'time.event.wait', { move: printMove(event.move) }) : tell(voice, 'time.event.move', { n: event.number, move: printMove(event.move) });
    case 'sent':
      return tell(voice, event.again ? 'time.event.again' : 'time.event.sent', { host, n: event.n, segment: shortSegment(event.segment, voice) });
    case 'arrived':
    case 'lost':
    case 'no-host':
      return tell(voice, `time.event.${event.what}`, { host, n: event.n });
    case 'dropped':
      return event.reason === null ? tell(voice, 'time.event.dropped', { host, n: event.n }) : tell(voice, 'time.event.dropped-because', { host, n: event.n, reason: known(voice, `drop.${event.reason}`) ?? event.reason });
    case 'timer':
      return tell(voice, 'time.event.timer', { host, name: event.name, about: event.about });
    case 'state':
      return tell(voice, 'time.event.state', { host, from: event.from, to: event.to, about: event.about });
    case 'queue':
      return tell(voice, 'time.event.queue', { host, queue: tell(voice, `panel.queue.${event.queue}`), change: event.change > 0 ? '+1' : '-1', length: event.length });
    case 'call':
      return event.result === null ? tell(voice, 'time.event.call-blocks', { host, call: event.call }) : tell(voice, 'time.event.call', { host, call: event.call, result: event.result });
    case 'asked':
      return tell(voice, 'time.event.asked', { host });
    case 'second': {
      const { synIn: syn, legitServed: served, synQueue: queue, acceptQueue: accept, drops } = event.sample;
      return tell(voice, 'time.event.second', { syn, served, queue, accept, drops });
    }
  }
  return event satisfies never;
}

/** In words for the ear; else flags and numbers, without window and options. */
function shortSegment(segment: Segment, voice: Voice): string {
  if (voice.segments === 'words') return segmentText(segment, voice);
  const { win: _win, options: _options, ...numbers } = segment;
  return printPacketdrill(numbers);
}
