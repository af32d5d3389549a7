import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FLAG = '--experimental-sqlite';

/** Node 22.12 has SQLite, but only behind a flag; later ones need none. */
export function needsAnotherNode(): boolean {
  return process.getBuiltinModule('node:sqlite') === undefined && !process.execArgv.includes(FLAG);
}

/** The same command line once more, with the flag. Signals reach both; the inner one says how it ended. */
export function runAgain(): Promise<number> {
  const inner = spawn(process.execPath, [FLAG, '--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => void inner.kill(constants.signals[name]));
  return new Promise((resolve, reject) => {
    inner.once('error', reject);
    inner.once('exit', (code) => resolve(code ?? 1));
  });
}
