/** The words that begin a move, with what Chinese players may type instead. A segment needs no word before it. */
export const VERBS = ['send', 'silent', 'drop', 'queue', 'state', 'timer', 'returns', 'call', 'sysctl', 'wait', 'predict', 'skip', 'hint'] as const;
export type Verb = (typeof VERBS)[number];

export const CHINESE_VERBS: Readonly<Record<string, Verb>> = {
  发送: 'send',
  沉默: 'silent',
  不答: 'silent',
  丢弃: 'drop',
  队列: 'queue',
  状态: 'state',
  定时器: 'timer',
  返回: 'returns',
  调用: 'call',
  等待: 'wait',
  预测: 'predict',
  跳过: 'skip',
  提示: 'hint',
};

/** The verb that a word is, whatever its case; null for any other word. */
export function verbOf(word: string): Verb | null {
  const lower = word.toLowerCase();
  return VERBS.find((verb) => verb === lower) ?? (Object.hasOwn(CHINESE_VERBS, word) ? CHINESE_VERBS[word]! : null);
}
