import { expect, it } from 'vitest';
import { choiceDetail } from '../../source/components/choice-detail.ts';
import { choiceText } from '../../source/components/choice-text.ts';
import { wordsFor } from '../../source/components/words.ts';
import type { Choice } from '../../source/referee/session-view.ts';
import { ACK, SYN } from '../../source/tcp/flags.ts';
import type { Segment } from '../../source/tcp/segment.ts';

const en = wordsFor('en');
const options = { mss: 1460, sackPermitted: true, ts: { val: 4009876543, ecr: 1234567890 }, wscale: 10 };
const segment: Segment = { srcIp: 1, srcPort: 80, dstIp: 2, dstPort: 40_000, flags: SYN | ACK, seq: 4009876543, ack: 1234567890, win: 65_160, options, length: 0 };
const choice: Choice = { id: 'syn-ack', move: { do: 'send', segment }, label: { kind: 'segment', segment, base: 'absolute' } };
const detail = (width: number, height: number) => choiceDetail(choice, en, choiceText(choice, en, 45), { width, height }, 'and options: z shows them');

it('goes on where the row of a choice ends, and breaks between options, never inside one', () => {
  const rows = detail(41, 3);
  expect(rows.join('')).toBe('win 65160 <mss 1460,sackOK,TS val 4009876543 ecr 1234567890,nop,wscale 10>');
  expect(rows).toEqual(['win 65160 <mss 1460,sackOK,', 'TS val 4009876543 ecr 1234567890,nop,', 'wscale 10>']);
});

it('leaves out the padding, then names the options together, where rows are few, and says nothing half', () => {
  expect(detail(44, 2).join('')).toBe('win 65160 <mss 1460,sackOK,TS val 4009876543 ecr 1234567890,wscale 10>');
  expect(detail(41, 1)).toEqual(['win 65160 and options: z shows them']);
  expect(detail(41, 0)).toEqual([]);
});

it('says first what tells a segment from one with the same numbers, and then all of it', () => {
  const twin: Choice = { ...choice, id: 'their-size', label: { kind: 'segment', segment: { ...segment, options: { ...options, mss: 1200 } }, base: 'absolute' } };
  const shown = choiceText(choice, en, 45, [choice, twin]);
  expect([shown, choiceText(twin, en, 45, [choice, twin])]).toEqual(['send [S.] mss 1460', 'send [S.] mss 1200']);
  expect(choiceDetail(choice, en, shown, { width: 60, height: 3 }, '').join(' ')).toMatch(/^= send \[S\.\] seq 4009876543 ack 1234567890 win 65160 <mss 1460/);
  expect(choiceText(choice, en, 200, [choice, twin])).toContain('<mss 1460,sackOK');
});
