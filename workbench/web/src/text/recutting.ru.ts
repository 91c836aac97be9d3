/** What follows an act, in Russian. */
import { many } from "./plural.ru";
import type { recuttingEn } from "./recutting.en";

const pairs = (n: number): string => many(n, "пара", "пары", "пар");

export const recuttingRu: typeof recuttingEn = {
  ghosts: {
    title: "Сопоставлено заново после вашего действия",
    would: (n) => `${many(n, "пара предложена", "пары предложены", "пар предложено")} заново.`,
    take: "Взять",
    keep: "Оставить как есть",
    proposed: "предложено",
    was: "сейчас",
    more: (n) => `и ещё ${pairs(n)}`,
    said: (n) => `${many(n, "пара предложена", "пары предложены", "пар предложено")} заново: Enter — взять, Esc — оставить как есть`,
    taken: (n) => `Взято: ${pairs(n)}`,
    kept: "Оставлено как есть",
  },
  pin: {
    first: "Выберите сегмент, который надо закрепить.",
    second: "Выберите его сегмент с другой стороны.",
    mark: "Закрепить",
    chosen: "отмечен",
    candidate: "выбран",
    started: (side) => `Закрепление: выберите сегмент ${side}`,
    marked: (side) => `Отмечено. Выберите сегмент ${side}`,
    segment: (n, text) => `Сегмент ${n}: ${text}`,
    done: "Закреплено и подтверждено",
    left: "Закрепление отменено",
    sides: { source: "оригинала", target: "перевода" },
    none: "С этой стороны сегментов нет.",
  },
  run: {
    chosen: (n) => `Выбрано: ${pairs(n)}`,
    confirmed: (n, left) => `Подтверждено: ${pairs(n)}; осталось ${left.toLocaleString("ru")}`,
    nothing: "Здесь нечего подтверждать.",
    tooMany: (most) => `За раз не больше ${many(most, "пары", "пар", "пар")}; больше берёт «Подтвердить все верные досюда».`,
  },
  sure: {
    title: "Подтвердить все верные досюда",
    count: (n, below) => `Будет подтверждено: ${pairs(n)}, от первой до ${below.toLocaleString("ru")}-й.`,
    expected: (n) => `Из них неверны, вероятно, около ${n.toLocaleString("ru", { maximumFractionDigits: n < 10 ? 1 : 0 })}.`,
    almostNone: "Неверных среди них быть почти не должно.",
    undo: "Это одно действие: «Отменить» вернёт всё.",
    confirm: "Подтвердить",
    nothing: "До этого места нет верных пар, ждущих подтверждения.",
    done: (n) => `Подтверждено: ${pairs(n)}`,
  },
  acts: { pinpoint: "Закрепление", realign: "Принятие нового сопоставления", confirm_sure: "Подтверждение верных" },
  labels: {
    pinpoint: "Закрепить",
    confirmSure: "Подтвердить все верные досюда",
    extendDown: "Выбрать ещё одну ниже",
    extendUp: "Выбрать ещё одну выше",
  },
  explained: {
    pinpoint: "делает из двух сегментов подтверждённую пару: стрелки или щелчок выбирают один, второе P — другой; Esc оставляет",
    confirmSure: "показывает, сколько пар и сколько ошибок ожидается; Enter подтверждает их одним действием, Esc оставляет",
    extendDown: "выбирает пары подряд; пробел подтверждает их одним действием",
    extendUp: "",
  },
};
