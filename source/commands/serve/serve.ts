import { join } from 'node:path';
import { classIdOf } from '../../classroom/class-pack.ts';
import { seedOf } from '../../classroom/claim-code.ts';
import { message } from '../../message/say.ts';
import { needsAnotherNode, runAgain } from '../../server/store/sqlite-flag.ts';
import { codeOf } from '../../storage/file-system.ts';
import { nodeFileSystem } from '../../storage/node-file-system.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { openClassPack } from '../class/open-class-pack.ts';
import { readClaimsFile } from '../class/codes.ts';
import type { Command, ExitCode } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, print } from '../shell.ts';
import { USUAL_PORT } from '../join/server-name.ts';
import { wordsAreWrong } from '../usage.ts';

/** In the lesson's folder. */
const DATABASE = 'lesson.db';

/** `serve LAB.ackclass --codes codes.csv`: students play over SSH until the teacher ends it. What they play is in the lesson's folder, and so are their hand-ins. */
export const serve: Command = async (invocation) => {
  const { shell, options, words } = invocation;
  const lang = languageFor(invocation);
  if (wordsAreWrong(invocation, 'serve', { least: 1, most: 1 })) return 2;
  const stop = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  const { codes: codesFile, host: givenHost, port: givenPort, data } = options.classroom;
  if (codesFile === null) return stop(2, message(lang, 'class.need', { option: '--codes', example: 'ackademy serve lab1.ackclass --codes codes.csv' }));
  const port = givenPort === null ? USUAL_PORT : portCalled(givenPort);
  if (port === null) return stop(2, message(lang, 'server.port', { option: '--port', got: visible(givenPort!) }));
  const opened = openClassPack(words[0]!, lang);
  if (!opened.ok) return stop(3, opened.text);
  const { pack } = opened;
  const classId = classIdOf(pack);
  const claims = readClaimsFile(codesFile, classId, lang);
  if (!claims.ok) return stop(3, claims.text);
  if (needsAnotherNode()) return (await runAgain()) as ExitCode;
  const folder = data ?? `${pack.name}-lesson`;
  const database = join(folder, DATABASE);
  const lesson = `${pack.name}-${classId}`;
  const host = givenHost ?? '127.0.0.1';

  const { openHostKey } = await import('../../server/ssh/host-key.ts');
  const { openSqliteStore } = await import('../../server/store/sqlite-store.ts');
  let key: ReturnType<typeof openHostKey>;
  let store: ReturnType<typeof openSqliteStore>;
  try {
    nodeFileSystem.makeFolder(folder);
    key = openHostKey(folder);
    store = openSqliteStore(database, lesson);
  } catch (error) {
    return stop(3, message(lang, 'server.not-opened', { path: visible(folder, 200), code: visible(codeOf(error), 80) }));
  }
  if (!key.ok) return stop(3, message(lang, `server.key-${key.why}`, { path: visible(key.path, 200) }));

  const [{ loginJudge }, { openSshServer }, { openSeats }, { writeHandIns, HAND_INS_FOLDER }] = await Promise.all([import('../../server/ssh/login.ts'), import('../../server/ssh/ssh-server.ts'), import('./open-seats.ts'), import('../../server/hand-ins/write-hand-ins.ts')]);
  const handInsOptions = { store, folder, name: pack.name, levels: pack.levels.map(({ id }) => id), key: key.key };
  const seats = openSeats(opened, store, folder, { pack, database, lesson });
  const there = new Set<string>();
  let server: Awaited<ReturnType<typeof openSshServer>>;
  try {
    server = await openSshServer({
      host,
      port,
      key: key.key,
      login: loginJudge(classId, new Map(claims.read.claims.map(({ handle, code }) => [handle, code]))),
      seedOf: (code) => seedOf(classId, pack.name, code),
      lang: pack.languages[0] ?? lang,
      seats,
      onSeat(handle, isThere) {
        if (isThere) there.add(handle);
        else there.delete(handle);
        print(shell, message(lang, isThere ? 'server.joined' : 'server.left', { handle, n: there.size }));
      },
    });
  } catch (error) {
    await seats.close();
    await store.close();
    return stop(3, message(lang, 'server.port-taken', { port, host: visible(host), code: visible(codeOf(error), 80) }));
  }
  print(shell, message(lang, 'server.opened', { title: pack.title, name: pack.className, n: claims.read.claims.length, port: server.port, host: visible(host), fingerprint: key.key.fingerprint, folder: visible(folder, 200) }));
  if (host === '127.0.0.1') print(shell, message(lang, 'server.loopback'));
  await untilSignal();
  await server.close();
  await seats.close();
  const n = await writeHandIns(handInsOptions);
  await store.close();
  print(shell, message(lang, 'server.closed', { n, folder: visible(join(folder, HAND_INS_FOLDER), 200), lab: visible(words[0]!, 120), codes: visible(codesFile, 120) }));
  return 0;
};

function portCalled(text: string): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
}

/** The first asks to end; a second one ends the process as it always does. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isAsked = false;
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // Stays until the end: when nobody else listens, Ink's own handler ends the process at once.
      process.on(name, () => {
        if (isAsked) {
          process.removeAllListeners(name);
          process.kill(process.pid, name);
        }
        isAsked = true;
        resolve();
      });
    }
  });
}
