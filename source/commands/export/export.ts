import { realpathSync, writeFileSync } from 'node:fs';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { codeOf } from '../../storage/file-system.ts';
import { nearestName } from '../../tcp/notation/nearest-name.ts';
import { visible } from '../../tcp/notation/visible.ts';
import { chooseCourse } from '../course/choose-course.ts';
import type { Command, Invocation } from '../command.ts';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats.ts';
import { exportedRun } from './exported-run.ts';
import { languageFor } from '../language-choice.ts';
import { complain } from '../shell.ts';
import { wordsAreWrong } from '../usage.ts';
import { writePacketdrill } from './write-packetdrill.ts';
import { writeExport } from './write-export.ts';

/** Formats that show what one host sees. */
const AT_A_HOST: ReadonlySet<ExportFormat> = new Set(['pcapng', 'packetdrill', 'tcpdump']);

/** `ackademy export RUN --to FORMAT`: 0 when written; 1 for a run that the format cannot say; 2 for a word or option that is wrong; 3 for a bad file, or one that cannot be written. */
export const exportRun: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'export', { least: 1, most: 1 })) return 2;
  const lang = languageFor(invocation);
  const format = EXPORT_FORMATS.find((name) => name === options.to);
  if (format === undefined) {
    complain(shell, formatProblem(options.to, lang));
    return 2;
  }
  if (options.at !== null && !AT_A_HOST.has(format)) {
    complain(shell, message(lang, 'export.at-format', { format, names: [...AT_A_HOST].join(', ') }));
    return 2;
  }
  if (format === 'pcapng' && options.out === null && shell.stdout.isTTY === true) {
    complain(shell, message(lang, 'export.binary', { format }));
    return 2;
  }
  if (options.out !== null && isSameFile(words[0]!, options.out)) {
    complain(shell, message(lang, 'export.over-itself', { file: visible(options.out) }));
    return 2;
  }
  const chosen = await chooseCourse(options.pack === null ? [] : [options.pack], lang);
  if (!chosen.ok) {
    complain(shell, ...chosen.lines);
    return chosen.code;
  }
  const found = exportedRun(words[0]!, format, invocation, lang, chosen);
  if (!found.ok) {
    complain(shell, found.text);
    return found.code;
  }
  const written = format === 'packetdrill' ? await writePacketdrill(found.run, options.at, lang) : writeExport(found.run, format, options, lang);
  if (!written.ok) {
    complain(shell, written.text);
    return written.code;
  }
  return deliver(written.content, invocation, lang) ? 0 : 3;
};

/** Writing there would destroy what is exported. */
function isSameFile(run: string, out: string): boolean {
  try {
    return realpathSync(run) === realpathSync(out);
  } catch {
    return false;
  }
}

function formatProblem(got: string | null, lang: Lang): string {
  const names = EXPORT_FORMATS.join(', ');
  if (got === null) return message(lang, 'export.to', { names });
  const near = nearestName(got, EXPORT_FORMATS);
  return near === null ? message(lang, 'export.to-unknown', { got: visible(got), names }) : message(lang, 'export.to-near', { got: visible(got), near, names });
}

function deliver(content: string | Uint8Array, { options, shell }: Invocation, lang: Lang): boolean {
  if (options.out === null) {
    shell.stdout.write(content);
    return true;
  }
  try {
    writeFileSync(options.out, content);
    return true;
  } catch (error) {
    complain(shell, message(lang, 'cli.not-written', { file: visible(options.out), code: codeOf(error) }));
    return false;
  }
}
