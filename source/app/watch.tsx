import { useApp, useWindowSize } from 'ink';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { paragraph } from '../components/line.ts';
import { Rows } from '../components/rows.tsx';
import { LANGUAGES, type Lang } from '../language.ts';
import { message } from '../message/say.ts';
import type { ModelStep } from '../referee/model-steps.ts';
import { sessionView } from '../referee/view.ts';
import { PlayScreen } from '../screens/play/play-screen.tsx';
import { useLatest } from '../screens/use-latest.ts';
import { usePresses } from '../screens/use-presses.ts';
import type { ThemeSettings } from '../theme.tsx';
import { usePlayback } from './use-playback.ts';

export interface WatchProps {
  /** The level is not solved yet: whether to spoil it is asked first. */
  readonly spoils: boolean;
  readonly steps: readonly ModelStep[];
  readonly lang: Lang;
  readonly theme: ThemeSettings;
  readonly copy: (text: string) => void;
  readonly suspend: (() => void) | null;
}

const nothing = (): void => {};

/** The model solution of a level on the play screen, a step with each key, there and back. */
export function Watch(props: WatchProps): ReactNode {
  const { exit } = useApp();
  const { columns } = useWindowSize();
  const [asking, isAsking, setAsking] = useLatest(props.spoils);
  usePresses(({ key }) => {
    if (!isAsking()) return;
    if (key === 'y') setAsking(false);
    else exit();
  }, asking);
  if (!asking) return <Steps {...props} />;
  const level = props.steps[0]!.session.drawn.level.id;
  return <Rows lines={paragraph(message(props.lang, 'cli.watch.spoils', { level }), Math.max(1, columns - 1))} />;
}

function Steps({ steps, theme, copy, suspend, ...props }: WatchProps): ReactNode {
  const { exit, suspendTerminal } = useApp();
  const size = useWindowSize();
  const [lang, setLang] = useState(props.lang);
  const [index, latest, setIndex] = useLatest(0);
  const { session, line } = steps[index]!;
  const { level, numbers } = session.drawn;
  const view = useMemo(() => ({ ...sessionView(session), choices: [] }), [session]);
  const playback = usePlayback(view.world, !theme.reduceMotion && level.mode === 'turns');
  const by = useCallback((step: number) => setIndex(Math.max(0, Math.min(steps.length - 1, latest() + step))), [latest, setIndex, steps]);
  return (
    <PlayScreen
      view={view}
      title={level.title[lang]}
      levelTexts={level.texts}
      numbers={numbers}
      lang={lang}
      size={size}
      ascii={theme.ascii}
      color={theme.color}
      theme={theme.name}
      reduceMotion={theme.reduceMotion}
      {...(playback.frameTime !== null && { frameTime: playback.frameTime })}
      watching={{ number: index + 1, of: steps.length - 1, line }}
      onMove={nothing}
      onUndo={() => by(-1)}
      onRedo={() => by(1)}
      onHint={nothing}
      onLeave={exit}
      onLanguage={() => setLang(LANGUAGES[(LANGUAGES.indexOf(lang) + 1) % LANGUAGES.length] ?? lang)}
      onReport={nothing}
      onRestart={() => setIndex(0)}
      onQuit={exit}
      onSuspend={() => void suspendTerminal(() => suspend?.())}
      onRedraw={() => void suspendTerminal(nothing)}
      onCopy={copy}
    />
  );
}
