import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { moduleFacts } from './module-facts.ts';

const source = join(import.meta.dirname, '../../source');

const items = readdirSync(source, { recursive: true, withFileTypes: true }).filter((item) => item.isFile() && /\.tsx?$/.test(item.name));
const paths = items.map((item) => join(item.parentPath, item.name));
const files = new Map(paths.map((path) => [relative(source, path).replaceAll(sep, '/'), readFileSync(path, 'utf8')]));

const isProve = (path: string): boolean => /^commands\/prove\/[a-z-]+\.ts$/.test(path);

/** Files of source/ that name a module of live/, in whatever kind of import. */
function importersOfLive(from: ReadonlyMap<string, string>): string[] {
  return [...from].filter(([path, text]) => !path.startsWith('live/') && /['"`](?:\.{1,2}\/)+live\//.test(text)).map(([path]) => path);
}

test('only the command prove reaches the real kernel', () => {
  expect(importersOfLive(files).filter((path) => !isProve(path))).toEqual([]);
});

test('sees who else would', () => {
  expect(importersOfLive(new Map([['commands/play.ts', `const { probe } = await import('../live/launch.ts');`], ['live/a.ts', `import './live/b.ts'`]]))).toEqual(['commands/play.ts']);
});

/** Modules through which a program sends packets, calls the C library, or has another program do either. */
const OUTWARD = /^(?:koffi|(?:node:)?(?:net|dgram|tls|http|https|http2|dns|child_process)(?:\/.*)?)$/;
/** What a raw socket or a tunnel is asked for by name, and what fetches over the network. Texts that people read may speak of it. */
const NAMED = /\/dev\/net\/tun|TUNSETIFF|SOCK_RAW|AF_PACKET|IP_HDRINCL|\bfetch\(|new WebSocket\(/;

/** What in a file could put a packet on a real network. */
function waysOutOf(path: string, text: string): readonly string[] {
  const modules = moduleFacts(path, text).imports.flatMap(({ specifier, typeOnly }) => (!typeOnly && specifier !== null && OUTWARD.test(specifier) ? [`${path}: ${specifier}`] : []));
  return [...modules, ...[...text.matchAll(new RegExp(NAMED, 'g'))].map(([word]) => `${path}: ${word}`)];
}

/** The same of all files outside live/. The server, which others log in to, has sockets of its own; no level is played through them. */
function waysOut(from: ReadonlyMap<string, string>): string[] {
  return [...from].filter(([path]) => !/^(?:live|server|message)\//.test(path)).flatMap(([path, text]) => waysOutOf(path, text));
}

test('no code outside live/ can put a packet on a real network: an attack is simulated through and through', () => {
  expect(waysOut(files)).toEqual([]);
});

test('sees a raw socket, a tunnel and a program that is started', () => {
  const planted = new Map([
    ['world/perform.ts', `import koffi from 'koffi';\nexport const device = open('/dev/net/tun');`],
    ['commands/play.ts', `const { spawn } = await import('node:child_process');\nexport { spawn };`],
    ['live/tun.ts', `export const device = '/dev/net/tun';`],
    ['message/en/prove.ts', `export const text = 'It needs /dev/net/tun';`],
  ]);
  expect(waysOut(planted)).toEqual(['world/perform.ts: koffi', 'world/perform.ts: /dev/net/tun', 'commands/play.ts: node:child_process']);
});

const parsed = new Map<string, readonly string[]>();

/** The files that a file of source/ names, each text parsed once. */
function named(path: string, text: string): readonly string[] {
  const known = parsed.get(path + text) ?? moduleFacts(path, text).imports.flatMap(({ specifier, typeOnly }) => (!typeOnly && specifier?.startsWith('.') ? [posix.join(posix.dirname(path), specifier)] : []));
  parsed.set(path + text, known);
  return known;
}

/** Everything that a file of source/ loads, now or later, with the file itself. */
function reachedFrom(entry: string, from: ReadonlyMap<string, string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = from.get(path);
    if (text === undefined || reached.has(path)) continue;
    reached.add(path);
    open.push(...named(path, text));
  }
  return reached;
}

test.each(['app.tsx', 'commands/play/play.ts', 'commands/watch/watch.ts', 'commands/replay/replay.ts', 'commands/run.ts', 'commands/play/sandbox.ts', 'commands/export/export.ts', 'referee/play.ts', 'world/perform.ts'])('whatever %s loads, it never comes to live/', (entry) => {
  const reached = reachedFrom(entry, files);
  expect(reached).toContain(entry);
  expect([...reached].filter((path) => path.startsWith('live/'))).toEqual([]);
});

test('check knows by the plan of a proof whether it is stale, and reaches nothing that opens a socket or a tunnel', () => {
  const reached = [...reachedFrom('commands/check/check.ts', files)].filter((path) => path.startsWith('live/'));
  expect(reached).toContain('live/proof/plan-host.ts');
  expect(reached.flatMap((path) => waysOutOf(path, files.get(path)!))).toEqual([]);
  expect([...reachedFrom('commands/prove/prove.ts', files)].flatMap((path) => (path.startsWith('live/') ? waysOutOf(path, files.get(path)!) : [])).length).toBeGreaterThan(0);
});

test('follows imports to live/ over other files, also those that are loaded later', () => {
  const planted = new Map([['commands/play.ts', `import '../world/a.ts';`], ['world/a.ts', `export const b = () => import('./b.ts');`], ['world/b.ts', `import '../live/tun.ts';`], ['live/tun.ts', '']]);
  expect([...reachedFrom('commands/play.ts', planted)].toSorted()).toEqual(['commands/play.ts', 'live/tun.ts', 'world/a.ts', 'world/b.ts']);
  expect([...reachedFrom('commands/prove/prove.ts', files)].some((path) => path.startsWith('live/'))).toBe(true);
});
