import { ERRNOS } from '../kernel/errno.ts';
import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { TCP_STATES } from '../tcp/state.ts';
import { namedMoves } from './named-moves.ts';
import type { LevelFiles } from './parse-course.ts';
import type { Finding } from './report.ts';
import { readTexts, textFileName, type TextFile } from './texts.ts';

/** What is found in the files of a level, and the folder that they lie in: `01-opening/01-first-syn`. */
export interface FoundInFiles {
  readonly folder: string;
  readonly finding: Finding;
}

/**
 * What the texts of a level say differently in the two languages: names that stay as they are in both, the moves of a hint's
 * third step, and terms, each by one word. Numbers and `{draws}` are held against each other when a level is read (texts.ts).
 */
export function wordsIn(files: LevelFiles): readonly FoundInFiles[] {
  const [ours, theirs] = [textFileName('en'), textFileName('zh-Hans')];
  return Object.keys(files).filter((path) => path.endsWith(ours)).toSorted().flatMap((path) => {
    const folder = path.slice(0, -ours.length).replace(/\/$/, '');
    const other = folder === '' ? theirs : `${folder}/${theirs}`;
    if (files[other] === undefined) return [];
    return compare(readTexts(path, files[path]!).text, readTexts(other, files[other]).text).map((finding) => ({ folder, finding }));
  });
}

function compare(en: TextFile, zh: TextFile): readonly Finding[] {
  return Object.keys(zh.sections).flatMap((section) => {
    const [inEnglish, inChinese] = [en.sections[section] ?? '', zh.sections[section]!];
    const about = `${zh.file}:${zh.lines[section]}`;
    const faults = [
      ...NAMES.flatMap(([kind, names]) => difference(kind, found(names, inEnglish), found(names, inChinese))),
      ...(/^hint\..*\.3$/.test(section) ? difference('moves', namedMoves(inEnglish).map(({ line }) => line), namedMoves(inChinese).map(({ line }) => line)) : []),
      ...TERMS.filter(({ en: term, zh: word }) => term.test(inEnglish) && !inChinese.includes(word)).map(({ en: term, zh: word }) => `expected ${word} for "${term.exec(inEnglish)![0]}"`),
      ...TERMS.flatMap(({ zh: word, never }) => never.filter((wrong) => inChinese.includes(wrong)).map((wrong) => `expected ${word}, got ${wrong}`)),
    ];
    return faults.map((fault): Finding => ({ check: 'words', about, message: `"${section}": ${fault}` }));
  });
}

function found(names: RegExp, text: string): readonly string[] {
  return [...text.matchAll(names)].map(([name]) => name);
}

function difference(kind: string, expected: readonly string[], came: readonly string[]): readonly string[] {
  const [a, b] = [[...new Set(expected)].toSorted().join(', '), [...new Set(came)].toSorted().join(', ')];
  return a === b ? [] : [`expected the ${kind} ${a || '(none)'} as in English, got ${b || 'none'}`];
}

/** Any of these, whole; in the plural, too. */
const one = (names: readonly string[]): RegExp => new RegExp(`(?<![\\w-])(?:${names.toSorted((a, b) => b.length - a.length).join('|')})(?=s?(?![\\w-]))`, 'g');

/** What is written the same in every language. */
const NAMES: readonly (readonly [kind: string, names: RegExp])[] = [
  ['states', one(TCP_STATES)],
  ['sysctls', one(SYSCTL_NAMES)],
  ['errors', one(ERRNOS)],
  ['facts', /\bF\d{1,2}\.\d{1,2}\b/g],
  ['RFCs', /\bRFC \d+/g],
  ['calls', /\b(?:socket|connect|bind|listen|accept|close|shutdown|read|write|setsockopt)\(\)/g],
];

interface Term {
  readonly en: RegExp;
  readonly zh: string;
  /** Other words for the same, which would make two things of one. */
  readonly never: readonly string[];
}

/** Terms that have one word in Chinese, by the course's glossary. */
const TERMS: readonly Term[] = [
  { en: /\bSYN queues?\b/, zh: '半连接队列', never: ['SYN 队列', '未完成队列'] },
  { en: /\baccept queues?\b/, zh: '全连接队列', never: ['accept 队列', '已完成队列', '接受队列'] },
  { en: /\bout-of-order queue\b/, zh: '乱序队列', never: ['失序队列'] },
  { en: /\breceive queue\b/, zh: '接收队列', never: [] },
  { en: /\bsequence numbers?\b/i, zh: '序号', never: ['序列号', '顺序号'] },
  { en: /\back(?:nowledge?ment)? numbers?\b/i, zh: '确认号', never: ['应答号'] },
  { en: /\bwindows?\b/i, zh: '窗口', never: [] },
  { en: /\btimestamps?\b/i, zh: '时间戳', never: ['时戳'] },
  { en: /\bhandshakes?\b/i, zh: '握手', never: [] },
  { en: /\bretransmi\w+/i, zh: '重传', never: [] },
  { en: /\bkernels?\b/i, zh: '内核', never: ['核心态'] },
  { en: /\bprograms?\b/i, zh: '程序', never: [] },
  { en: /\blisteners?\b/i, zh: '监听', never: [] },
  { en: /\bcookies?\b/i, zh: 'cookie', never: [] },
  { en: /\bbacklog\b/i, zh: 'backlog', never: [] },
  { en: /(?!)/, zh: '报文段', never: ['数据段', '分段报文'] },
  { en: /(?!)/, zh: '定时器', never: ['计时器'] },
  { en: /(?!)/, zh: '套接字', never: ['套接口', '插座'] },
];
