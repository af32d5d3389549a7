import type { QueueView, SysctlView } from '../world/view.ts';
import { paragraph, type Line } from './line.ts';
import type { Words } from './words.ts';

/** Cells from which on the notes are whole sentences in a row or two. */
const NOTES_FROM = 36;

/** Longest time between two SYN-ACKs, s. Source: TCP_RTO_MAX. */
const LONGEST = 120;

/**
 * What bounds the queues of a listener, what `ss` says of it, and when its SYN-ACKs are sent again. Nothing where the
 * two queues are not bounded alike (kernels up to 4.3, F3.3). Source: F3.2, F4.1, F4.3 (bounds), F1.23 (timer), F1.25 (crowded).
 */
export function queueNotes(queues: readonly QueueView[], sysctls: readonly SysctlView[], words: Words, width: number): Line[] {
  const syn = queues.find(({ name }) => name === 'syn');
  const accept = queues.find(({ name, host, label }) => name === 'accept' && host === syn?.host && label === syn.label);
  const holds = accept?.capacity ?? null;
  if (width < NOTES_FROM || !syn || !accept || holds === null || syn.capacity !== holds) return [];
  const limit = holds - 1;
  const retries = sysctls.find(({ host, name }) => host === syn.host && name.endsWith('tcp_synack_retries'))?.value;
  const isCrowded = syn.length * 2 > Math.max(8, limit);
  const timer = isCrowded ? words.word('panel.queue.crowded') : retries === undefined ? null : words.word('panel.queue.syn-ack', synAckTimes(Number(retries)));
  const texts = [words.word('panel.queue.limit', { n: limit }), words.word('panel.queue.holds'), ...(timer === null ? [] : [timer]), words.word('panel.queue.ss', { length: accept.length, limit })];
  return texts.flatMap((text) => paragraph(text, width, { tone: 'unknown' }));
}

/** `0 1 3 7 15 31` and 63: seconds after the SYN at which a SYN-ACK goes out, and at which the request is given up. */
export function synAckTimes(retries: number): { readonly times: string; readonly end: number } {
  const times = [0];
  let gap = 1;
  for (let i = 0; i <= retries; i++) {
    times.push(times.at(-1)! + gap);
    gap = Math.min(gap * 2, LONGEST);
  }
  const end = times.pop()!;
  // With many retries the beginning shows how they grow.
  return { times: times.length > 7 ? `${times.slice(0, 7).join(' ')} ...` : times.join(' '), end };
}
