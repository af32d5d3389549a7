import type { KeyEntry, KeyTable } from '../../keys.ts';

export type PlayGroup = 'always' | 'everywhere' | 'time' | 'compose' | 'matches' | 'restart' | 'menu' | 'composer' | 'ladder' | 'sysctl' | 'list' | 'prediction' | 'field' | 'command' | 'find' | 'paste' | 'overlay' | 'ask' | 'terminal';
export type PlayContext = 'menu' | 'composer' | 'ladder' | 'sysctl' | 'list' | 'prediction' | 'field' | 'command' | 'find' | 'paste' | 'overlay' | 'ask' | 'terminal';

export type PlayAction =
  | 'help' | 'back' | 'redraw' | 'suspend' | 'quit' | 'leave' | 'undo' | 'redo' | 'goal' | 'why' | 'hint' | 'restart' | 'copy' | 'zoom' | 'language' | 'report'
  | 'command' | 'absolute' | 'panel' | 'next-panel' | 'previous-panel' | 'wait' | 'compose' | 'run' | 'pause' | 'slower'
  | 'up' | 'down' | 'first' | 'last' | 'page-up' | 'page-down' | 'choose' | 'to-composer'
  | 'next-field' | 'previous-field' | 'flag-syn' | 'flag-ack' | 'flag-fin' | 'flag-rst' | 'flag-psh' | 'flag-urg' | 'toggle' | 'more' | 'less' | 'edit' | 'default' | 'options' | 'send'
  | 'settings' | 'example' | 'find' | 'next-match' | 'previous-match' | 'notation' | 'explain' | 'hex' | 'paste'
  | 'open' | 'to-move' | 'apply' | 'answer' | 'sure' | 'submit' | 'skip'
  | 'tool-ss' | 'tool-listeners' | 'tool-timers' | 'tool-nstat' | 'tool-dmesg' | 'tool-sysctl' | 'tool-tcpdump' | 'tool-again'
  | 'time'
  | 'accept' | 'erase' | 'older' | 'newer' | 'complete' | 'close' | 'yes' | 'no';

type Entry = KeyEntry<PlayAction>;
export type PlayKeys = KeyTable<PlayGroup, PlayContext, PlayAction>;

const up: Entry = { keys: ['up', 'k'], does: 'up', label: 'key.up', shown: 'Up k' };
const down: Entry = { keys: ['down', 'j'], does: 'down', label: 'key.down', shown: 'Down j' };
const ends: readonly Entry[] = [
  { keys: ['home'], does: 'first', label: 'key.first' },
  { keys: ['end', 'G'], does: 'last', label: 'key.last', shown: 'End G' },
  { keys: ['pgup'], does: 'page-up', label: 'key.page-up' },
  { keys: ['pgdn'], does: 'page-down', label: 'key.page-down' },
];
const panels: readonly Entry[] = [
  { keys: ['tab', 'right', 'l'], does: 'next-panel', label: 'key.next-panel', shown: 'Tab l' },
  { keys: ['shift-tab', 'left', 'h'], does: 'previous-panel', label: 'key.previous-panel', shown: 'Shift-Tab h' },
];

