"""BCP 47 language tags in their canonical form, as tools compare them letter by letter."""

from __future__ import annotations

import re
from functools import lru_cache

from alignments.errors import FormatError

# The two-letter codes of ISO 639-1 in use: a tag of two letters is one of these.
_TWO_LETTERS = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz
ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln
lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi
pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th
ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
# Three-letter codes (ISO 639-2, both kinds) of languages that have two letters: BCP 47 asks for
# the shorter one. These are the ones that files of our users may be expected to carry.
_LONG_AND_SHORT = """
ara:ar hye:hy arm:hy aze:az eus:eu baq:eu bel:be ben:bn bul:bg mya:my bur:my cat:ca zho:zh
chi:zh hrv:hr ces:cs cze:cs dan:da nld:nl dut:nl eng:en epo:eo est:et fin:fi fra:fr fre:fr
kat:ka geo:ka deu:de ger:de ell:el gre:el heb:he hin:hi hun:hu isl:is ice:is ind:id gle:ga
ita:it jpn:ja kaz:kk kir:ky kor:ko lat:la lav:lv lit:lt ltz:lb mkd:mk mac:mk msa:ms may:ms
mon:mn nor:no nob:nb nno:nn fas:fa per:fa pol:pl por:pt ron:ro rum:ro rus:ru san:sa srp:sr
slk:sk slo:sk slv:sl spa:es swe:sv tam:ta tat:tt tgk:tg tha:th bod:bo tib:bo tur:tr tuk:tk
ukr:uk urd:ur uzb:uz vie:vi cym:cy wel:cy yid:yi
"""
_ALPHA2 = frozenset(_TWO_LETTERS.split())
_SHORTER = dict(pair.split(":") for pair in _LONG_AND_SHORT.split())
_DEPRECATED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
_WELL_FORMED = re.compile(
    r"(?P<language>[a-z]{2,3}|[a-z]{5,8})(?P<extended>(?:-[a-z]{3}){0,3})(?P<script>-[a-z]{4})?"
    r"(?P<region>-(?:[a-z]{2}|\d{3}))?(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"x(?:-[a-z\d]{1,8})+", re.IGNORECASE)


@lru_cache(maxsize=256)
def canonical_tag(tag: str) -> str:
    """The tag as tools write it: "ru_ru" -> "ru-RU", "RUS" -> "ru", "sr-latn" -> "sr-Latn".

    Tags for private use ("x-old") are lower-cased. Raises FormatError for what is no language tag.
    """
    plain = tag.strip().replace("_", "-")
    if _PRIVATE.fullmatch(plain):
        return plain.lower()
    parts = _WELL_FORMED.fullmatch(plain)
    language = parts["language"].lower() if parts else ""
    language = _SHORTER.get(language, _DEPRECATED.get(language, language))
    if not parts or (len(language) == 2 and language not in _ALPHA2):
        raise FormatError(
            f'"{tag}" is no language tag; write it as in BCP 47, such as "ru" or "en-GB"'
        )
    script, region = (parts["script"] or "").title(), (parts["region"] or "").upper()
    return f"{language}{(parts['extended'] or '').lower()}{script}{region}{parts['rest'].lower()}"


def primary_language(tag: str) -> str:
    """The language alone, without script or region: "ru-RU" -> "ru"; of no tag at all, "".

    For matching what a file calls its languages, so it never raises.
    """
    try:
        return canonical_tag(tag).partition("-")[0]
    except FormatError:
        return ""
