import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportRun } from '../../../source/commands/export/export.ts';
import { importFile, type ConversationJson } from '../../../source/commands/import/import.ts';
import type { Packet } from '../../../source/formats/timeline.ts';
import { timelineOfRun } from '../../../source/commands/export/write-export.ts';
import { pcapngOf, runOf } from '../../formats/runs.ts';
import { fakeShell } from '../fake-shell.ts';
import { invoke } from '../invoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'ackademy-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SCRIPT = `0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0 bind(3, ..., ...) = 0
+0 listen(3, 5) = 0
+.1 < S 0:0(0) win 64240 <mss 1460>
+0 > S. 0:0(0) ack 1 <...>
+.1 < . 1:1(0) ack 1 win 64240
+0 accept(3, ..., ...) = 4
+.1 < F. 1:1(0) ack 1 win 64240
* > . 1:1(0) ack 2
`;

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(path: string, input: readonly string[] = [], ...options: string[]) {
  const { shell, out, err } = fakeShell(input.map((line) => `${line}\n`).join(''));
  const code = await invoke(importFile, [path, ...options], shell);
  return { code, out: out().replaceAll(`${folder}/`, ''), err: err().replaceAll(`${folder}/`, '') };
}

async function capture(...options: string[]): Promise<string> {
  const path = join(folder, 'run.pcapng');
  await invoke(exportRun, ['first-syn', '--solution', '--to', 'pcapng', '--out', path, ...options], fakeShell().shell);
  return path;
}

