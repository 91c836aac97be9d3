/** What the server tells, in Russian. */
import { many } from "./plural.ru";
import type { ToldFully } from "./told";

const names = new Intl.DisplayNames(["ru"], { type: "language" });
const language = (tag: string): string => names.of(tag) ?? tag;
const several = (list: string): boolean => /[,\s]/.test(list);
/** "1, 2 and 3 more" is how the server cuts a long list. */
const listed = (list: string): string => list.replace(/ and (\d+) more$/, " и ещё $1");
const ofSide = (side: string): string => (side === "source" ? "оригинала" : "перевода");
const SCRIPTS = new Map([["Cyrillic", "кириллица"], ["Latin", "латиница"], ["Greek", "греческое"]]);
const MEND = "Укажите кодировку сами или исправьте файл.";

export const toldRu: ToldFully = {
  doubts: {
    "number-missing": (list = "") => `${several(list) ? "числа" : "число"} ${list} есть только с одной стороны`,
    "length-odd": (a, b) => `длины не соответствуют: ${a} и ${many(Number(b), "знак", "знака", "знаков")}`,
    "runner-up-close": (n, m, share) => `почти так же вероятна другая пара: ${n}:${m}, ${share} %`,
    "may-belong": (n, m, share) => `возможно, относится к соседней паре: ${n}:${m}, ${share} %`,
    "weak-similarity": (share) => `стороны мало похожи: ${share} % от обычного здесь`,
    "not-mutual": (side) => `больше похоже другое место ${side === "translation" ? "перевода" : "оригинала"}`,
    "shape-rare": (n, m) => `пары ${n}:${m} редки`,
    "crosses-block": (n) => `заходит за ${many(Number(n), "границу абзаца", "границы абзацев", "границ абзацев")}`,
    "near-gap": (what) => (what === "a segment" ? "рядом сегмент без соответствия" : "рядом сегменты без соответствия"),
    moved: (how) => (how === "with a passage" ? "стоит в другом месте вместе с отрывком" : "переставлено с соседним"),
  },
  notices: {
    "bracket-unpaired": (n) =>
      `В абзаце без пары: ${many(n === "A" ? 1 : Number(n), "квадратная скобка", "квадратные скобки", "квадратных скобок")}. Исправьте текст, если это важно.`,
    "notes-twice": (kept, which, aside, lacks = "") =>
      `Примечания стоят в тексте дважды. Взят более полный список (${many(Number(kept), "примечание", "примечания", "примечаний")}); ` +
      `другой, ${which === "with" ? "с номерами" : "без номеров"} (${many(Number(aside), "примечание", "примечания", "примечаний")}), ` +
      `отложен${lacks === "" ? "" : `; в нём нет ${listed(lacks)}`}.`,
    "note-missing": (list = "") => `К ${several(list) ? "знакам сносок" : "знаку сноски"} ${listed(list)} в этом тексте нет ${several(list) ? "примечаний" : "примечания"}.`,
    "note-uncalled": (list = "") => `На ${several(list) ? "примечания" : "примечание"} ${listed(list)} в этом тексте нет ${several(list) ? "ссылок" : "ссылки"}.`,
    "note-twice": (list = "") => `${several(list) ? "Номера примечаний" : "Номер примечания"} ${listed(list)} ${several(list) ? "стоят" : "стоит"} дважды.`,
    encoding: (name) => `Кодировка — ${name}; если буквы выглядят неверно, укажите другую.`,
    garbled: () => "Текст похож на испорченный: так выглядит UTF-8, прочитанный как cp1251 и снова сохранённый. Загрузите файл, из которого он сделан.",
    "language-mismatch": (side = "", expected = "", found = "") =>
      `Язык ${ofSide(side)} — ${language(expected)}, а этот текст, похоже, на другом: ${language(found)}. Если файлы перепутаны, поменяйте их местами.`,
    "language-mismatch/script": (name, expected = "", script = "") =>
      `${name}: язык — ${language(expected)}, а письмо — ${SCRIPTS.get(script) ?? script}. Проверьте, тот ли это файл, или укажите его язык.`,
    "same-file": (name, side = "", end = "") =>
      `Этот же файл уже есть в проекте: «${name}» со стороны ${ofSide(side)}${end === "." ? "." : ". Та ли это сторона?"}`,
    "sides-swapped": (source = "", target = "") =>
      `Похоже, стороны перепутаны: язык оригинала — ${language(source)}, перевода — ${language(target)}, а здесь наоборот.`,
    "sides-alike": (both = "", source = "", target = "") =>
      `Похоже, обе стороны на одном языке (${language(both)}), а должны быть: оригинал — ${language(source)}, перевод — ${language(target)}. Не взят ли один файл дважды?`,
  },
  joins: {
    "join/cut": () => "слово разорвано надвое",
    "join/small": () => "перед разрывом нет точки, после — строчная буква",
    "join/abbreviated": () => "перед разрывом сокращение, после — строчная буква",
    "join/comma": () => "перед разрывом запятая",
    "join/word": (word) => `«${word}» перед разрывом требует продолжения`,
  },
  refusals: {
    "unreadable/empty": (name) => `${name}: файл пуст (0 байт). Выберите файл с текстом.`,
    "unreadable/blank": (name) => `${name}: текста в файле нет. Выберите другой файл.`,
    "unreadable/binary": (name) => `${name}: это не простой текст. Сохраните текст как .txt или .md и выберите тот файл.`,
    "unreadable/zero": (name) => `${name}: есть знак NUL, какого в тексте не бывает. Укажите кодировку или удалите этот знак.`,
    "unknown-encoding/unrecognised": (name) => `${name}: кодировка не распознана. ${MEND}`,
    "unknown-encoding/unfit": (name, encoding, line) => `${name}: это не ${encoding}, строка ${line} не читается. ${MEND}`,
    "unknown-encoding/damaged": (name, line, places) =>
      `${name}: повреждённый UTF-8, первый раз в строке ${line} (${many(Number(places), "такое место", "таких места", "таких мест")}). ${MEND}`,
    "not-found": () => "Этого здесь нет; возможно, это удалено.",
    "too-large": (detail) => `Файл слишком велик. ${detail}`,
    encoder: (detail) => `Кодировщик не загружается. ${detail}`,
    "document-in-use": () => "Этот текст уже сопоставлен; соединения в нём не меняются.",
    "nothing-to-undo": () => "Отменять нечего, или это место с тех пор изменено.",
    "nothing-to-redo": () => "Повторять нечего, или это место с тех пор изменено.",
    stale: () => "Это место изменил кто-то другой.",
    revised: () => "У этого текста есть более новая версия; эту можно только читать.",
    withdrawn: () => "Эта версия отозвана; её можно только читать.",
    "edited-segment": () => "Это предложение исправлено. Верните печатный текст, прежде чем разбивать его.",
    "alignment-changed": () => "Пока принималась новая версия, пары изменились. Повторите, когда никто не проверяет.",
    "not-adjacent": () => "Между этими предложениями стоит что-то ещё, или они в разных парах.",
    unexpected: () => "На сервере произошла ошибка; подробности в его журнале.",
    internal: (detail) => `На сервере произошла ошибка. ${detail}`,
  },
};
