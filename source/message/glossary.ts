import type { MessageId } from './say.ts';

/** What stands on the screen without being explained there, each with its text. Sources: RFC 9293 3.3.1, RFC 7323 2. */
export const GLOSSARY: readonly (readonly [name: string, text: MessageId])[] = [
  ['S . F R P U', 'glossary.flags'],
  ['seq, ack', 'glossary.numbers'],
  ['SEG.SEQ', 'glossary.seg'],
  ['ISS, IRS', 'glossary.initial'],
  ['SND.NXT', 'glossary.snd-nxt'],
  ['SND.UNA', 'glossary.snd-una'],
  ['RCV.NXT', 'glossary.rcv-nxt'],
  ['????', 'glossary.hidden'],
  ['win, wscale', 'glossary.window'],
  ['SND.WND', 'glossary.wnd'],
  ['mss, sackOK', 'glossary.mss'],
  ['TS val ecr', 'glossary.ts'],
  ['TCB', 'glossary.tcb'],
  ['fd', 'glossary.fd'],
  ['F1.2', 'glossary.fact'],
];
