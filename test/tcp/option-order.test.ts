import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inWireOrder, optionBytes } from '../../source/tcp/option-order.ts';
import { NO_OPTIONS } from '../../source/tcp/options.ts';
import { sequenceNumber, tcpOptions } from './arbitrary.ts';

const kinds = (options: Parameters<typeof inWireOrder>[0]): string => inWireOrder(options).map((option) => option.kind).join(' ');
const ts = { val: 1, ecr: 0 };

describe('the order of options', () => {
  it('of a SYN with timestamps is that of Linux (F1.13)', () => {
    expect(kinds({ wscale: 7, ts, sackPermitted: true, mss: 1460 })).toBe('mss sackOK ts nop wscale');
  });

  it('of a SYN without timestamps is that of Linux (F1.13)', () => {
    expect(kinds({ mss: 1460, sackPermitted: true, wscale: 7 })).toBe('mss nop nop sackOK nop wscale');
  });

  it('pads timestamps and SACK blocks with two NOPs before each', () => {
    expect(kinds({ ts })).toBe('nop nop ts');
    expect(kinds({ ts, sack: [[5, 6]] })).toBe('nop nop ts nop nop sack');
    expect(kinds({ mss: 1460, ts })).toBe('mss nop nop ts');
  });

  it('is empty for no options, and for a SACK list without blocks', () => {
    expect(inWireOrder(NO_OPTIONS)).toEqual([]);
    expect(inWireOrder({ sack: [], sackPermitted: false })).toEqual([]);
  });

  it('leaves out the SACK blocks that no longer fit: four fit alone, three beside timestamps', () => {
    const sack = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]] as const;
    const blocks = (options: object): number[] => inWireOrder({ ...options, sack }).flatMap((o) => (o.kind === 'sack' ? o.blocks.map(([left]) => left) : []));
    expect(blocks({})).toEqual([1, 3, 5, 7]);
    expect(blocks({ ts })).toEqual([1, 3, 5]);
    expect(blocks({ mss: 1460, sackPermitted: true, ts, wscale: 7 })).toEqual([1, 3]);
  });

  it('always fills whole words and never more than 40 bytes', () => {
    const manyBlocks = fc.array(fc.tuple(sequenceNumber, sequenceNumber), { maxLength: 6 });
    fc.assert(
      fc.property(tcpOptions, manyBlocks, (options, sack) => {
        const bytes = inWireOrder({ ...options, sack }).reduce((sum, option) => sum + optionBytes(option), 0);
        expect(bytes % 4).toBe(0);
        expect(bytes).toBeLessThanOrEqual(40);
      }),
    );
  });
});
