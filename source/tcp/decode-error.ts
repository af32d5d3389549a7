/**
 * Why bytes are not a TCP segment. `expected` and `got` are numbers whose meaning belongs to the name:
 *
 * | name | numbers |
 * |---|---|
 * | ip/too-short, tcp/too-short | bytes needed at least; bytes there |
 * | ip/version | 4; the version field |
 * | ip/header-length, tcp/data-offset | bytes at least (20); bytes the field claims |
 * | ip/total-length | bytes at least (the header's own); bytes the field claims |
 * | ip/checksum, tcp/checksum | the right checksum; the one found |
 * | ip/fragment | 0; the more-fragments bit (0x2000) and the fragment offset |
 * | ip/protocol | 6; the protocol number |
 * | tcp/option-length | the length that this kind of option has (for others: 2 at least); the length byte |
 * | tcp/option-truncated | bytes the option needs; bytes left in the header |
 */
export const DECODE_ERROR_NAMES = [
  'ip/too-short',
  'ip/version',
  'ip/header-length',
  'ip/total-length',
  'ip/checksum',
  'ip/fragment',
  'ip/protocol',
  'tcp/too-short',
  'tcp/data-offset',
  'tcp/checksum',
  'tcp/option-length',
  'tcp/option-truncated',
] as const;
export type DecodeErrorName = (typeof DECODE_ERROR_NAMES)[number];

export interface DecodeError {
  readonly ok?: undefined;
  readonly error: DecodeErrorName;
  /** Offset in bytes, from the first byte of the IP header, of the field that is wrong. */
  readonly at: number;
  readonly expected: number;
  readonly got: number;
}

export function decodeError(error: DecodeErrorName, at: number, expected: number, got: number): DecodeError {
  return { error, at, expected, got };
}
