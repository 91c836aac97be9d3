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
const DAYS = new Map(
  Object.entries({
    January: "январь", February: "февраль", March: "март", April: "апрель", May: "май", June: "июнь",
    July: "июль", August: "август", September: "сентябрь", October: "октябрь", November: "ноябрь", December: "декабрь",
    Monday: "понедельник", Tuesday: "вторник", Wednesday: "среда", Thursday: "четверг", Friday: "пятница", Saturday: "суббота", Sunday: "воскресенье",
  }),
);
const days = (list: string): string => list.split(", ").map((day) => DAYS.get(day) ?? day).join(", ");
const end = (sign: string): string => (sign === "nothing" ? "без знака" : `знаком «${sign}»`);
const MEND = "Укажите кодировку сами или исправьте файл.";

/** What an import counts, by the server's word for it: what became of it, and its forms. */
const COUNTED: ReadonlyMap<string, readonly [string, string, string, string]> = new Map(
  (
    [
      ["hidden passages?", "Не взято", "скрытый фрагмент", "скрытых фрагмента", "скрытых фрагментов"],
      ["comments?", "Не взято", "комментарий", "комментария", "комментариев"],
      ["comments? (?:or|and) styles?", "Не взято", "комментарий или стиль", "комментария и стиля", "комментариев и стилей"],
      ["headers? (?:or|and) footers?", "Не взято", "колонтитул", "колонтитула", "колонтитулов"],
      ["notes? that nothing calls", "Не взято", "сноска без знака в тексте", "сноски без знака в тексте", "сносок без знака в тексте"],
      ["tracked changes?", "Принято как есть", "правка", "правки", "правок"],
      ["text box(?:es)?", "Прочитано после своего абзаца", "надпись", "надписи", "надписей"],
      ["parts? of the page around the text", "Отложено", "часть страницы вокруг текста", "части страницы вокруг текста", "частей страницы вокруг текста"],
    ] as const
  ).map(([thing, ...words]) => [thing, words]),
);
const counted = (count: string, thing: string): string => {
  const known = [...COUNTED].find(([form]) => new RegExp(`^${form}$`, "u").test(thing));
  if (known === undefined) return `Не взято или изменено: ${thing} (${count}).`;
  const [fate, one, few, several] = known[1];
  return `${fate}: ${many(Number(count), one, few, several)}.`;
};
const orElse = (expected: string): string => (expected === "" ? "" : `; ожидалось: ${expected.replaceAll(" or ", " или ")}`);

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
    "left-out": (count = "", thing = "") => counted(count, thing),
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
    "unreadable/binary": (name) => `${name}: это не простой текст. Сохраните текст как .docx, .txt или .md и выберите тот файл.`,
    "unreadable/container": (name, detail) =>
      `${name}: файл повреждён, защищён или устроен непривычно и не прочитан. Сохраните его заново как .docx или .txt. (${detail})`,
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
    decided: () => "Одна из этих пар уже решена и остаётся как есть.",
    "proposal-gone": () => "Сервер больше не помнит этого предложения; оно появится снова после следующего действия.",
    "alignment-changed": () => "Тем временем сопоставление изменили; посмотрите ещё раз.",
    "nothing-to-change": () => "Это уже так; менять нечего.",
    "not-yours": () => "Забрать комментарий может только его автор; его можно закрыть.",
    revised: () => "У этого текста есть более новая версия; эту можно только читать.",
    withdrawn: () => "Эта версия отозвана; её можно только читать.",
    "edited-segment": () => "Это предложение исправлено. Верните печатный текст, прежде чем разбивать его.",
    "not-adjacent": () => "Между этими предложениями стоит что-то ещё, или они в разных парах.",
    unexpected: () => "На сервере произошла ошибка; подробности в его журнале.",
    internal: (detail) => `На сервере произошла ошибка. ${detail}`,
  },
  findings: {
    "term-missing": (term, expected = "") => `перевод термина «${term}» не найден${orElse(expected)}`,
    "term-forbidden": (term, expected = "") => `«${term}» употреблять нельзя${orElse(expected)}`,
    "term-translated": (term) => `«${term}» не переводится`,
    "abbreviation-unexplained": (short, full) => `сокращение «${short}» стоит раньше, чем раскрыто: «${full}»`,
    "term-inconsistent": (here, usual, n) => `здесь «${here}», обычно «${usual}» (${n})`,
    "numbers-differ": (a = "", b = "") => `в оригинале ${a}, в переводе ${b}`,
    "number-missing": (number) => `${number} из оригинала нет в переводе`,
    "number-extra": (number) => `${number} из перевода нет в оригинале`,
    "dates-differ": (a = "", b = "") => `в оригинале ${days(a)}, в переводе ${days(b)}`,
    "date-missing": (day = "") => `в оригинале есть ${days(day)}, в переводе нет`,
    "date-extra": (day = "") => `в переводе есть ${days(day)}, в оригинале нет`,
    "note-mark-missing": (label) => `в переводе нет знака сноски ${label}`,
    "note-mark-extra": (label) => `в оригинале нет знака сноски ${label}`,
    "note-missing": (label) => `здесь знак сноски ${label}, а такого примечания нет`,
    "note-uncalled": (label) => `на примечание ${label} ничто не ссылается`,
    "bracket-unpaired": (sign) => `у скобки ${sign} нет пары`,
    "quote-unpaired": (sign) => `у кавычки ${sign} нет пары`,
    "quote-unpaired/mixed": (one, other) => `кавычки ${one} и ${other} не подходят друг к другу`,
    untranslated: (words) => `осталось письмом оригинала: ${words}`,
    "not-translated": () => "перевод повторяет оригинал",
    "letters-mixed": (word) => `${word}: в одном слове латиница и кириллица`,
    "word-twice": (word) => `слово «${word}» стоит дважды`,
    "end-differs": (a = "", b = "") => `оригинал кончается ${end(a)}, перевод ${end(b)}`,
    "capital-missing": () => "предложение начинается со строчной буквы",
    "double-space": () => "несколько пробелов подряд",
    "same-source-differs": (words) => `тот же оригинал в другом месте переведён иначе: ${words}`,
    "same-target-differs": (words) => `тот же перевод стоит в другом месте для: ${words}`,
    "length-odd": (n, usual) => `${many(Number(n), "знак", "знака", "знаков")}, а обычно здесь около ${usual}`,
  },
};
