import { describe, expect, it } from 'vitest';
import { en } from '../../source/message/en.ts';
import { zhHans } from '../../source/message/zh-hans.ts';

const english: Readonly<Record<string, string>> = en;
const chinese: Readonly<Record<string, string>> = zhHans;

/** The one Chinese word for an English term. Where the English text has the term, the Chinese text has the word. */
const GLOSSARY: readonly (readonly [term: RegExp, word: string])[] = [
  [/\bSYN queue/i, '半连接队列'],
  [/\baccept queue/i, '全连接队列'],
  [/\breceive queue/i, '接收队列'],
  [/\bout-of-order queue/i, '乱序队列'],
  [/\bsequence number/i, '序号'],
  [/\bACK number/i, '确认号'],
  [/\bwindow\b/i, '窗口'],
  [/\btimestamp/i, '时间戳'],
  [/\bactive closer/i, '主动关闭方'],
  [/\bpassive closer/i, '被动关闭方'],
  [/\bhalf.closed?\b/i, '半关闭'],
  [/\bchallenge ACK/i, '挑战 ACK'],
  // Not where it is a command (`segments words`) or a placeholder.
  [/(?<!\{)\bsegments?\b(?! words| tcpdump|\})/i, '报文段'],
  [/\blisten(?:er|ing socket)\b/i, '监听套接字'],
  [/\bsimultaneous open/i, '同时打开'],
];

/** Words that other books use for the same things; here each thing has one name. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  半开队列: '半连接队列',
  半打开: '半连接',
  'SYN 队列': '半连接队列',
  'SYN队列': '半连接队列',
  接受队列: '全连接队列',
  'accept 队列': '全连接队列',
  已完成队列: '全连接队列',
  滑窗: '窗口',
  滑动窗口: '窗口',
  视窗: '窗口',
  序列号: '序号',
  顺序号: '序号',
  确认序号: '确认号',
  确认编号: '确认号',
  重发: '重传',
  重新发送: '重传',
  主动关闭端: '主动关闭方',
  主动关闭者: '主动关闭方',
  被动关闭端: '被动关闭方',
  被动关闭者: '被动关闭方',
  半闭: '半关闭',
  时戳: '时间戳',
  时间标记: '时间戳',
  质询: '挑战',
  数据段: '报文段',
  分段: '报文段',
  套接口: '套接字',
  侦听: '监听',
  伺服器: '服务器',
  资料: '数据',
};

describe('the glossary', () => {
  it.each(GLOSSARY)('has one Chinese word for %s: %s', (term, word) => {
    const withTerm = Object.keys(english).filter((key) => term.test(english[key]!));
    expect(withTerm).not.toEqual([]);
    expect(withTerm.filter((key) => !chinese[key]!.includes(word)).map((key) => `${key}: ${chinese[key]}`)).toEqual([]);
  });

  it.each(Object.entries(FORBIDDEN))('never says %s, it says %s', (word) => {
    expect(Object.entries(chinese).filter(([, text]) => text.includes(word))).toEqual([]);
  });
});
