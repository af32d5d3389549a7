import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../packetdrill/run-on-twin.ts';

const scripts = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pkt')).sort();
const read = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

describe('the simulated kernel', () => {
  test.each(scripts)('passes %s', async (name) => {
    expect(await resultOf(read(name))).toBe('pass');
  });

  test.each([
    ['wrong-ack-number.pkt', 'fail 8 ack: expected > S. 0:0(0) ack 2 <mss 1460> got > S. 0:0(0) ack 1 <mss 1460>'],
    ['fin-instead-of-rst.pkt', 'fail 14 flags: expected > F. 1:1(0) ack 11 got > R. 1:1(0) ack 11'],
  ])('fails %s, which is wrong', async (name, expected) => {
    expect(await resultOf(readFileSync(join(import.meta.dirname, '../fixtures/packetdrill', name), 'utf8'))).toBe(expected);
  });
});

describe('a conformance script', () => {
  test('names its fact and says in a sentence what it shows', () => {
    const bad = scripts.filter((name) => !/^\/\/ F\d+\.\d+: [^\n]+(?:\n\/\/ [^\n]+)*\.\n\n/.test(read(name)));
    expect(bad).toEqual([]);
  });

  test('shows something that no other one shows', () => {
    const sentences = scripts.map((name) => read(name).split('\n\n')[0]!.replaceAll('\n// ', ' '));
    expect(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index)).toEqual([]);
    const events = scripts.map((name) => read(name).replaceAll(/^\/\/[^\n]*\n/gm, '').replaceAll(/\s+/g, ' '));
    expect(scripts.filter((_, index) => events.indexOf(events[index]!) !== index)).toEqual([]);
  });
});
