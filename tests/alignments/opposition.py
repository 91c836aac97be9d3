"""Loose English sentences and a Russian pool, written for the tests.

They are in the manner of an encyclopaedia's article on the Left Opposition, whose sentences a user
brought without their order: dates, congresses, names in two spellings, note marks.
"""

from __future__ import annotations

COUNTERPARTS: tuple[tuple[str, str], ...] = (
    (
        "Zinioviev and Kamenev broke with the ruling group shortly before the XIVth Party "
        "Congress, which met in December 1925.",
        "Зиновьев и Каменев порвали с правящей группой незадолго до XIV съезда партии, "
        "который собрался в декабре 1925 г.",
    ),
    (
        "The Fifteenth Congress expelled seventy-five members of the opposition from the party.",
        "Пятнадцатый съезд исключил из партии семьдесят пять членов оппозиции.",
    ),
    (
        "In the 1920s Rakovsky served as ambassador in London and Paris.",
        "В 1920-х годах Раковский был послом в Лондоне и Париже.",
    ),
    (
        "Only 1,240 workers of the plant voted for the resolution of the Central Committee.",
        "За резолюцию Центрального комитета голосовали только 1240 рабочих завода.",
    ),
    (
        "Trotsky demanded a faster growth of heavy industry and cheaper goods for the peasants.",
        "Троцкий требовал более быстрого роста тяжёлой промышленности и более дешёвых товаров "
        "для крестьян.",
    ),
    (
        "The opposition did not obtain the right to print its platform.",
        "Оппозиция не получила права напечатать свою платформу.",
    ),
    (
        "Bukharin and Rykov supported Stalin until the grain crisis of 1928.",
        "Бухарин и Рыков поддерживали Сталина до хлебного кризиса 1928 года.",
    ),
    (
        "Preobrazhensky explained his view of the planned economy in three articles.",
        "Преображенский изложил свой взгляд на плановую экономику в трёх статьях.",
    ),
)
"""English sentences and their Russian counterparts, both invented here."""

ALONE: tuple[str, ...] = (
    "Krestinsky returned from Berlin in May 1927 and signed the declaration of the opposition.",
    "The XIIIth Party Conference condemned the opposition as a petty-bourgeois deviation.",
    "Historians disagree about how many members of the youth league supported the opposition.",
    "Radek was readmitted to the party in 1930 after he had admitted his mistakes.",
    "The wall newspapers of the factory printed both resolutions side by side.",
)
"""English sentences whose counterparts the pool lacks."""

DISTRACTORS: tuple[str, ...] = (
    "Зиновьев и Каменев порвали с правящей группой незадолго до XV съезда партии, "
    "который собрался в декабре 1927 г.",
    "Бухарин и Рыков порвали с правящей группой незадолго до XIV съезда партии, "
    "который собрался в декабре 1925 г.",
    "Зиновьев и Каменев порвали с правящей группой незадолго до XIV съезда партии, "
    "который собрался в апреле 1925 г.",
    "Четырнадцатый съезд исключил из партии семьдесят пять членов оппозиции.",
    "Пятнадцатый съезд исключил из партии девяносто восемь членов оппозиции.",
    "В 1930-х годах Раковский был послом в Лондоне и Париже.",
    "В 1920-х годах Красин был послом в Лондоне и Париже.",
    "За резолюцию Центрального комитета голосовали только 3240 рабочих завода.",
    "Радек требовал более быстрого роста тяжёлой промышленности и более дешёвых товаров "
    "для крестьян.",
    "Оппозиция получила право напечатать свою платформу.",
    "Бухарин и Рыков поддерживали Сталина до хлебного кризиса 1927 года.",
    "Бухарин и Томский поддерживали Сталина до хлебного кризиса 1928 года.",
    "Преображенский изложил свой взгляд на плановую экономику в пяти статьях.",
    "Крестинский вернулся из Берлина в марте 1926 г. и подписал заявление оппозиции.",
    "Тринадцатый съезд избрал новый состав Центральной контрольной комиссии.",
    "Радек был вновь принят в партию в 1929 году после того, как признал свои ошибки.",
)
"""Near-paraphrases that say something else, of both the former."""

UNRELATED: tuple[str, ...] = (
    "Зимой река замёрзла, и почту возили на санях.",
    "Завод выпускал насосы и запасные части к мельницам.",
    "Учительница попросила детей принести по одной книге.",
    "Суд отложил разбирательство из-за болезни свидетеля.",
    "На опытном поле посеяли новый сорт ржи.",
    "Оркестр исполнил увертюру и два вальса.",
)

TEXTS = tuple(english for english, _ in COUNTERPARTS) + ALONE
POOL = DISTRACTORS + UNRELATED + tuple(russian for _, russian in COUNTERPARTS)
