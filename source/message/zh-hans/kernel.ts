import type { kernels as english } from '../en/kernel.ts';

/** Kernels and what the same moves do on two of them, in Simplified Chinese. */
export const kernels: Readonly<Record<keyof typeof english, string>> = {
  'kernel.live': 'Linux {kernel}',
  'kernel.source': 'Linux {kernel} (依据源码)',
  'kernel.texts': '注意: 本关的文字讲的是 Linux {own}. Linux {kernel} 在这里可能有所不同; 判定以它的实际做法为准.',
  'kernel.level-restricted': '{level} 不能在 Linux {kernel} 上玩. 可用的内核: {names}, 例如: --kernel {example}',
  'kernel.level-sysctl': '{level} 设置了 {sysctl}, 而 Linux {kernel} 没有它. 可用的内核: {names}, 例如: --kernel {example}',
  'kernel.level-own': '{level} 使用它自己的内核 Linux {kernel}.',
  'kernel.compare.title': '同样的操作, 另一个内核',
  'kernel.compare.list': '按 {key.kernel:o} 逐个查看: {list}, 然后回到你自己的这一局.',
  'kernel.compare.alike': '同样的操作在 {here} 和 {there} 上: 报文段和状态都相同. 窗口, 选项和定时器不作比较.',
  'kernel.compare.parts': '同样的操作在 {here} 和 {there} 上: 前 {n} 件事相同, 从时间 {time} 起不同.',
  'kernel.compare.happened': '{kernel}: 时间 {time}: {host}: {text}',
  'kernel.compare.more': '{kernel}: 还有 {n} 件.',
  'kernel.compare.verdict': '第 {move} 步: {here}: {one}; {there}: {two}',
  'kernel.compare.not-made': '没有这一步',
  'kernel.compare.flood': '同样的操作在 {here} 和 {there} 上. 洪泛中不保存报文段的列表.',
  'kernel.compare.outcome': '结果: {here}: {one}, 时间 {at}; {there}: {two}, 时间 {when}',
  'kernel.phase.briefing': '尚未开始',
  'kernel.phase.predicting': '等待预测',
  'kernel.phase.awaiting-move': '等待操作',
  'kernel.phase.running': '进行中',
  'kernel.phase.won': '胜',
  'kernel.phase.lost': '负',
};
