import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_PROFILE, isProfile, PROFILES, type ProfileId } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import { message, say } from '../message/say.ts';
import { kernelName } from '../referee/kernel-name.ts';
import { FAULT_EXAMPLES, type ScriptFault } from '../packetdrill/language/fault.ts';
import { parseScript } from '../packetdrill/language/parse-script.ts';
import type { ScriptResult } from '../packetdrill/run/result.ts';
import { runScript } from '../packetdrill/run/run-script.ts';
import { TwinTarget } from '../packetdrill/twin/twin-target.ts';
import type { Phrase } from '../phrase.ts';
import { visible } from '../tcp/notation/visible.ts';
import type { Command, Invocation } from './command.ts';
import { languageFor } from './language-choice.ts';
import { complain, print, printJson } from './shell.ts';
import { wordsAreWrong } from './usage.ts';

/** What `ackademy packetdrill --json` prints. What does not apply is null. */
export interface PacketdrillJson {
  readonly format: 'ackademy-packetdrill';
  readonly version: 1;
  readonly kernel: string;
  /** None failed, and all could be read. */
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly scripts: readonly ScriptJson[];
}

export interface ScriptJson {
  readonly file: string;
  /** `bad`: not to be read as a script. */
  readonly result: ScriptResult['kind'] | 'bad';
  readonly line: number | null;
  readonly column: number | null;
  readonly field: string | null;
  readonly expected: string | null;
  readonly actual: string | null;
  readonly feature: string | null;
}

type Outcome = ScriptResult | { readonly kind: 'bad'; readonly fault: ScriptFault };
interface Ran {
  readonly file: string;
  readonly outcome: Outcome;
}

/**
 * `ackademy packetdrill FILE... [--suite DIR]`: runs scripts against the simulated kernel. 0 when none failed, 1 when one did,
 * 2 without files, 3 when a file is missing or no script. In a suite a script that cannot be read is skipped: suites hold more
 * than one dialect.
 */
export const packetdrill: Command = async (invocation) => {
  const { words, options, shell } = invocation;
  if (wordsAreWrong(invocation, 'packetdrill', { least: options.suite === null ? 1 : 0, most: 10_000 })) return 2;
  const lang = languageFor(invocation);
  const kernel = options.kernel ?? DEFAULT_PROFILE;
  if (!isProfile(kernel)) {
    complain(shell, message(lang, 'cli.kernel-unknown', { got: visible(kernel), names: PROFILES.join(', '), example: DEFAULT_PROFILE }));
    return 2;
  }
  const suite = options.suite === null ? [] : scriptsIn(options.suite);
  if (options.suite !== null && suite.length === 0) {
    complain(shell, message(lang, 'packetdrill.no-suite', { path: visible(options.suite) }));
    return 3;
  }
  const ran: Ran[] = [];
  let missing = false;
  for (const file of [...words, ...suite]) {
    const text = readText(file);
    if (typeof text === 'string') {
      const one = { file, outcome: await run(text, kernel, invocation) };
      ran.push(one);
      if (!options.json) tell(invocation, one, suite.includes(file));
    } else {
      missing = true;
      complain(shell, message(lang, 'packetdrill.no-file', { file: shown(file), code: text.code }));
    }
  }
  const bad = ran.some(({ file, outcome }) => outcome.kind === 'bad' && !suite.includes(file));
  const failed = ran.some(({ outcome }) => outcome.kind === 'fail');
  if (options.json) printJson(shell, asJson(kernel, ran, !missing && !bad && !failed, lang));
  else if (suite.length > 0) print(shell, ...summary(kernel, ran, lang));
  return missing || bad ? 3 : failed ? 1 : 0;
};

async function run(text: string, kernel: ProfileId, { options }: Invocation): Promise<Outcome> {
  const parsed = parseScript(text);
  if (!parsed.ok) return { kind: 'bad', fault: parsed.fault };
  const given = options.script.map((option) => ({ ...option, place: { line: 1, column: 1 } }));
  return runScript(parsed.script, new TwinTarget(kernel), given);
}