describe('import', () => {
  test('asks for each segment of a capture, and is content with relative numbers and formulas', async () => {
    const { code, out, err } = await run(await capture(), ['S', 'S. seq 7 ack RCV.NXT', '. seq 1 ack 1', 'quit']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^opened: run\.pcapng: 3 segments between 10\.0\.0\.5:\d+ and 10\.0\.0\.9:80\./);
    expect(out.match(/^right: segment \d/gm)).toEqual(['right: segment 1', 'right: segment 2', 'right: segment 3']);
    expect(out).toContain('end: 3 of 3 segments said rightly at the first try, 0 only seen.');
  });

  test('tells the first field that differs, and why it is what it is', async () => {
    const { out } = await run(file('a.pkt', SCRIPT), ['next', 'S. seq 0 ack 0', 'S. seq 0 ack 1', '. seq 0 ack 1', 'R', '. seq 1 ack 1 win 5', 'next', '. seq 1 ack 1', 'F. seq 1 ack 1', '. seq 1 ack 1', '. seq 1 ack 2']);
    expect(out.match(/^(?:not that|right|end).*/gm)).toEqual([
      'not that: the acknowledgment number. Expected "1", got "0". It acknowledges everything that peer has sent.',
      'right: segment 2 is S. 0:0(0) ack 1',
      'not that: the sequence number. Expected "1", got "0". It goes on where peer has come to.',
      'not that: the flags. Expected ".", got "R". The other numbers were not looked at.',
      'not that: the window. Expected "64240", got "5". The field as it is on the wire, not scaled.',
      'not that: the flags. Expected "F.", got ".". The other numbers were not looked at.',
      'right: segment 4 is F. 1:1(0) ack 1 win 64240',
      'not that: the acknowledgment number. Expected "2", got "1". It acknowledges everything that peer has sent.',
      'right: segment 5 is . 1:1(0) ack 2',
      'end: 0 of 5 segments said rightly at the first try, 1 only seen.',
    ]);
  });

  test('goes back, shows the ladder so far, shows the rest, and knows its end', async () => {
    const { out } = await run(file('a.pkt', SCRIPT), ['back', 'next', 'next', 'back', 'ladder', 'all', 'S', 'help', 'nonsense']);
    expect(out).toContain('This is the first one.');
    expect(out).toContain('back to segment 2.');
    expect(out.match(/^segment 1 at 0\.000, peer to kernel: S 0:0\(0\) win 64240 <mss 1460>$/gm)).toHaveLength(2);
    expect(out.match(/^The conversation is over\./gm)).toHaveLength(2);
  });

  test('goes on otherwise from any point of a script, with the simulated kernel', async () => {
    const { out } = await run(file('a.pkt', SCRIPT), ['next', 'next', 'branch', '< . 1:1(0) ack 2 win 64240', 'wait 1s', 'wait never', 'bogus', '> R 0:0(0)', 'back', 'next']);
    expect(out).toContain('branch before segment 3: the simulated Linux 6.18 is kernel.');
    expect(out).toContain('time 0.100: > R 2:2(0) win 0');
    expect(out).toMatch(/time 1\.100: > S\. 0:0\(0\) ack 1 win \d+ <mss 1460>/);
    expect(out).toContain('error: Expected a time of at most 1000 s, for example: wait 3s. Got "wait never".');
    expect(out).toContain('error: Expected a segment that comes, for example F. seq 1 ack 1, a call such as close(4) = 0, wait 3s, or back, which ends the branch. Got "bogus".');
    expect(out).toContain('branch: over. Back to segment 3.\n');
    expect(out).toMatch(/segment 3 at 0\.100, peer to kernel: \. 1:1\(0\) ack 1 win 64240\n/);
  });

  test('says where the simulated kernel does otherwise', async () => {
    const { out } = await run(file('b.pkt', SCRIPT.replace('> S. 0:0(0) ack 1', '> S. 0:0(0) ack 2')), ['next', 'next', 'branch', 'quit']);
    expect(out).toContain('error: The simulated kernel does otherwise before this point, at line 5 of the script.');
  });

  test.each(['client', 'server'])('goes on otherwise in a capture made at the %s: what its program did follows from what it sent', async (host) => {
    const { out } = await run(await capture('--at', host), ['next', 'next', 'branch', '< R. 1:1(0) ack 1 win 0', 'back', 'all']);
    expect(out).toContain('branch before segment 3: the simulated Linux 6.18 is 10.0.0.');
    expect(out).toMatch(/you> < R\. .*\ntime /);
    expect(out).not.toContain('error:');
  });

  test('goes on otherwise behind the end of a capture that has each segment when it was sent: the way to an end is seen in the handshake', async () => {
    const { out } = await run(await capture(), ['all', 'branch', 'F. seq 1 ack 1', 'back']);
    expect(out).toContain('branch before segment 4: the simulated Linux 6.18 is 10.0.0.9:80.');
    // The final ACK, sent at 0.040, has come at 0.060; a FIN alone is acknowledged after the delay.
    expect(out).toMatch(/you> F\. seq 1 ack 1\ntime 0\.060: /);
    expect(out).not.toContain('error:');
  });

  test('says so where the simulated kernel cannot be brought: no Linux sent that, or there is no beginning', async () => {
    const timeline = timelineOfRun(runOf('first-syn', null), 'en');
    const [syn, answer, ack] = timeline.packets as [Packet, Packet, Packet];
    const changed = [{ ...syn, segment: { ...syn.segment, options: { mss: 1234 } } }, { ...answer, segment: { ...answer.segment, win: 1, ack: 77 } }, ack];
    const odd = await run(file('odd.pcapng', pcapngOf({ ...timeline, packets: changed })), ['next', 'next', 'branch']);
    expect(odd.out).toContain('error: As far as the capture tells what the programs did, the simulated kernel does otherwise before this point. Expected > S. ');
    const later = join(folder, 'later.pcapng');
    await invoke(exportRun, ['fin-before-data', '--solution', '--to', 'pcapng', '--out', later], fakeShell().shell);
    expect((await run(later, ['branch'])).out).toContain('The capture does not begin with a SYN');
  });

  test('gives the conversation as JSON', async () => {
    const { code, out } = await run(file('a.pkt', SCRIPT), [], '--json');
    const json = JSON.parse(out) as ConversationJson;
    expect({ code, format: json.format, version: json.version, flags: json.segments.map(({ flags }) => flags) }).toEqual({ code: 0, format: 'ackademy-conversation', version: 1, flags: ['S', 'S.', '.', 'F.', '.'] });
  });

  test('speaks Chinese', async () => {
    const { out } = await run(file('a.pkt', SCRIPT), ['R', 'next'], '--lang', 'zh-Hans');
    expect(out).toContain('不是这个: 标志. 应为 "S", 收到的是 "R". 其余的数没有再看.');
  });

  test.each([
    ['nothing.pkt', null, 'nothing.pkt: cannot be read (ENOENT). Expected a packetdrill script (.pkt), a pcapng or a pcap file'],
    ['empty', '', 'It is empty.'],
    ['noise.bin', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'It begins with 89504e47.'],
    ['bad.pkt', '+0 < S 0:0(0) win\n', 'bad.pkt:1:18: expected a number, for example: win 257.'],
    ['cut.pcapng', Uint8Array.from([0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a]), 'cut.pcapng: ends within a packet, at byte 0'],
    ['old.pcap', Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 1, ...Array<number>(19).fill(0)]), 'expected version 2 of pcap at byte 4'],
  ])('refuses %s with 3, and says what was expected', async (name, content, sentence) => {
    const { code, out, err } = await run(content === null ? join(folder, name) : file(name, content));
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(sentence);
    expect(err).toMatch(/example/);
  });
});
