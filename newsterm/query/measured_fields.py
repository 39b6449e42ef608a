"""The fields that are compared: age, date, seen, words, score, grade and credibility."""

from typing import Final

from newsterm.model.identifiers import LATEST_SORT_SECOND, first_id_at
from newsterm.query.choices import COMES_LATER
from newsterm.query.condition import NEVER, Condition
from newsterm.query.facts import ArticleFacts
from newsterm.query.kinds import ALL_OPERATORS, COMPARED, Field, Ordered, within
from newsterm.query.quantities import (
    read_credibility,
    read_day,
    read_duration,
    read_grade,
    read_number,
    read_signed_number,
)

_AGES = (("1h", "an hour"), ("1d", "a day"), ("1w", "a week"), ("1mo", "30 days"))
_GRADES = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)
_CREDIBILITIES = (
    ("1", "confirmed by others"),
    ("2", "probably true"),
    ("3", "possibly true"),
    ("4", "doubtful"),
    ("5", "improbable"),
    ("6", "cannot be judged"),
)


def published_second(facts: ArticleFacts) -> int:
    """The second that an article sorts by."""
    return min(max(int(facts.published.timestamp() // 1), 0), LATEST_SORT_SECOND)


def _nothing(_: int | None, __: int | None) -> Condition:
    return NEVER


def _none(_: ArticleFacts) -> None:
    return None


AGE: Final = Field(
    "age",
    "published within (<) or before (>); m h d w mo y",
    "age<2d",
    ordered=Ordered(
        read_duration, COMPARED, within("a.id", first_id_at), published_second, between=False, suggestions=_AGES
    ),
)
DATE: Final = Field(
    "date",
    "published on a day, in a month or between two days, local time",
    "date:2026-11-01..2026-11-07",
    ordered=Ordered(read_day, ALL_OPERATORS, within("a.id", first_id_at), published_second),
)
SEEN: Final = Field(
    "seen",
    "as date:, for when it arrived here",
    "seen>2026-10-31",
    ordered=Ordered(read_day, ALL_OPERATORS, within("a.seen_at"), lambda facts: int(facts.seen.timestamp() // 1)),
)
WORDS: Final = Field(
    "words",
    "length of the text in words",
    "words>800",
    ordered=Ordered(read_number, ALL_OPERATORS, within("a.words"), lambda facts: facts.words),
)
SCORE: Final = Field(
    "score",
    "what your scoring rules add up to",
    "score>10",
    ordered=Ordered(read_signed_number, ALL_OPERATORS, within("a.score"), lambda facts: facts.score),
)
GRADE: Final = Field(
    "grade",
    f"how reliable its source is, A to F; {COMES_LATER}",
    "grade<=B",
    ordered=Ordered(read_grade, ALL_OPERATORS, _nothing, _none, suggestions=_GRADES),
)
CREDIBILITY: Final = Field(
    "credibility",
    f"how credible it is, 1 to 6; {COMES_LATER}",
    "credibility<=2",
    ordered=Ordered(read_credibility, ALL_OPERATORS, _nothing, _none, suggestions=_CREDIBILITIES),
)
