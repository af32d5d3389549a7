import { cells, padded } from '../../components/cells.ts';
import { framed, innerWidth } from '../../components/frame.ts';
import { line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { LANGUAGES } from '../../language.ts';
import type { Lang } from '../../language.ts';
import { catalogue } from '../../message/catalogue.ts';
import { message, say } from '../../message/say.ts';
import type { MessageId } from '../../message/say.ts';
import type { Settings } from '../../storage/settings.ts';
import { THEME_NAMES } from '../../theme-name.ts';
import type { Glyphs } from '../../theme.tsx';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import { sizeClass } from '../size-class.ts';
import type { Size } from '../size-class.ts';
import { settingsContext, type SettingsModel, type SettingsState } from './settings-state.ts';

/** A line of the settings: its choices, and the one that holds. */
export interface SettingItem {
  readonly name: MessageId;
  readonly about: MessageId;
  readonly choices: readonly string[];
  readonly chosen: number;
  /** What to change to choose another one. */
  readonly change: (index: number) => Partial<Settings>;
}

const LANGUAGE_NAMES: Readonly<Record<Lang, string>> = { en: 'English', 'zh-Hans': '简体中文' };
const ASCII = ['auto', 'on', 'off'] as const;

/** All settings, in the language that is on. */
export function settingItems(settings: Settings, lang: Lang): SettingItem[] {
  const say = (id: MessageId) => message(lang, id);
  return [
    { name: 'settings.language', about: 'settings.about-language', choices: LANGUAGES.map((known) => LANGUAGE_NAMES[known]), chosen: LANGUAGES.indexOf(lang), change: (index) => ({ language: LANGUAGES[index] ?? null }) },
    { name: 'settings.theme', about: 'settings.about-theme', choices: [say('settings.theme-terminal'), say('settings.theme-cud')], chosen: Math.max(0, THEME_NAMES.findIndex((known) => known === settings.theme)), change: (index) => ({ theme: THEME_NAMES[index] ?? null }) },
    { name: 'settings.ascii', about: 'settings.about-ascii', choices: [say('settings.ascii-auto'), say('settings.ascii-on'), say('settings.ascii-off')], chosen: ASCII.indexOf(settings.ascii), change: (index) => ({ ascii: ASCII[index] ?? 'auto' }) },
    { name: 'settings.motion', about: 'settings.about-motion', choices: [say('settings.motion-full'), say('settings.motion-reduced')], chosen: settings.reduceMotion ? 1 : 0, change: (index) => ({ reduceMotion: index === 1 }) },
    { name: 'settings.mode', about: 'settings.about-mode', choices: [say('settings.mode-guided'), say('settings.mode-expert')], chosen: settings.expert ? 1 : 0, change: (index) => ({ expert: index === 1 }) },
  ];
}

/** All that the settings screen is drawn from. */
export interface SettingsPicture extends SettingsModel {
  readonly state: SettingsState;
  /** The file in which the settings are kept. */
  readonly path: string;
}

/** The settings at the left, the keys at the right; one of them at a time in a small window. */
export function settingsRows(picture: SettingsPicture, lang: Lang, size: Size, glyphs: Glyphs): Line[] {
  const { state, keys } = picture;
  const height = bodyHeight(size);
  const isSmall = sizeClass(size) === 'small';
  const width = isSmall ? size.columns : Math.max(48, Math.floor(size.columns * 0.5));
  const left = isSmall && state.panel === 'keys' ? keyPanel(picture, lang, width, height, glyphs) : settingsPanel(picture, lang, width, height, glyphs);
  const right = isSmall ? [] : keyPanel(picture, lang, size.columns - width, height, glyphs);
  return screenRows(
    {
      title: line(span(` ${message(lang, 'settings.title')}`, { bold: true })),
      titleEnd: line(message(lang, 'app.language-mark'), ' '),
      body: left.map((row, y) => [...row, ...(right[y] ?? [])]),
      footer: footerKeys(keys, settingsContext(state), lang, { settings: null, ...(Object.keys(picture.bindings).length === 0 && { 'all-usual': null }), ...(!picture.keyItems[state.key]?.own && { 'usual-key': null }) }),
    },
    size,
  );
}

function settingsPanel({ items, state, path }: SettingsPicture, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const inner = innerWidth(width);
  const focused = state.panel === 'settings';
  const names = Math.max(...items.map((item) => cells(message(lang, item.name)))) + 4;
  const rows = items.flatMap((item, index) => {
    const isOn = focused && index === state.selected;
    const name = padded(`${isOn ? '>' : ' '} ${message(lang, item.name)}`, Math.min(names, Math.floor(inner / 2)));
    const choice = `< ${item.choices[item.chosen] ?? ''} >`;
    const about = isOn ? paragraph(message(lang, item.about), Math.max(4, inner - 4)).map((row) => line('    ', ...row)) : [];
    return [line(span(name, { bold: isOn }), span(choice, { bold: isOn })), ...about];
  });
  const kept = paragraph(message(lang, 'settings.saved', { path }), inner, { tone: 'unknown' });
  return framed({ title: message(lang, 'settings.panel'), focused }, [...rows, [], ...kept], width, height, glyphs);
}

/** What each key does, by groups; the selected one in sight, and under them what is asked or refused. */
function keyPanel({ keyItems, state }: SettingsPicture, lang: Lang, width: number, height: number, glyphs: Glyphs): Line[] {
  const inner = innerWidth(width);
  const focused = state.panel === 'keys';
  const rows: Line[] = [];
  let selectedAt = 0;
  for (const [index, item] of keyItems.entries()) {
    if (item.title !== keyItems[index - 1]?.title) rows.push(line(span(message(lang, item.title), { bold: true })));
    const isOn = focused && index === state.key;
    if (isOn) selectedAt = rows.length;
    const key = isOn && state.waiting ? '?_' : item.keys;
    const keyWidth = Math.min(14, Math.floor(inner / 3) + 2);
    const label = paragraph(`${message(lang, item.label)}${item.own ? `  (${message(lang, 'settings.key-own')})` : ''}`, Math.max(4, inner - keyWidth - 2), { bold: isOn, ...(item.own && { tone: 'caution' }) });
    rows.push(...label.map((row, y) => line(span(y === 0 ? `${isOn ? '>' : ' '} ${padded(key, keyWidth)}` : ' '.repeat(keyWidth + 2), { bold: isOn, inverse: isOn && state.waiting && y === 0 }), ...row)));
  }
  const said = told(state, lang);
  const foot = said === null ? [] : ([[], ...paragraph(said, inner, { bold: true })] as Line[]);
  const room = height - 2 - foot.length;
  const first = Math.max(0, Math.min(selectedAt - Math.floor(room / 2), rows.length - room));
  return framed({ title: message(lang, 'settings.keys'), focused }, [...rows.slice(first, first + room), ...foot], width, height, glyphs);
}

function told({ told, waiting, asking, panel }: SettingsState, lang: Lang): string | null {
  if (asking) return message(lang, 'settings.keys-ask');
  if (waiting) return message(lang, 'settings.key-waiting');
  if (told === null) return panel === 'keys' ? message(lang, 'settings.keys-about') : null;
  const text = (id: string | number | undefined): string => (typeof id === 'string' && id in catalogue(lang) ? message(lang, id as MessageId) : '');
  return say(lang, { id: told.id, params: { ...told.params, label: text(told.params?.['label']), title: text(told.params?.['title']) } });
}
