import { useApp, useWindowSize } from 'ink';
import { useState, type ReactNode } from 'react';
import { paragraph } from '../components/line.ts';
import { Rows } from '../components/rows.tsx';
import { LANGUAGES, type Lang } from '../language.ts';
import type { DrawnLevel } from '../level/level.ts';
import { message } from '../message/say.ts';
import type { SessionOptions } from '../referee/session.ts';
import { useLatest } from '../screens/use-latest.ts';
import { usePresses } from '../screens/use-presses.ts';
import type { ThemeSettings } from '../theme.tsx';
import { Example } from './example.tsx';

export interface WatchProps {
  /** The level is not solved yet: whether to spoil it is asked first. */
  readonly spoils: boolean;
  readonly drawn: DrawnLevel;
  readonly options: SessionOptions;
  readonly lang: Lang;
  readonly theme: ThemeSettings;
  readonly copy: (text: string) => void;
  readonly suspend: (() => void) | null;
}

const nothing = (): void => {};

/** The model solution of a level, all of the terminal: after asking whether it may be spoiled. */
export function Watch({ spoils, drawn, options, theme, copy, suspend, ...props }: WatchProps): ReactNode {
  const { exit, suspendTerminal } = useApp();
  const size = useWindowSize();
  const [lang, setLang] = useState(props.lang);
  const [asking, isAsking, setAsking] = useLatest(spoils);
  usePresses(({ key }) => {
    if (!isAsking()) return;
    if (key === 'y') setAsking(false);
    else exit();
  }, asking);
  if (asking) return <Rows lines={paragraph(message(lang, 'cli.watch.spoils', { level: drawn.level.id }), Math.max(1, size.columns - 1))} />;
  return (
    <Example
      drawn={drawn}
      options={options}
      title={drawn.level.title[lang]}
      lang={lang}
      size={size}
      theme={theme}
      isActive
      onLeave={exit}
      onLanguage={() => setLang(LANGUAGES[(LANGUAGES.indexOf(lang) + 1) % LANGUAGES.length] ?? lang)}
      onQuit={exit}
      onSuspend={() => void suspendTerminal(() => suspend?.())}
      onRedraw={() => void suspendTerminal(nothing)}
      onCopy={copy}
    />
  );
}