/** A file's text, or why there is none. */
function readText(file: string): string | { readonly code: string } {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return { code: (error as NodeJS.ErrnoException).code ?? 'error' };
  }
}

function scriptsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pkt'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** One line about one script. */
function tell(invocation: Invocation, { file, outcome }: Ran, inSuite: boolean): void {
  const lang = languageFor(invocation);
  const { shell } = invocation;
  const name = shown(file);
  switch (outcome.kind) {
    case 'pass':
      print(shell, message(lang, 'packetdrill.pass', { file: name }));
      break;
    case 'fail': {
      const { difference, place } = outcome;
      const texts = { expected: textOf(difference.expected, lang), actual: textOf(difference.actual, lang) };
      print(shell, message(lang, 'packetdrill.fail', { file: name, line: place.line, field: message(lang, `packetdrill.field.${difference.field}`), ...texts }));
      break;
    }
    case 'skip':
      print(shell, message(lang, 'packetdrill.skip', { file: name, line: outcome.place?.line ?? 1, feature: outcome.feature }));
      break;
    case 'bad': {
      const { fault } = outcome;
      const { line, column } = fault.place;
      if (inSuite) print(shell, message(lang, 'packetdrill.skip', { file: name, line, feature: message(lang, 'packetdrill.syntax', { line, column }) }));
      else complain(shell, message(lang, 'cli.file-bad', { file: shown(file), line, column, expected: faultText(fault, lang), example: FAULT_EXAMPLES[fault.fault], got: `"${visible(fault.got)}"` }));
    }
  }
}

/** A file's name without characters that could command a terminal. */
function shown(file: string): string {
  return file.replaceAll(/[^\x20-\x7e\p{L}\p{N}]/gu, '?');
}

function faultText(fault: ScriptFault, lang: Lang): string {
  return message(lang, `packetdrill.fault.${fault.fault}`, { wanted: visible(fault.wanted ?? '') });
}

function textOf(text: string | Phrase, lang: Lang): string {
  return typeof text === 'string' ? text : say(lang, text);
}

/** How many of each, and what the skipped ones were skipped for, the most frequent first. */
function summary(kernel: string, ran: readonly Ran[], lang: Lang): readonly string[] {
  const features = new Map<string, number>();
  for (const { outcome } of ran) if (outcome.kind === 'skip') features.set(outcome.feature, (features.get(outcome.feature) ?? 0) + 1);
  const lines = [...features].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([feature, count]) => `  ${message(lang, 'packetdrill.feature', { count, feature })}`);
  return [...(lines.length > 0 ? [message(lang, 'packetdrill.features'), ...lines] : []), message(lang, 'packetdrill.totals', { kernel: say(lang, kernelName(kernel)), ...counts(ran) })];
}

function counts(ran: readonly Ran[]): { readonly passed: number; readonly failed: number; readonly skipped: number } {
  const count = (kinds: readonly Outcome['kind'][]): number => ran.filter(({ outcome }) => kinds.includes(outcome.kind)).length;
  return { passed: count(['pass']), failed: count(['fail']), skipped: count(['skip', 'bad']) };
}

function asJson(kernel: string, ran: readonly Ran[], ok: boolean, lang: Lang): PacketdrillJson {
  return { format: 'ackademy-packetdrill', version: 1, kernel, ok, ...counts(ran), scripts: ran.map((one) => scriptJson(one, lang)) };
}

function scriptJson({ file, outcome }: Ran, lang: Lang): ScriptJson {
  const nothing = { file, result: outcome.kind, line: null, column: null, field: null, expected: null, actual: null, feature: null };
  switch (outcome.kind) {
    case 'pass':
      return nothing;
    case 'fail': {
      const { field, expected, actual } = outcome.difference;
      return { ...nothing, ...outcome.place, field, expected: textOf(expected, lang), actual: textOf(actual, lang) };
    }
    case 'skip':
      return { ...nothing, ...outcome.place, feature: outcome.feature };
    case 'bad':
      return { ...nothing, ...outcome.fault.place, expected: faultText(outcome.fault, lang), actual: outcome.fault.got };
  }
}
