import type { MessageId } from '../message/say.ts';
import type { SocketView } from '../world/view.ts';

type Field = SocketView['fields'][number];

export interface FieldNote {
  readonly id: MessageId;
  readonly params?: Readonly<Record<string, number>>;
}

/** The initial sequence number that a field counts from. */
const COUNTS_FROM: Readonly<Record<string, 'IRS' | 'ISS'>> = { 'RCV.NXT': 'IRS', 'SND.UNA': 'ISS', 'SND.NXT': 'ISS' };

const MEANS: Readonly<Record<string, MessageId>> = {
  IRS: 'panel.note.irs',
  ISS: 'panel.note.iss',
  'RCV.NXT': 'panel.note.rcv-nxt',
  'SND.NXT': 'panel.note.snd-nxt',
  'SND.UNA': 'panel.note.snd-una',
  'RCV.WND': 'panel.note.rcv-wnd',
  'SND.WND': 'panel.note.snd-wnd',
  'TS.Recent': 'panel.note.ts-recent',
  backlog: 'panel.note.backlog',
  retransmits: 'panel.note.retransmits',
};

/**
 * What a field is, or better how it follows from the others: `IRS + 1`. Of a hidden one only what it is: the relation
 * would be the answer. Source: RFC 9293 3.3.1 (the variables), 3.4 (a SYN counts 1).
 */
export function fieldNote(field: Field, fields: readonly Field[]): FieldNote | null {
  const base = COUNTS_FROM[field.name];
  const from = fields.find((one) => one.name === base);
  if (base !== undefined && from !== undefined && !from.hidden && !field.hidden) {
    const n = (Number(field.value) - Number(from.value)) >>> 0;
    if (field.name === 'SND.UNA' && n === 0) return { id: 'panel.note.none-acked' };
    if (n === 1) return { id: base === 'IRS' ? 'panel.note.irs-1' : 'panel.note.iss-1' };
    if (n > 0) return { id: base === 'IRS' ? 'panel.note.irs-n' : 'panel.note.iss-n', params: { n } };
  }
  const id = MEANS[field.name];
  return id === undefined ? null : { id };
}