/** The keys of the play screen. A test holds that no key means two things at once. */
export const PLAY_KEYS: PlayKeys = {
  groups: {
    always: [
      { keys: ['f1'], does: 'help', label: 'key.help', fixed: true },
      { keys: ['esc'], does: 'back', label: 'key.back', fixed: true },
      { keys: ['ctrl-c'], does: 'quit', label: 'key.quit', fixed: true },
      { keys: ['ctrl-z'], does: 'suspend', label: 'key.suspend', fixed: true },
      { keys: ['ctrl-l'], does: 'redraw', label: 'key.redraw', fixed: true },
    ],
    everywhere: [
      { keys: ['?'], does: 'help', label: 'key.help', footer: 90 },
      { keys: ['u'], does: 'undo', label: 'key.undo', footer: 20 },
      { keys: ['U'], does: 'redo', label: 'key.redo' },
      { keys: ['w'], does: 'why', label: 'key.why', footer: 30 },
      { keys: ['g'], does: 'goal', label: 'key.goal', footer: 31 },
      { keys: ['W'], does: 'example', label: 'key.example', footer: 10 },
      { keys: ['i'], does: 'hint', label: 'key.hint', footer: 32 },
      { keys: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'], does: 'panel', label: 'key.panel', fixed: true, shown: '0-9', footer: 40 },
      { keys: ['z'], does: 'zoom', label: 'key.zoom', footer: 60 },
      { keys: [':'], does: 'command', label: 'key.command', footer: 61 },
      { keys: ['#'], does: 'absolute', label: 'key.absolute' },
      { keys: ['c'], does: 'copy', label: 'key.copy' },
      { keys: ['L'], does: 'language', label: 'key.language' },
      { keys: ['!'], does: 'report', label: 'key.report' },
      { keys: ['/'], does: 'find', label: 'key.find', footer: 63 },
      { keys: ['v'], does: 'notation', label: 'key.notation' },
      { keys: ['y'], does: 'explain', label: 'key.explain', footer: 5 },
      { keys: ['['], does: 'time', name: 'time', label: 'key.time', footer: 62 },
      { keys: [','], does: 'settings', label: 'key.settings', footer: 64 },
      { keys: ['q'], does: 'leave', label: 'key.leave', footer: 80 },
    ],
    time: [
      { keys: ['space'], does: 'wait', label: 'key.wait', footer: 15 },
      { keys: ['>'], does: 'run', label: 'key.run' },
      { keys: ['p'], does: 'pause', label: 'key.pause' },
      { keys: ['<'], does: 'slower', label: 'key.slower' },
    ],
    compose: [
      { keys: ['e'], does: 'compose', label: 'key.compose', footer: 16 },
      { keys: ['='], does: 'paste', label: 'key.paste' },
    ],
    matches: [
      { keys: ['n'], does: 'next-match', label: 'key.next-match' },
      { keys: ['N'], does: 'previous-match', label: 'key.previous-match' },
    ],
    restart: [{ keys: ['x'], does: 'restart', label: 'key.restart' }],
    menu: [
      { keys: ['enter'], does: 'choose', label: 'key.choose', footer: 1 },
      up,
      down,
      ...ends,
      { keys: ['tab', 'right', 'l'], does: 'to-composer', label: 'key.compose', shown: 'Tab l' },
      { keys: ['shift-tab', 'left', 'h'], does: 'previous-panel', label: 'key.previous-panel', shown: 'Shift-Tab h' },
    ],
    composer: [
      { keys: ['enter'], does: 'send', label: 'key.send', footer: 1 },
      { keys: ['e'], does: 'edit', label: 'key.edit', footer: 2 },
      { keys: ['s'], does: 'flag-syn', label: 'key.flag-syn', footer: 3 },
      { keys: ['a'], does: 'flag-ack', label: 'key.flag-ack', footer: 6 },
      { keys: ['f'], does: 'flag-fin', label: 'key.flag-fin' },
      { keys: ['r'], does: 'flag-rst', label: 'key.flag-rst' },
      { keys: ['p'], does: 'flag-psh', label: 'key.flag-psh' },
      { keys: ['n'], does: 'flag-urg', label: 'key.flag-urg' },
      { keys: ['space'], does: 'toggle', name: 'toggle', label: 'key.toggle' },
      { keys: ['+'], does: 'more', label: 'key.more' },
      { keys: ['-'], does: 'less', label: 'key.less' },
      { keys: ['='], does: 'paste', label: 'key.paste' },
      { keys: ['o'], does: 'options', label: 'key.options' },
      { keys: ['d'], does: 'default', label: 'key.default' },
      { keys: ['tab', 'down', 'j', 'right', 'l'], does: 'next-field', label: 'key.next-field', shown: 'Tab j', footer: 7 },
      { keys: ['shift-tab', 'up', 'k', 'left', 'h'], does: 'previous-field', label: 'key.previous-field', shown: 'Shift-Tab k' },
    ],
    ladder: [
      { keys: ['enter'], does: 'open', label: 'key.open', footer: 1 },
      { keys: ['x'], does: 'hex', label: 'key.hex', footer: 2 },
      up,
      down,
      ...ends,
      ...panels,
    ],
    sysctl: [
      { keys: ['enter'], does: 'apply', label: 'key.apply', footer: 1 },
      { keys: ['+', '='], does: 'more', label: 'key.more', shown: '+', footer: 2 },
      { keys: ['-'], does: 'less', label: 'key.less', footer: 3 },
      { keys: ['e'], does: 'edit', label: 'key.edit', footer: 6 },
      up,
      down,
      ...panels,
    ],
    list: [{ keys: ['enter'], does: 'to-move', label: 'key.to-move', shown: 'Enter 1', footer: 1 }, { ...up, label: 'key.scroll' }, { ...down, label: 'key.scroll' }, ...ends, ...panels],
    terminal: [
      { keys: ['enter'], does: 'to-move', label: 'key.to-move', shown: 'Enter 1', footer: 1 },
      { keys: ['s'], does: 'tool-ss', label: 'key.tool-ss', footer: 2 },
      { keys: ['t'], does: 'tool-listeners', label: 'key.tool-listeners', footer: 3 },
      { keys: ['o'], does: 'tool-timers', label: 'key.tool-timers' },
      { keys: ['b'], does: 'tool-nstat', label: 'key.tool-nstat', footer: 4 },
      { keys: ['d'], does: 'tool-dmesg', label: 'key.tool-dmesg', footer: 6 },
      { keys: ['a'], does: 'tool-sysctl', label: 'key.tool-sysctl', footer: 7 },
      { keys: ['f'], does: 'tool-tcpdump', label: 'key.tool-tcpdump', footer: 8 },
      { keys: ['r'], does: 'tool-again', label: 'key.tool-again', footer: 9 },
      { ...up, label: 'key.scroll' },
      { ...down, label: 'key.scroll' },
      ...ends,
      ...panels,
    ],
    prediction: [
      { keys: ['enter'], does: 'submit', label: 'key.submit', footer: 2 },
      { keys: ['a', 'b', 'c', 'd', 'e', 'f'], does: 'answer', label: 'key.answer', fixed: true, shown: 'a-f', footer: 1 },
      { keys: ['1', '2', '3'], does: 'sure', label: 'key.sure', fixed: true, shown: '1-3', footer: 7 },
      { keys: ['s'], does: 'skip', label: 'key.skip', footer: 6 },
      { keys: ['tab', 'shift-tab'], does: 'next-panel', label: 'key.look', shown: 'Tab', footer: 4 },
      { keys: ['0', '4', '5', '6', '7', '8', '9'], does: 'panel', label: 'key.panel', fixed: true, shown: '0 4-9' },
      { keys: ['z'], does: 'zoom', label: 'key.zoom' },
      { keys: ['#'], does: 'absolute', label: 'key.absolute' },
      { keys: ['up', 'k'], does: 'up', label: 'key.up', shown: 'Up k' },
      { keys: ['down', 'j'], does: 'down', label: 'key.down', shown: 'Down j' },
      { keys: ['u'], does: 'undo', label: 'key.undo' },
      { keys: ['g'], does: 'goal', label: 'key.task', footer: 3 },
      { keys: ['W'], does: 'example', label: 'key.example', footer: 2.5 },
      { keys: ['i'], does: 'hint', label: 'key.hint' },
      { keys: ['w'], does: 'why', label: 'key.why' },
      { keys: ['U'], does: 'redo', label: 'key.redo' },
      { keys: ['/'], does: 'find', label: 'key.find' },
      { keys: ['v'], does: 'notation', label: 'key.notation' },
      { keys: ['y'], does: 'explain', label: 'key.explain', footer: 5 },
      { keys: ['['], does: 'time', name: 'time', label: 'key.time' },
      { keys: [','], does: 'settings', label: 'key.settings' },
      { keys: ['L'], does: 'language', label: 'key.language' },
      { keys: ['!'], does: 'report', label: 'key.report' },
      { keys: [':'], does: 'command', label: 'key.command' },
      { keys: ['?'], does: 'help', label: 'key.help', footer: 90 },
      { keys: ['q'], does: 'leave', label: 'key.leave', footer: 80 },
    ],
    field: [
      { keys: ['enter'], does: 'accept', label: 'key.accept', footer: 1, fixed: true },
      { keys: ['tab'], does: 'next-field', label: 'key.next-field', footer: 2, fixed: true },
      { keys: ['shift-tab'], does: 'previous-field', label: 'key.previous-field', fixed: true },
      { keys: ['backspace'], does: 'erase', label: 'key.erase', fixed: true },
    ],
    command: [
      { keys: ['enter'], does: 'accept', label: 'key.run-command', footer: 1, fixed: true },
      { keys: ['tab'], does: 'complete', label: 'key.complete', footer: 2, fixed: true },
      { keys: ['up'], does: 'older', label: 'key.older', footer: 3, fixed: true },
      { keys: ['down'], does: 'newer', label: 'key.newer', fixed: true },
      { keys: ['backspace'], does: 'erase', label: 'key.erase', fixed: true },
    ],
    find: [
      { keys: ['enter'], does: 'accept', label: 'key.find', footer: 1, fixed: true },
      { keys: ['backspace'], does: 'erase', label: 'key.erase', fixed: true },
    ],
    paste: [
      { keys: ['enter'], does: 'accept', label: 'key.paste', footer: 1, fixed: true },
      { keys: ['backspace'], does: 'erase', label: 'key.erase', fixed: true },
    ],
    overlay: [
      { keys: ['enter', 'q', '?', 'g', 'w', 'y'], does: 'close', label: 'key.close', fixed: true, shown: 'Enter q', footer: 1 },
      { ...up, label: 'key.scroll', shown: 'Up Down', footer: 2 },
      { ...down, label: 'key.scroll' },
      ...ends,
      // As the keys that close it: another key for undo may be one of those.
      { keys: ['u'], does: 'undo', label: 'key.undo', footer: 6, fixed: true },
      { keys: ['U'], does: 'redo', label: 'key.redo', fixed: true },
      { keys: ['c'], does: 'copy', label: 'key.copy' },
      { keys: ['x'], does: 'hex', label: 'key.hex', footer: 3 },
      { keys: ['/'], does: 'find', label: 'key.find', footer: 5 },
      { keys: ['n'], does: 'next-match', label: 'key.next-match' },
      { keys: ['N'], does: 'previous-match', label: 'key.previous-match' },
      { keys: ['L'], does: 'language', label: 'key.language', footer: 4 },
    ],
    ask: [
      { keys: ['y'], does: 'yes', label: 'key.yes', footer: 1, fixed: true },
      { keys: ['i'], does: 'hint', label: 'key.hint', fixed: true },
      { keys: ['n', 'enter', 'q'], does: 'no', label: 'key.no', shown: 'n Enter', footer: 2, fixed: true },
    ],
  },
  contexts: {
    menu: ['menu', 'time', 'compose', 'matches', 'restart', 'everywhere', 'always'],
    composer: ['composer', 'restart', 'everywhere', 'always'],
    ladder: ['ladder', 'time', 'compose', 'matches', 'everywhere', 'always'],
    sysctl: ['sysctl', 'time', 'matches', 'restart', 'everywhere', 'always'],
    list: ['list', 'time', 'compose', 'matches', 'restart', 'everywhere', 'always'],
    terminal: ['terminal', 'time', 'matches', 'restart', 'everywhere', 'always'],
    prediction: ['prediction', 'always'],
    field: ['field', 'always'],
    command: ['command', 'always'],
    find: ['find', 'always'],
    paste: ['paste', 'always'],
    overlay: ['overlay', 'always'],
    ask: ['ask', 'always'],
  },
  titles: {
    always: 'key.group.always',
    everywhere: 'key.group.everywhere',
    time: 'key.group.time',
    compose: 'key.group.compose',
    matches: 'key.group.matches',
    restart: 'key.group.restart',
    menu: 'key.group.menu',
    composer: 'key.group.composer',
    ladder: 'key.group.ladder',
    sysctl: 'key.group.sysctl',
    list: 'key.group.list',
    terminal: 'panel.terminal',
    prediction: 'key.group.prediction',
    field: 'key.group.field',
    command: 'key.group.command',
    find: 'key.group.matches',
    paste: 'key.group.paste',
    overlay: 'key.group.overlay',
    ask: 'key.group.ask',
  },
};

/** Contexts in which a letter is text and no command. */
export const TEXT_CONTEXTS: ReadonlySet<PlayContext> = new Set(['field', 'command', 'find', 'paste']);
