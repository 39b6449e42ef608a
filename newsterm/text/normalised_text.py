"""Texts with everything taken out that is no statement of theirs: two of them that come out equal say the same.

Blind to Unicode's forms, ligatures, quotation marks, dashes, ellipses, white space and characters without width; to
parameters of addresses that only trace who follows them; and to counters, such as "12 comments" or "3 min read",
where they stand by themselves. A number within a sentence is never a counter.
"""

import hashlib
import re
import unicodedata
from typing import Final

_PLAIN: Final = {
    **dict.fromkeys(
        "\u00ab\u00b4\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2032\u2033\u2039\u203a\u301d\u301e\u301f",
        "'",
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212", "-"),
    **dict.fromkeys("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff", ""),
}
"""Quotation marks, dashes and what has no width, by what is compared instead."""
_FANCY: Final = re.compile(f"[{''.join(_PLAIN)}]")
_POWERS: Final = "\u00b2\u00b3\u00b9\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_RAISED: Final = re.compile(f"(?<=[0-9])[{_POWERS}]")
"""Digits that are a power, not a way to write the number before them."""
_GAPS: Final = ((" '", "'"), ("' ", "'"), (" -", "-"), ("- ", "-"), *((f" {mark}", mark) for mark in ":;!?%,"))
"""Spaces beside quotation marks and dashes, and those that French has before its punctuation."""
_DOTS: Final = re.compile(r" ?\.(?: ?\.)+")
_ADDRESS: Final = re.compile(r"(://[^\s?#<>]*)\?([^\s#<>]*)")
_TRACING: Final = re.compile(
    r"(?:utm_\w+|at_\w+|mc_[ce]id|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|yclid|igshid|igsh|_hs\w+|vero_\w+"
    r"|cmpid|ocid|ncid|smid|campaign_id|emc|xtor|ftag|__twitter_impression|guccounter"
    r"|ref_src|ref|referrer|source|mkt_tok|s_kwcid|spm|sref|wt[._]\w+)(?:=|$)",
    re.IGNORECASE,
)
"""The beginning of a parameter that only traces."""
_NUMBER: Final = r"(?:\d[\d.,'\u00a0 ]*(?:[kmb]|tsd|mio)?\.?\+?|no|keine?|aucun|one|a|ein|un)"
_NOUN: Final = (
    r"(?:comments?|views?|likes?|dislikes?|shares?|repl(?:y|ies)|responses?|reactions?|points?|upvotes?|votes?|retweets?"
    r"|reposts?|reads?|readers?|hits|visits|downloads|claps?|bookmarks?|followers|subscribers|plays|impressions|faves?"
    r"|favou?rites|kommentare?|aufrufe?|antworten|antwort|klicks?|leser|stimmen|commentaires?|vues?|partages?|lectures?"
    r"|comentarios?|visitas|vistas)"
)
_UNIT: Final = (
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|wks?|weeks?|months?|years?"
    r"|sekunden?|minuten?|stunden?|tage?n?|wochen?|monate?n?|secondes?|heures?|jours?|semaines?|mois"
    r"|segundos?|minutos?|horas?|dias|d\u00edas?)"
)
_LENGTH: Final = (
    rf"(?:less than |about |~ ?|ca\. ?)?{_NUMBER}(?: to \d+|-\d+)?[- ]?(?:minutes?|mins?|min|minuten|minutos)\.?"
)
_WHEN: Final = (
    r"(?:(?:last |zuletzt |mis )?(?:updated|modified|edited|published|posted|aktualisiert|ver\u00f6ffentlicht"
    r"|\u00e0 jour|publi\u00e9|actualizado)(?: on| at)?:? ?)?"
)
_AGO: Final = (
    r"(?:(?:about |over |almost |less than )?(?:\d+|an?|one|a few|few) ?"
    rf"{_UNIT}\.? ago|just now|moments ago|vor (?:\d+|einer|einem|wenigen) {_UNIT}|il y a (?:\d+|une?|quelques) {_UNIT}"
    rf"|hace (?:\d+|una?|unos) {_UNIT})"
)
_COUNTER: Final = (
    rf"(?:{_NUMBER} ?(?:people |total )?{_NOUN}(?: yet)?|#? ?{_NOUN} ?[:(=] ?\d[\d.,]*[kmb]? ?\)?"
    rf"|(?:shared|viewed|read|liked|downloaded|played) {_NUMBER} times?"
    rf"|{_LENGTH}[- ]?(?:read|reading time|de lecture|lesezeit|de lectura|to read)"
    rf"|(?:estimated )?(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura)[: ]+{_LENGTH}"
    rf"|{_WHEN}{_AGO})"
)
_ALONE: Final = re.compile(rf"\W*{_COUNTER}(?:\W+{_COUNTER})*\W*", re.IGNORECASE)
_SEGMENTS: Final = re.compile(r"\s*[|\u00b7\u2022\u2027\u22c5]+\s*|(?<=[.!?)\]])\s+(?=\S)|\s+(?=[(\[])")
"""Where something else may begin within a line."""
_LONGEST: Final = 80
"""Characters of a counter; in longer lines it stands at the beginning or at the end."""


def normalised(text: str) -> str:
    """A text as it is compared: what differs here, differs in what it says."""
    text = plain_characters(text)
    text = "\n".join(map(_without_counters, text.split("\n")))
    if "?" in text and "://" in text:
        text = _ADDRESS.sub(_without_tracing, text)
    text = " ".join(text.split())
    for gap, mark in _GAPS:
        text = text.replace(gap, mark)
    for mark in "'-":
        while mark * 2 in text:
            text = text.replace(mark * 2, mark)
    return _DOTS.sub("...", text) if ".." in text or ". ." in text else text


def plain_characters(text: str) -> str:
    """A text whose characters are the plainest that mean the same."""
    if not text.isascii():
        if any(power in text for power in _POWERS):
            text = _RAISED.sub(lambda digit: "^" + unicodedata.normalize("NFKC", digit[0]), text)
        text = _FANCY.sub(lambda found: _PLAIN[found[0]], unicodedata.normalize("NFKC", text))
    return text.replace("`", "'").replace('"', "'")


def normalised_hash(title: str, text: str) -> str:
    """Hash what a title and a text say: 32 hexadecimal digits."""
    said = f"{normalised(title)}\0{normalised(text)}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).hexdigest()


def _without_counters(line: str) -> str:
    """A line without the counters that stand by themselves in it."""
    if len(line) > 2 * _LONGEST:
        begin, end = _SEGMENTS.search(line, 0, _LONGEST), line[-_LONGEST:]
        last = max((found.end() for found in _SEGMENTS.finditer(end)), default=0)
        if last and _ALONE.fullmatch(end, last):
            line = line[: last - _LONGEST].rstrip(" |\u00b7\u2022\u2027\u22c5")
        if begin and _ALONE.fullmatch(line, 0, begin.end()):
            line = line[begin.end() :]
        return line
    if _ALONE.fullmatch(line):
        return ""
    parts = _SEGMENTS.split(line)
    left = [part for part in parts if not _ALONE.fullmatch(part)]
    return line if len(left) == len(parts) else " ".join(left)


def _without_tracing(address: re.Match[str]) -> str:
    left = "&".join(part for part in address[2].replace("&amp;", "&").split("&") if not _TRACING.match(part))
    return f"{address[1]}?{left}" if left else address[1]
