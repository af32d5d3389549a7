import { describe, expect, it } from 'vitest';
import { ip } from '../../source/tcp/address.ts';
import { encode } from '../../source/tcp/encode.ts';
import { ACK, SYN } from '../../source/tcp/flags.ts';
import { segment } from '../../source/tcp/segment.ts';
import { wireFields } from '../../source/tcp/wire-fields.ts';

const CLIENT = { srcIp: ip('10.0.0.5'), srcPort: 40112, dstIp: ip('10.0.0.9'), dstPort: 80 };
const syn = segment({ ...CLIENT, flags: SYN, seq: 1000, win: 64240, options: { mss: 1460, sackPermitted: true, ts: { val: 7001, ecr: 0 }, wscale: 7 } });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('the fields of a packet', () => {
  it('are all its bytes, in order, none twice', () => {
    for (const one of [syn, segment({ ...CLIENT, flags: ACK, seq: 1, ack: 2, win: 3, data: 'hello', length: 5 }), segment({ ...CLIENT, flags: ACK, options: { sack: [[10, 20], [30, 40]] } })]) {
      const fields = wireFields(one);
      expect(fields.map((field) => hex(field.bytes)).join('')).toBe(hex(encode(one)));
      expect(fields.map((field) => field.at)).toEqual(fields.map((_, i) => fields.slice(0, i).reduce((sum, field) => sum + field.bytes.length, 0)));
    }
  });

  it('say what their bytes say', () => {
    const said = Object.fromEntries(wireFields(syn).filter((field) => field.part === 'tcp' && field.name !== 'option').map((field) => [field.name, `${hex(field.bytes)} ${field.value}`]));
    expect(said).toMatchObject({ 'source-port': '9cb0 40112', 'destination-port': '0050 80', seq: '000003e8 1000', ack: '00000000 0', offset: 'a0 40', flags: '02 SYN', window: 'faf0 64240', urgent: '0000 0' });
    expect(wireFields(syn).filter((field) => field.name === 'option').map((field) => `${hex(field.bytes)} ${field.value}`)).toEqual(['020405b4 mss 1460', '0402 sackOK', '080a00001b5900000000 TS val 7001 ecr 0', '01 nop', '030307 wscale 7']);
    expect(wireFields(syn).filter((field) => field.part === 'ip').map((field) => field.value)).toContain('10.0.0.5');
  });

  it('stop after as many bytes of data as asked for', () => {
    const long = segment({ ...CLIENT, flags: ACK, data: 'abcdef', length: 6 });
    expect(wireFields(long, 4).at(-1)).toMatchObject({ part: 'payload', name: 'data', value: 'abcd' });
    expect(wireFields(long, 0).at(-1)!.part).toBe('tcp');
  });
});
