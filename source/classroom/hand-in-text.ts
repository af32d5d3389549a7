import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { MAX_HAND_IN } from './hand-in.ts';
import { receiptOfText } from './receipt.ts';

/**
 * A hand-in as text that can be pasted into the box of a learning platform:
 * `[[ackrun1:lab3:reno-427:K7QM-2ZDR-V4XW:` DEFLATE (RFC 1951) in base 64 (RFC 4648 4, without `=`) `]]`, broken into lines. It
 * survives wrapping, quoting with `>`, tags between the lines and quoted-printable's soft line ends. `-` and `_` are not in the
 * long part, since editors make dashes and italics of them; they are read, too.
 */
const COLUMNS = 64;

/** Characters of such a text at most: a hand-in of the largest size is much smaller than itself. */
export const MAX_PASTED = 600_000;

export function printPasted(text: string, { pack, handle }: { readonly pack: string; readonly handle: string }): string {
  const packed = toBase64(deflateRawSync(new TextEncoder().encode(text), { level: 9 }));
  const lines = packed.match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? [];
  return `[[ackrun1:${pack}:${handle}:${receiptOfText(text)}:\n${lines.join('\n')}]]\n`;
}

export type PastedRead = { readonly ok: true; readonly text: string; readonly receipt: string } | { readonly ok: false; readonly why: 'none' | 'damaged' | 'size' };

/** The hand-ins in a text, wherever they stand in it. Never throws. */
export function readPasted(text: string): readonly PastedRead[] {
  if (text.length > MAX_PASTED) return [{ ok: false, why: 'size' }];
  // What mail, quoting and editors put between the characters: none of it is part of base 64.
  const plain = text.replaceAll(/=\r?\n/g, '').replaceAll(/[\s>|\u200b-\u200d\u00ad\u2060\ufeff]/g, '');
  const found = [...plain.matchAll(/\[\[ackrun(\d+):[^:\]]{0,60}:[^:\]]{0,60}:([^:\]]{0,30}):([A-Za-z0-9+/_-]*)=*\]\]/g)];
  if (found.length === 0) return [{ ok: false, why: plain.includes('[[ackrun') ? 'damaged' : 'none' }];
  return found.map(([, version, receipt, packed]) => unpacked(version!, dashes(receipt!), packed!));
}

/** Editors turn a hyphen into another dash. */
function dashes(text: string): string {
  return text.replaceAll(/\p{Pd}/gu, '-');
}

function unpacked(version: string, receipt: string, packed: string): PastedRead {
  if (version !== '1') return { ok: false, why: 'damaged' };
  try {
    const bytes = inflateRawSync(fromBase64(packed), { maxOutputLength: MAX_HAND_IN + 1 });
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return receiptOfText(text) === receipt ? { ok: true, text, receipt } : { ok: false, why: 'damaged' };
  } catch {
    return { ok: false, why: 'damaged' };
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('=', '');
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
