import { readTool } from '../formats/operator/read-tool.ts';
import type { Tool } from '../formats/operator/tool.ts';
import { visible } from '../tcp/notation/visible.ts';
import { problem, type Problem } from '../world/move-notation/problem.ts';

/** Commands that change nothing in the world: they show something, or take moves back. */
export type LocalCommand =
  | { readonly kind: 'why'; readonly number: number | null }
  | { readonly kind: 'segments'; readonly as: 'words' | 'tcpdump' }
  /** What a sysctl is; '' for a list of the names. */
  | { readonly kind: 'about'; readonly name: string }
  | { readonly kind: 'state'; readonly all: boolean }
  /** What an operator looks with, as he typed it. */
  | { readonly kind: 'tool'; readonly tool: Tool; readonly line: string }
  | TimeCommand
  | { readonly kind: Exclude<SimpleCommand, 'state'> };

/** Through the steps of the run, and between it and its branches. Numbers are those of steps and branches; null: none was given. */
export type TimeCommand =
  | { readonly kind: 'at'; readonly number: number }
  | { readonly kind: 'branch' | 'compare'; readonly way: number | null }
  | { readonly kind: (typeof TIME_WORDS)[number] };

const TIME_WORDS = ['back', 'forward', 'branches', 'take'] as const;
export const TIME_COMMANDS = [...TIME_WORDS, 'at', 'branch', 'compare'] as const;

export const SIMPLE_COMMANDS = ['goal', 'undo', 'redo', 'state', 'menu', 'help', 'report', 'quit'] as const;
export type SimpleCommand = (typeof SIMPLE_COMMANDS)[number];

const ALIASES: Readonly<Record<string, SimpleCommand | 'why' | 'about' | (typeof TIME_COMMANDS)[number]>> = { '?': 'help', exit: 'quit', q: 'quit', 目标: 'goal', 撤销: 'undo', 重做: 'redo', 状态: 'state', 菜单: 'menu', 帮助: 'help', 报告: 'report', 退出: 'quit', 为什么: 'why', 说明: 'about', 后退: 'back', 前进: 'forward', 时刻: 'at', 支路: 'branch', 全部支路: 'branches', 对比: 'compare', 采用: 'take' };

/** The command that a cleaned line is; null when it is none, a problem when it is one that says too much. */
export function readLocalCommand(line: string): LocalCommand | Problem | null {
  const [, first = '', rest = ''] = /^(\S*) *(.*)$/.exec(line) ?? [];
  const word = Object.hasOwn(ALIASES, first) ? ALIASES[first]! : first.toLowerCase();
  if (word === 'why') {
    if (rest === '') return { kind: 'why', number: null };
    const number = /^#?(\d{1,6})$/.exec(rest)?.[1];
    return number === undefined ? problem('why', { got: visible(rest) }).problem : { kind: 'why', number: Number(number) };
  }
  if (word === 'about') return { kind: 'about', name: rest.toLowerCase() };
  if (word === 'segments') {
    const as = rest.toLowerCase();
    return as === 'words' || as === 'tcpdump' ? { kind: 'segments', as } : problem('segments', { got: visible(rest) }).problem;
  }
  const time = readTimeCommand(word, rest);
  if (time) return time;
  const tool = readTool(line);
  if (tool) return tool.ok ? { kind: 'tool', tool: tool.value, line } : tool.problem;
  const command = SIMPLE_COMMANDS.find((name) => name === word);
  if (!command) return null;
  // `state FIN-WAIT-2` is a move.
  if (command === 'state') return rest === '' || rest === 'all' ? { kind: 'state', all: rest === 'all' } : null;
  return rest === '' ? { kind: command } : problem('nothing-after', { word: command, got: visible(rest) }).problem;
}

function readTimeCommand(word: string, rest: string): TimeCommand | Problem | null {
  const simple = TIME_WORDS.find((name) => name === word);
  if (simple) return rest === '' ? { kind: simple } : problem('nothing-after', { word: simple, got: visible(rest) }).problem;
  if (word !== 'at' && word !== 'branch' && word !== 'compare') return null;
  const number = /^\d{1,6}$/.test(rest) ? Number(rest) : null;
  if (word === 'at') return number === null ? problem('at', { got: visible(rest) }).problem : { kind: 'at', number };
  return rest === '' || number !== null ? { kind: word, way: number } : problem('branch', { got: visible(rest) }).problem;
}
