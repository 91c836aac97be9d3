/** Слова к картинкам: карта, очередь, уверенность, ход работы. */
import type { Pictures } from "./pictures.en";
import { many } from "./plural.ru";

const count = (n: number): string => n.toLocaleString("ru");
const pairs = (n: number): string => many(n, "пара", "пары", "пар");
const errors = (n: number): string =>
  n === 0 ? "ошибок не ожидается" : n < 1 ? "ожидается меньше одной ошибки" : `ожидается около ${many(Math.round(n), "ошибки", "ошибок", "ошибок")}`;

export const picturesRu: Pictures = {
  map: {
    label: "Карта пар и полоса прокрутки",
    inView: (from, to, of, doubtful) => `Пары ${count(from)}–${count(to)} из ${count(of)}, сомнительных: ${count(doubtful)}`,
  },
  plan: {
    label: "План сопоставления",
    lead: "Вправо — оригинал, вниз — перевод. Щелчок или Enter ведёт к паре, показанной ниже.",
    across: "оригинал",
    down: "перевод",
    none: "Наведите указатель на план или двигайтесь по нему стрелками.",
    pair: (n, of) => `Пара ${count(n)} из ${count(of)}`,
    alone: "нет соответствия",
    fillings: { confirmed: "подтверждено", sure: "верно", doubtful: "сомнительно", moved: "перенос", source: "только в оригинале", target: "только в переводе" },
  },
  queue: {
    byGain: "Сначала вероятные ошибки",
    toText: "Сомнительные пары идут в порядке текста.",
    toGain: "Сомнительные пары идут по числу ошибок, ожидаемых на одно нажатие.",
  },
  confidence: {
    title: "Уверенность",
    lead: "Сколько пар получили от машины какую вероятность верности. Малые числа нарисованы выше, чем они есть.",
    label: "Сомнение начинается ниже",
    percent: (share) => `${Math.round(share * 100)} %`,
    above: (n, wrong) => `выше — ${pairs(n)}: ${errors(wrong)}`,
    below: (n) => `ниже — ${pairs(n)} для просмотра`,
    said: (share, above, wrong, below) =>
      `${many(Math.round(share * 100), "процент", "процента", "процентов")}. Выше — ${pairs(above)}, ${errors(wrong)}. Ниже — ${pairs(below)} для просмотра.`,
    picture: (bars) => `Пары по уверенности: ${bars}`,
    bar: (from, to, n) => `от ${Math.round(from * 100)} до ${Math.round(to * 100)} процентов: ${count(n)}`,
    decided: "подтверждено",
    trusted: "верно",
    doubted: "сомнительно",
    usual: "Как обычно",
    chosen: "Выбрано для этого сопоставления, для всех.",
  },
  progress: {
    title: "Ход работы",
    decided: "Подтверждено",
    wrong: "Ожидается ошибок",
    ofAll: (n, of) => `${count(n)} из ${count(of)}`,
    picture: (from, n, of, first, now) =>
      `С ${from}: подтверждено ${count(n)} из ${count(of)}; ожидаемых ошибок было ${count(Math.round(first))}, стало ${count(Math.round(now))}`,
    now: "сейчас",
    paceToday: (n, an) => `Сегодня по одной решено: ${pairs(n)}, в час работы — ${count(an)}`,
    noneToday: "Сегодня ещё ничего не решено.",
    fewToday: (n) => `Сегодня пока ${pairs(n)}: о скорости судить рано.`,
    restAll: (n, time) => `При такой скорости на всё оставшееся (${pairs(n)}) уйдёт ${time} работы`,
    restDoubtful: (n, time) => `только на сомнительные (${count(n)}) — ${time}`,
    time: (hours, minutes) => [hours > 0 ? `${count(hours)} ч` : "", minutes > 0 ? `${minutes} мин` : ""].filter(Boolean).join(" "),
    done: "Решены все пары.",
    table: "Таблицей",
    day: "День",
    thatDay: "За день",
    altogether: "Всего",
  },
};
