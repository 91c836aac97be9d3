"""What an encoder's cosines mean: measured on a few sentences that were translated for it.

Encoders differ in how alike they find unrelated sentences, and translations. Two means, taken over
these pairs, put any encoder on one scale: 0 for chance, 1 for a translation. The sentences also
stand for chance beside a pool that is too small to do so by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alignments.encoders.protocol import Encoder
from alignments.errors import ScoringError

Vectors = NDArray[np.float32]

PAIRS = (
    (
        "The old bridge was closed for repairs last spring.",
        "Старый мост закрыли на ремонт прошлой весной.",
    ),
    (
        "She reads the newspaper every morning before breakfast.",
        "Каждое утро до завтрака она читает газету.",
    ),
    (
        "The delegates could not agree on the wording of the resolution.",
        "Делегаты не смогли договориться о тексте резолюции.",
    ),
    (
        "Turn off the engine and wait until it has cooled down.",
        "Заглушите двигатель и подождите, пока он остынет.",
    ),
    (
        "Their grandfather kept bees behind the village school.",
        "Их дедушка держал пчёл за сельской школой.",
    ),
    (
        "The price of bread rose again in the northern provinces.",
        "В северных губерниях хлеб снова подорожал.",
    ),
    (
        "Nobody answered when the postman knocked at the gate.",
        "Никто не ответил, когда почтальон постучал в калитку.",
    ),
    (
        "The laboratory tests new materials for ship hulls.",
        "Лаборатория испытывает новые материалы для корпусов судов.",
    ),
    (
        "After the war the factory began to make bicycles.",
        "После войны завод начал выпускать велосипеды.",
    ),
    (
        "The patient was advised to drink more water and to sleep longer.",
        "Пациенту посоветовали больше пить воды и дольше спать.",
    ),
    (
        "The orchestra played the second symphony without a conductor.",
        "Оркестр сыграл вторую симфонию без дирижёра.",
    ),
    (
        "The editors received hundreds of letters from exiled workers.",
        "Редакция получила сотни писем от ссыльных рабочих.",
    ),
    (
        "Our train stood in the steppe for two hours because of the snow.",
        "Из-за снега наш поезд два часа простоял в степи.",
    ),
    (
        "This museum shows tools of the first settlers.",
        "В этом музее выставлены орудия первых поселенцев.",
    ),
    (
        "The goalkeeper was injured in the opening minutes of the match.",
        "Вратарь получил травму в первые минуты матча.",
    ),
    (
        "The court declared the contract void.",
        "Суд признал договор недействительным.",
    ),
    (
        "We planted apple trees along the road to the lake.",
        "Мы посадили яблони вдоль дороги к озеру.",
    ),
    (
        "The theory was criticised by most economists of that time.",
        "Эту теорию критиковало большинство экономистов того времени.",
    ),
    (
        "Save the file before you close the window.",
        "Сохраните файл, прежде чем закрыть окно.",
    ),
    (
        "The ministry promised to build a hospital in every district.",
        "Министерство обещало построить больницу в каждом районе.",
    ),
    (
        "He learned the language of the fishermen in a single winter.",
        "За одну зиму он выучил язык рыбаков.",
    ),
    (
        "The comet will be visible to the naked eye until Sunday.",
        "Комета будет видна невооружённым глазом до воскресенья.",
    ),
    (
        "Leaders of the trade unions called for a general strike.",
        "Руководители профсоюзов призвали к всеобщей забастовке.",
    ),
    (
        "The child laughed and hid the keys under the carpet.",
        "Ребёнок засмеялся и спрятал ключи под ковёр.",
    ),
)
"""English and Russian, invented for this purpose."""

_LEAST_SPAN = 0.2  # an encoder that tells these no better does not know their languages


@dataclass(frozen=True, slots=True)
class Yardstick:
    """`chance` and `translation` are mean cosines; `vectors` unit rows of the background."""

    chance: float
    translation: float
    vectors: Vectors

    def scale(self, cosine: NDArray[np.float64]) -> NDArray[np.float64]:
        """Cosines on the common scale: 0 for chance, 1 for a usual translation.

        Where the encoder does not know the languages of the sentences, 1 is the same vector.
        """
        span = self.translation - self.chance
        return (cosine - self.chance) / (span if span >= _LEAST_SPAN else 1.0 - self.chance)


def measure(encoder: Encoder, language: str) -> Yardstick:
    """The yardstick of an encoder, with a background in the pool's language.

    The background is Russian for a Russian pool and English for any other. Raises ScoringError for
    vectors of another shape than the encoder promises.
    """
    english = encoder.encode([pair[0] for pair in PAIRS])
    russian = encoder.encode([pair[1] for pair in PAIRS])
    size = (len(PAIRS), encoder.dimensions)
    if english.shape != size or russian.shape != size:
        raise ScoringError(f"the encoder {encoder.name} gave vectors of another shape than {size}")
    cosine = (english @ russian.T).astype(np.float64)
    translation = float(np.diag(cosine).mean())
    chance = float((cosine.sum() - np.diag(cosine).sum()) / (cosine.size - len(cosine)))
    is_russian = language.partition("-")[0].lower() == "ru"
    return Yardstick(chance, translation, russian if is_russian else english)
