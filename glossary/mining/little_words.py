"""Words that begin, end and make up no term: pronouns, particles, common verbs and adverbs."""

from __future__ import annotations

_WORDS = {
    "en": """a about above after again against all almost alone along already also although always
    am among an and another any anything are around as at away back be became because become been
    before began behind being below best better between both but by came can cannot come could did
    do does doing done down during each either else enough even ever every everything far few felt
    first for found from gave get give given go going gone good got great had has have having he
    heard her here hers herself him himself his how however i if in indeed into is it its itself
    just kept knew know last least left less let like little long longer look looked made make
    making many may me might mine more most much must my myself near need never new next no none
    nor not nothing now of off often old on once one only or other others our ours ourselves out
    over own part people perhaps place put quite rather really right said same saw say see seem
    seemed seen several shall she should since so some something soon still such take taken than
    that the their theirs them themselves then thence there thereby therefore these they thing
    things think this those though thought three through thus till time to together told too took
    toward towards turned two under until up upon us used very want was way we well went were what
    when where whereas whether which while who whole whom whose why will with within without word
    words would yes yet you your yourself four five six seven eight nine ten second third whence
    hitherto merely entirely everywhere day days year years man men""",
    "ru": """быть весь сам самый свой наш ваш мой твой этот тот такой какой который каждый всякий
    другой иной один два три четыре пять первый второй третий последний новый старый большой
    маленький хороший много мало несколько раз дело время год день час человек люди часть слово
    вид место сторона образ случай рука глаз лицо конец начало должный целый известный подобный
    собственный лишь очень уже еще ещё всё все всего его её ее их мочь стать сказать более менее
    прежний разный общий полный прочий остальной некоторый любой никакой всякое число это""",
}  # fmt: skip
NO_ENDINGS = ("ly", "ing", "ed")
"""English words that end a phrase but seldom name a thing."""


def little_words(language: str) -> frozenset[str]:
    """The little words of a language; of one without a list, none."""
    return _SETS.get(language.partition("-")[0], frozenset())


_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
