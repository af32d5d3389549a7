import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatEndpoint, formatIp, ip, parseIp } from '../../source/tcp/address.ts';
import { u32 } from './arbitrary.ts';

describe('address', () => {
  it('keeps an address the same through text and back', () => {
    fc.assert(
      fc.property(u32, (address) => {
        expect(parseIp(formatIp(address))).toBe(address);
      }),
    );
  });

  it.each(['', '10.0.0', '10.0.0.0.1', '256.0.0.1', '1.2.3.-4', ' 1.2.3.4', '1.2.3.0004', '1.2.3.x'])('reads no address in "%s"', (text) => {
    expect(parseIp(text)).toBeNull();
  });

  it('puts the first number of dotted decimal into the highest byte', () => {
    expect(ip('192.0.2.1')).toBe(0xc0000201);
  });

  it('tells a programmer what an address looks like', () => {
    expect(() => ip('localhost')).toThrow(/192\.0\.2\.1, got "localhost"/);
  });

  it('writes an endpoint with a colon before the port', () => {
    expect(formatEndpoint({ ip: 0xffffffff, port: 65535 })).toBe('255.255.255.255:65535');
  });
});
