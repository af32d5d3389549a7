import { isHandle } from '../../classroom/claim-code.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { openKnownServers } from '../../server/join/known-servers.ts';
import { codeOf } from '../../storage/file-system.ts';
import { foldersFor } from '../../storage/folders.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { askLine } from '../class/ask-line.ts';
import type { Command, ExitCode } from '../command.ts';
import { languageFor } from '../language-choice.ts';
import { complain, isTerminal, print, type Shell } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';
import { serverCalled } from './server-name.ts';

/** `join HOST[:PORT]`: a lesson on another machine, for those who have the game and no ssh. */
export const join: Command = async (invocation) => {
  const { shell, words } = invocation;
  const lang = languageFor(invocation);
  if (wordsAreWrong(invocation, 'join', { least: 1, most: 1 })) return 2;
  const stop = (code: ExitCode, text: string): ExitCode => {
    complain(shell, text);
    return code;
  };
  const server = serverCalled(words[0]!);
  if (server === null) return stop(2, message(lang, 'join.server', { got: visible(words[0]!, 120) }));
  if (!isTerminal(shell)) return stop(2, message(lang, 'join.no-terminal'));
  const { host, port } = server;
  const name = `${host}:${port}`;
  const { fingerprintAt, joinLesson } = await import('../../server/join/join-lesson.ts');
  const at = await fingerprintAt(host, port);
  if (!at.ok) return stop(1, message(lang, 'join.unreached', { server: visible(name, 120), code: visible(at.why, 120) }));
  if (!(await isBelieved(shell, lang, name, at.fingerprint))) return 1;
  const asked = await askWho(shell, lang);
  if (asked === null) return stop(2, message(lang, 'join.nobody'));
  const joined = await joinLesson({ ...server, ...asked }, at.fingerprint, { stdin: shell.stdin as NodeJS.ReadStream, stdout: shell.stdout as NodeJS.WriteStream });
  if (joined.ended === 'played') return joined.code === 0 ? 0 : 1;
  return stop(1, message(lang, `join.${joined.ended}`, { server: visible(name, 120), code: joined.ended === 'unreached' ? visible(joined.why, 120) : '' }));
};

/** A server that was joined before must have the key that it had; of another one the player must say that it is the teacher's. */
async function isBelieved(shell: Shell, lang: Lang, name: string, fingerprint: string): Promise<boolean> {
  const known = openKnownServers(foldersFor(shell.env, process.platform).data);
  const before = known.fingerprintOf(name);
  if (before === fingerprint) return true;
  if (before !== null) {
    complain(shell, message(lang, 'join.other-key', { server: visible(name, 120), before, fingerprint, path: visible(known.path, 200) }));
    return false;
  }
  print(shell, message(lang, 'join.fingerprint', { server: visible(name, 120), fingerprint }));
  const answer = await askLine(shell, message(lang, 'join.is-it'), null);
  if (!/^(?:y|yes|是|对)$/i.test((answer ?? '').trim())) {
    complain(shell, message(lang, 'join.not-believed'));
    return false;
  }
  try {
    known.remember(name, fingerprint);
  } catch (error) {
    complain(shell, message(lang, 'join.not-remembered', { path: visible(known.path, 200), code: visible(codeOf(error), 80) }));
  }
  return true;
}

async function askWho(shell: Shell, lang: Lang): Promise<{ readonly handle: string; readonly code: string } | null> {
  const handle = (await askLine(shell, message(lang, 'join.handle'), null))?.trim().toLowerCase() ?? '';
  if (!isHandle(handle)) return null;
  const code = (await askLine(shell, message(lang, 'class.play.ask'), null))?.trim() ?? '';
  return code === '' ? null : { handle, code };
}
