import { readFileSync } from 'node:fs';
import type { ClientChannel } from 'ssh2';
import { logIn, sitDown, type SshLogin } from '../server/ssh/ssh-player.ts';
import { classWith, serveLesson } from '../terminal/served-lesson.ts';
import { percentile, rounded, rounds, type Measure } from './measure.ts';

/** A first try of the bench itself needs no class. */
const lessonOf = (effort: number) => (effort < 0.1 ? { players: 6, watchers: 2 } : { players: 200, watchers: 20 });
const KEY_EVERY_MS = 5000;
/** At once, while they come: a class that sits down. */
const COMING = 20;
const FRAME_ENDS = '\u001b[?2026l';
const KEYS = ['\u001b[B', '\u001b[A', '\t'];

/** A lesson of 200 on this machine: each presses a key every five seconds, 20 of them watch a flood, and one misbehaves in every way it can. The time from a key to the end of the frame that it leads to. */
export async function serves(effort: number): Promise<readonly Measure[]> {
  const { players: many, watchers } = lessonOf(effort);
  const home = process.cwd();
  const folder = await classWith(many + 1, 'first-syn,survive-the-flood');
  const lesson = await serveLesson(folder);
  try {
    const came = performance.now();
    const channels: ClientChannel[] = [];
    const players = lesson.logins.slice(watchers, many);
    for (let n = 0; n < players.length; n += COMING) channels.push(...(await Promise.all(players.slice(n, n + COMING).map(comes))));
    const all = performance.now() - came;
    const watched: number[] = [];
    await Promise.all(lesson.logins.slice(0, watchers).map((login) => watchesFlood(login, watched)));
    const stop = misbehaves(await comes(lesson.logins[many]!));
    const waits: number[] = [];
    const began = performance.now();
    watched.length = 0;
    const processes = [lesson.process.pid!, ...lesson.workers()];
    const worked = cpuOf(processes);
    const until = began + rounds(60_000, effort);
    await Promise.all(channels.map((channel, n) => pressesKeys(channel, (n / channels.length) * KEY_EVERY_MS, until, waits)));
    stop();
    const share = (cpuOf(processes) - worked) / (performance.now() - began);
    const perWatcher = watched.length / watchers / ((performance.now() - began) / 1000);
    const name = `serve, ${many} players, ${watchers} at a flood, 1 misbehaves`;
    return [
      { name: `${name}: keys`, value: waits.length, unit: 'keys' },
      { name: `${name}: key to frame, median`, value: rounded(percentile(waits, 0.5)), unit: 'ms' },
      { name: `${name}: key to frame, p95`, value: rounded(percentile(waits, 0.95)), unit: 'ms', goal: '< 100' },
      { name: `${name}: key to frame, p99`, value: rounded(percentile(waits, 0.99)), unit: 'ms' },
      { name: `${name}: processor time, of one core`, value: rounded(share * 100), unit: '%' },
      { name: `${name}: frames of the flood, each`, value: rounded(perWatcher), unit: 'frames/s' },
      { name: `serve, ${players.length} players come, ${COMING} at once`, value: rounded(all / 1000), unit: 's' },
    ];
  } finally {
    lesson.process.kill('SIGKILL');
    folder.remove();
    process.chdir(home);
  }
}

/** Linux counts in hundredths of a second. */
const TICK_MS = 10;

/** Processor time of processes so far, ms. */
function cpuOf(processes: readonly number[]): number {
  const ticks = processes.map((pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '));
  return ticks.reduce((sum, fields) => sum + (Number(fields[11]) + Number(fields[12])) * TICK_MS, 0);
}

/** Has the first frame on the screen. */
async function comes(login: SshLogin): Promise<ClientChannel> {
  const { client } = await logIn(login);
  const channel = await new Promise<ClientChannel>((resolve, reject) => client.shell({ term: 'xterm-256color', cols: 120, rows: 40 }, (error, opened) => (error ? reject(error) : resolve(opened))));
  await nextFrame(channel);
  return channel;
}

function nextFrame(channel: ClientChannel): Promise<void> {
  return new Promise((resolve) => {
    const look = (bytes: Uint8Array): void => {
      if (!new TextDecoder().decode(bytes).includes(FRAME_ENDS)) return;
      channel.off('data', look);
      channel.resume();
      resolve();
    };
    channel.on('data', look);
  });
}

/** Leaves the first level for the flood, and lets it run. */
async function watchesFlood(login: SshLogin, frames: number[]): Promise<void> {
  const player = await sitDown(login, { columns: 120, rows: 40 });
  await player.until('the first level', (screen) => screen.includes('send [S] seq'));
  player.send('q');
  await player.until('the map', (screen) => screen.includes('1-2'));
  player.send('\u001b[B\r');
  await player.until('the flood', (screen) => screen.includes('you: operator'));
  player.send('>');
  const question = (screen: string): string | undefined => /\d of 3(?= ═)/.exec(screen)?.[0];
  let asked = question(await player.until('a question before the flood', (screen) => question(screen) !== undefined));
  while (asked !== undefined) {
    player.send('a1\r');
    asked = question(await player.until('the question after it, or the flood', (screen) => question(screen) !== asked));
  }
  // The emulator has seen enough: only the ends of frames are counted.
  player.channel.removeAllListeners('data').on('data', (bytes: Uint8Array) => {
    const ends = new TextDecoder().decode(bytes).split(FRAME_ENDS).length - 1;
    for (let n = 0; n < ends; n++) frames.push(performance.now());
  }).resume();
}

async function pressesKeys(channel: ClientChannel, first: number, until: number, waits: number[]): Promise<void> {
  let at = performance.now() + first;
  for (let n = 0; at < until; n++, at += KEY_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - performance.now())));
    const pressed = performance.now();
    const frame = nextFrame(channel);
    channel.write(KEYS[n % KEYS.length]!);
    const isDrawn = await Promise.race([frame.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), KEY_EVERY_MS / 2))]);
    // A key that changes nothing draws nothing.
    if (isDrawn) waits.push(performance.now() - pressed);
  }
}

/** Keys without end, windows of every size, and nothing is read. */
function misbehaves(channel: ClientChannel): () => void {
  channel.pause();
  const timer = setInterval(() => {
    if (channel.destroyed) return;
    channel.write('\u001b[B?'.repeat(200));
    for (let n = 0; n < 20; n++) channel.setWindow(20 + n, 60 + n, 0, 0);
  }, 20);
  channel.on('error', () => {});
  return () => clearInterval(timer);
}
