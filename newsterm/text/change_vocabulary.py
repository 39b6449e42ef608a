"""Words by which changes are judged, for the languages that are told apart: negations, numbers, small words."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

_TOLD_BY: Final = 4_000
"""Characters of a text by which its language is told."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class Vocabulary(NamedTuple):
    """Words of one language, in lower case."""

    small: frozenset[str]
    """The commonest words, which are no names even where they begin a sentence."""
    negations: frozenset[str]
    numbers: frozenset[str]
    nouns_are_capital: bool = False


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH: Final = Vocabulary(
    _words(
        "the a an and or but of in on at to for from by with as is are was were be been has have had he she"
        " it they we i you his her its their our my this that these those there here who what when where which"
        " how if after before while since until during despite although because however meanwhile also more"
        " most some many several all both each every one another other such than then so not no never neither"
        " none nobody nothing without under over about between into out up down officials police people mr mrs"
        " ms dr"
    ),
    _words("not no never none nobody nothing nowhere neither nor cannot without denied denies deny denying denial"),
    _words(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
        " thousand thousands million millions billion billions trillion dozen dozens half third quarter twice"
        " double triple"
    ),
)
_GERMAN: Final = Vocabulary(
    _words(
        "der die das den dem des ein eine einen einem einer und oder aber von in im am an auf zu zum zur für"
        " mit als ist sind war waren hat haben er sie es wir ich nach vor bei aus über unter nicht kein auch"
        " noch wie wenn dass"
    ),
    _words(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts nirgends weder noch ohne"
        " bestritt bestreitet bestritten dementiert dementierte verneint"
    ),
    _words(
        "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig"
        " siebzig achtzig neunzig hundert hunderte tausend tausende million millionen milliarde milliarden"
        " dutzend dutzende halb"
    ),
    nouns_are_capital=True,
)
_FRENCH: Final = Vocabulary(
    _words(
        "le la les un une des du de et ou mais à au aux en dans sur pour par avec est sont était a ont il"
        " elle ils elles nous on ce cette ces son sa ses leur leurs qui que quand où comme après avant selon"
        " ne pas"
    ),
    _words("pas jamais rien aucun aucune sans ni nie nient nié démenti dément non"),
    _words(
        "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente"
        " quarante cinquante soixante cent cents mille million millions milliard milliards douzaine dizaine"
        " moitié tiers quart"
    ),
)
_SPANISH: Final = Vocabulary(
    _words(
        "el la los las un una unos unas de del y o pero a al en por para con es son era fue ha han él ella"
        " ellos su sus que quien cuando donde como después antes según no se lo le este esta estos"
    ),
    _words("no nunca jamás nada nadie ningún ninguno ninguna tampoco ni sin negó niega negado desmintió"),
    _words(
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte treinta"
        " cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos mil miles millón millones"
        " docena mitad"
    ),
)
_BY_NAME: Final[Mapping[str, Vocabulary]] = MappingProxyType(
    {"en": ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
)


def vocabulary_of(text: str) -> Vocabulary:
    """The vocabulary of the language whose small words are the most in a text; English where there are none."""
    words = _LETTERS.findall(text[:_TOLD_BY].lower())
    return max(_BY_NAME.values(), key=lambda known: sum(word in known.small for word in words))
