/** 关卡自己没有提示时, 由当前状态得出的提示. 简体中文. */
export const hints = {
  'hint.nothing-comes.1': '看看两端. 接下来谁会发话, 发给谁?',
  'hint.nothing-comes.2': '从这里起, 等多久都不会再有需要你决定的东西到来, 而自行发生的事也达不到目标.',
  'hint.nothing-comes.3': '用 undo 撤销一步',
  'hint.stray.1': '拿你的套接字和队列, 与实际收发的内容比一比. 是你的哪一步把它们放到那里的?',
  'hint.stray.2': '第 {number} 步 {line} 错了, 此后的一切都以它为基础.',
  'hint.stray.3': '用 undo 一直撤销到第 {number} 步之前',
  'hint.reset-arrived.1': '来了一个 RST, 但不是每个 RST 都会终止连接. 它可能是你的哪个报文段引来的, 它的数字与你的状态相符吗?',
  'hint.other-arrived.1': '这个到达的报文段是先前某一步引起的. 拿它的标志和数字, 与你的状态和你所期待的比一比.',
  'hint.timer-went-off.1': '没有及时收到确认. 已经发了几次? 上一次等了多久?',
  'hint.as-linux': 'Linux 此时的做法: {moves}. 或者用 undo 撤销先前那一步',
} as const;
