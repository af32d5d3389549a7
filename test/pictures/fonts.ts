import { existsSync } from 'node:fs';

/** Font files of Debian; other systems may name their own in ACKADEMY_FONTS, separated by colons. */
const LATIN = ['/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf', '/usr/share/fonts/truetype/dejavu/DejaVuSansMono-Bold.ttf'];
const CHINESE = [
  '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
  '/usr/share/fonts/truetype/arphic/ukai.ttc',
];

export interface Fonts {
  readonly files: readonly string[];
  /** What is missing and how to get it; null when nothing is. */
  readonly missing: string | null;
}

/** The fonts that pictures are drawn with: one for Latin letters and frames, one for Chinese. */
export function findFonts(env: NodeJS.ProcessEnv): Fonts {
  const named = (env['ACKADEMY_FONTS'] ?? '').split(':').filter(Boolean);
  if (named.length > 0) {
    const absent = named.filter((file) => !existsSync(file));
    return { files: named, missing: absent.length === 0 ? null : `ACKADEMY_FONTS names files that do not exist: ${absent.join(', ')}` };
  }
  const latin = LATIN.filter((file) => existsSync(file));
  const chinese = CHINESE.filter((file) => existsSync(file)).slice(0, 1);
  const packages = [...(latin.length === 0 ? ['fonts-dejavu-core'] : []), ...(chinese.length === 0 ? ['fonts-wqy-microhei'] : [])];
  return {
    files: [...latin, ...chinese],
    missing: packages.length === 0 ? null : `no fonts for pictures: apt-get install ${packages.join(' ')} (or ACKADEMY_FONTS=file:file). Without them only the texts are written.`,
  };
}
