import type { interface_ as english } from '../en/interface.ts';

/** interface texts in Simplified Chinese; terms by the glossary of the design. */
export const interface_: Readonly<Record<keyof typeof english, string>> = {
  'storage.damaged': '无法理解 {path} 的内容。原文件已保留为 {aside}, 现在另起一份。',
  'storage.future': '{path} 是由更新版本的 ackademy 写的。原文件已保留为 {aside}, 现在另起一份。',
  'storage.left-alone': '无法理解 {path} 的内容。本次运行不保存, 该文件保持原样。',
  'storage.not-read': '无法读取 {path} ({code})。可以继续玩, 但看不到以前的进度。',
  'storage.not-saved': '进度无法保存到 {path} ({code})。可以继续玩, 每走一步都会再试一次。',
  'storage.saved-again': '进度又可以保存到 {path} 了。',
};
