"""What could stand at the cursor of a sentence being typed: a verb, what it takes, "where", and parts of the query."""

import re
from collections.abc import Iterator
from datetime import datetime, tzinfo

from newsterm.operations.sentence_verbs import VERBS, Takes
from newsterm.operations.sentences import WHERE
from newsterm.operations.snooze_times import suggested_times
from newsterm.query.completion import Completion, Vocabulary, completions

_PARTED = re.compile(r"\s*(?P<verb>\S+)(?P<gap>\s+)(?P<rest>.*)", re.DOTALL)
_WHERE = re.compile(rf"(?:^|.*?\s){WHERE}\s", re.DOTALL | re.IGNORECASE)


def complete_sentence(
    text: str, cursor: int, vocabulary: Vocabulary, now: datetime, zone: tzinfo | None = None
) -> list[Completion]:
    """What could stand at the cursor, best first.

    Args:
        text: the sentence as typed so far; it need not be right.
        cursor: how many characters stand before the cursor.
        vocabulary: the library's own names.
        now: the present, which times count from.
        zone: the user's; None for the machine's own.
    """
    before = text[:cursor]
    parted = _PARTED.fullmatch(before)
    if not parted:
        begin = cursor - len(before.lstrip())
        typed = before.lstrip().lower()
        return [Completion(name, begin, cursor, verb.help) for name, verb in VERBS.items() if name.startswith(typed)]
    begin = parted.start("rest")
    if where := _WHERE.match(parted["rest"]):
        query = begin + where.end()
        found = completions(text[query:], cursor - query, vocabulary)
        return [each._replace(start=each.start + query, end=each.end + query) for each in found]
    verb = VERBS.get(parted["verb"].lower())
    if verb is None:
        return []
    return list(_after_verb(parted["verb"].lower(), verb.takes, parted["rest"], cursor, vocabulary, now, zone))


def _after_verb(
    name: str, takes: Takes, rest: str, cursor: int, vocabulary: Vocabulary, now: datetime, zone: tzinfo | None
) -> Iterator[Completion]:
    """What a verb takes, then "where" once it has what it needs."""
    word = rest.rpartition(" ")[2]
    where = Completion(f"{WHERE} ", cursor - len(word), cursor, "a query says which articles")
    has_what_it_needs = takes is Takes.NOTHING or bool(rest[: len(rest) - len(word)].strip())
    if has_what_it_needs and word and WHERE.startswith(word.lower()):
        yield where
    if takes is Takes.TIME:
        for words, moment in suggested_times(rest, now, zone):
            yield Completion(words, cursor - len(rest), cursor, moment)
    elif takes is Takes.TAGS:
        sign = word[:1] if word[:1] in {"+", "-"} else "" if name == "untag" else "+"
        wanted = word.lstrip("+-#").lower()
        known = [tag for tag in vocabulary.tags if wanted in tag.lower()]
        for tag in sorted(known, key=lambda tag: not tag.lower().startswith(wanted)):
            yield Completion(sign + tag, cursor - len(word), cursor, "")
    if has_what_it_needs and not word:
        yield where
