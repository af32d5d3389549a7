import type { errnos as english } from '../en/errno.ts';

/** What an error number tells a program, in Simplified Chinese; at most 60 cells. */
export const errnos: Readonly<Record<keyof typeof english, string>> = {
  'errno.EADDRINUSE': '地址和端口已被占用',
  'errno.EADDRNOTAVAIL': '本机没有这个地址, 或没有空闲端口',
  'errno.EACCES': '没有权限, 例如绑定 1024 以下的端口',
  'errno.EAGAIN': '现在无可取的内容, 请稍后再试',
  'errno.EBADF': '不是已打开的文件描述符',
  'errno.ECONNABORTED': '连接在建立之前已被放弃',
  'errno.ECONNREFUSED': '对端拒绝连接',
  'errno.ECONNRESET': '连接被对端复位',
  'errno.EINPROGRESS': '连接正在建立, 尚未完成',
  'errno.EALREADY': '先前的 connect() 还在进行',
  'errno.EINVAL': '调用与套接字或参数值不符',
  'errno.EISCONN': '套接字已连接',
  'errno.ENOTCONN': '套接字未连接',
  'errno.EPERM': '缺少所需的特权',
  'errno.EPIPE': '管道破裂: 已不能再发送',
  'errno.ETIMEDOUT': '全部重传之后仍没有应答',
  'errno.EHOSTUNREACH': '无法到达主机',
};
