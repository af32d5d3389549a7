import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ClassFolder } from '../commands/class/class-folder.ts';
import type { SshLogin } from '../server/ssh/ssh-player.ts';

/** Where the tests and the benches are started; a class folder is elsewhere. */
const root = process.cwd();

/** The built program with a lesson of a class of its own, in a process of its own. */
export interface ServedLesson {
  readonly port: number;
  readonly fingerprint: string;
  readonly logins: readonly SshLogin[];
  readonly lines: readonly string[];
  readonly process: ChildProcess;
  /** The processes in which games are played. */
  readonly workers: () => readonly number[];
  /** Asks the lesson to end, and says with which code it did. */
  readonly end: () => Promise<number | null>;
}

/** A class with so many students and a packed lab. */
export async function classWith(students: number, levels = 'first-syn'): Promise<ClassFolder> {
  const folder = new ClassFolder();
  folder.write('roster.csv', `name,email\n${Array.from({ length: students }, (_, n) => `Student ${n},s${n}@example.edu\n`).join('')}`);
  await folder.teacher('new', 'net-101');
  await folder.teacher('codes', '--roster', 'roster.csv');
  const packed = await folder.teacher('pack', '--levels', levels, '--title', 'Lab 1', '--out', 'lab1.ackclass');
  if (packed.code !== 0) throw new Error(packed.err);
  return folder;
}

/** Opens the lesson, on the port that the system chooses unless one is given. */
export async function serveLesson(folder: ClassFolder, port = 0): Promise<ServedLesson> {
  const { PATH } = process.env;
  const server = spawn(process.execPath, [join(root, 'bin/ackademy.cjs'), 'serve', 'lab1.ackclass', '--codes', 'codes.csv', '--port', String(port)], { cwd: folder.root, env: { PATH, HOME: folder.at('homes', 'teacher'), LANG: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: server.stdout });
  const taken = await new Promise<number>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the lesson ended with ${code} before it had begun:\n${lines.join('\n')}`)));
    reader.on('line', (line) => {
      lines.push(line);
      const found = /ssh -p (\d+) /.exec(line);
      if (found) resolve(Number(found[1]));
    });
  });
  const header = folder.read('codes.csv').replace(/^\ufeff/, '').trim().split('\r\n').map((row) => row.split(','));
  const [handle, code] = ['handle', 'claim code'].map((name) => header[0]!.indexOf(name));
  return {
    port: taken,
    get fingerprint() {
      return lines.find((line) => line.startsWith('SHA256:')) ?? '';
    },
    logins: header.slice(1).map((cells) => ({ port: taken, handle: cells[handle!]!, code: cells[code!]! })),
    lines,
    process: server,
    workers: () => childrenOf(server.pid!),
    async end() {
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGINT');
        await once(server, 'exit');
      }
      return server.exitCode;
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number));
}
