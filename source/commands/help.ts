import type { Lang } from '../language.ts';
import { message } from '../message/say.ts';
import { COMMAND_NAMES, type CommandName } from './names.ts';

/** `ackademy --help`: what can be called, a line each, and the options that all of them take. */
export function generalHelp(lang: Lang): readonly string[] {
  return [
    message(lang, 'cli.help.first'),
    '',
    ...COMMAND_NAMES.map((name) => `  ${message(lang, `cli.usage.${name}`)}\n      ${message(lang, `cli.summary.${name}`)}`),
    '',
    message(lang, 'cli.help.options'),
    '',
    message(lang, 'cli.help.exit'),
  ];
}

/** `ackademy NAME --help`. */
export function commandHelp(name: CommandName, lang: Lang): readonly string[] {
  return [message(lang, `cli.usage.${name}`), '', message(lang, `cli.summary.${name}`), '', message(lang, `cli.details.${name}`), '', message(lang, 'cli.help.options')];
}
