import { describe, expect, it } from 'vitest';
import { compose, composerFrom } from '../../source/components/composer/composer.ts';
import { composerRows } from '../../source/components/composer/composer-rows.ts';
import { plainText } from '../../source/components/line.ts';
import { wordsFor } from '../../source/components/words.ts';
import { ACK, SYN } from '../../source/tcp/flags.ts';
import { answering } from '../fixtures/session-views.ts';

const scope = answering.decision!.scope;
const fresh = composerFrom(answering.decision!.template);
const shown = (composer: typeof fresh, width = 80) => composerRows(composer, scope, wordsFor('en'), { width, height: 7, focused: true, addressesFirst: false }).map(plainText).join('\n');

describe('the composer', () => {
  it('turns formulas into numbers and leaves out what was left to the situation', () => {
    const composed = compose({ ...fresh, flags: SYN | ACK, texts: { ...fresh.texts, ack: 'RCV.NXT', win: '' } }, scope);
    expect(composed).toMatchObject({ ok: true, given: { flags: SYN | ACK, seq: 5000, ack: 1001, dstPort: 40112 } });
    expect(composed.ok && 'win' in composed.given).toBe(false);
  });

  it('says what was expected, an example, what came and where, for a name that does not exist', () => {
    const text = shown({ ...fresh, flags: ACK, texts: { ...fresh.texts, ack: 'RCV.NEXT+1' } }, 200);
    expect(text).toContain('ack, column 1');
    expect(text).toContain('Got "RCV.NEXT"');
    expect(text).toContain('Did you mean RCV.NXT?');
  });

  it('refuses a window that the header cannot hold and an address that is none', () => {
    expect(compose({ ...fresh, texts: { ...fresh.texts, win: '65536' } }, scope)).toMatchObject({ ok: false, problem: { field: 'win' } });
    expect(compose({ ...fresh, texts: { ...fresh.texts, src: '10.0.0.500:1' } }, scope)).toMatchObject({ ok: false, problem: { field: 'src' } });
  });

  it('previews the segment as tcpdump prints it, with ? where the situation will fill in a number', () => {
    expect(shown({ ...fresh, flags: SYN | ACK, texts: { ...fresh.texts, ack: '1001' } }, 200)).toContain('=> Flags [S.], seq 5000, ack 1001, win 65160');
    expect(shown({ ...fresh, flags: SYN | ACK }, 200)).toContain('ack ?');
  });

  it('shows an open field as one: a mark, its text, an underscore', () => {
    expect(shown({ ...fresh, at: 'ack', editing: '10' })).toContain('ack>10_');
  });

  it('says beside each number, where there is room, what else it is here, and otherwise what it means', () => {
    const noted = (composer: typeof fresh, hidden?: ReadonlySet<string>) =>
      composerRows(composer, scope, wordsFor('en'), { width: 73, height: 11, focused: true, addressesFirst: false, ...(hidden && { hidden }) }).map(plainText).join('\n');
    const good = { ...fresh, flags: SYN | ACK, texts: { ...fresh.texts, ack: '1001' } };
    expect(noted(good)).toMatch(/ack +1001 +.*= RCV\.NXT/);
    expect(noted(good)).toMatch(/seq +5000 +.*= ISS/);
    expect(noted(good)).toContain('never scaled in a SYN');
    expect(noted({ ...good, texts: { ...good.texts, ack: '1002' } })).toMatch(/ack +1002 +.*expected next/);
    expect(noted({ ...good, flags: SYN })).toContain('counts only when ACK is set');
    // What the level asks for is not confirmed.
    expect(noted(good, new Set(['RCV.NXT']))).not.toContain('= RCV.NXT');
  });

  it('keeps the row that one is in, however little room there is', () => {
    for (const at of ['src', 'dst', 'seq', 'mss', 'wscale'] as const) {
      const rows = composerRows({ ...fresh, at }, scope, wordsFor('en'), { width: 47, height: 3, focused: true, addressesFirst: false });
      expect(rows.map(plainText).join('\n')).toContain('>');
    }
  });
});
