"""Which differences between two texts say nothing, and which do."""

import time

import pytest

from newsterm.text.normalised_text import normalised, normalised_hash

_LONG = "The council met again on Monday to talk about the sea wall, " * 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Hello” – it’s…", '"Hello" - it\'s...'),
        ("the wall — long promised — stands", "the wall – long promised – stands"),
        ("« un mot »", "“un mot”"),
        ("Pourquoi\u00a0?", "Pourquoi?"),
        ("wait . . . what", "wait… what"),
        ("ﬁne ofﬁce", "fine office"),
        ("Café", "Cafe\u0301"),
        ("２０ km", "20 km"),
        ("a\u00a0b \u200bc\u00add", "a b cd"),
        ("one\n\ntwo   three", "one two three"),
        ("see https://a.example/x?utm_source=feed&id=3", "see https://a.example/x?id=3&utm_medium=mail"),
        ("see https://a.example/x?fbclid=abc", "see https://a.example/x"),
        ("The story.\n\n12 comments", "The story.\n\n1,304 comments"),
        ("The story. 1,204 views", "The story. 1,300 views"),
        ("By Ana Lind · 3 min read", "By Ana Lind · 4 min read"),
        ("Updated 5 minutes ago\nThe story.", "Updated 2 hours ago\nThe story."),
        ("The headline (12 comments)", "The headline (14 comments)"),
        ("Comments (12)", "Comments (13)"),
        ("Points: 9\n\n# Comments: 3", "Points: 11\n\n# Comments: 40"),
        ("1.2K views • 34 likes", "3M views • 1 like"),
        ("Reading time: 3 minutes", "Reading time: 4 minutes"),
        ("No comments yet", "1 comment"),
        ("12 Kommentare", "13 Kommentare"),
        ("vor 5 Minuten", "vor 3 Stunden"),
        ("il y a 5 minutes", "il y a 2 heures"),
        (_LONG + "End. 12 comments", _LONG + "End. 13 comments"),
        ("Updated 5 minutes ago. " + _LONG, "Updated 9 minutes ago. " + _LONG),
    ],
)
def test_typography_tracking_and_counters_say_nothing(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)
    assert normalised_hash(one, "text") == normalised_hash(other, "text")
    assert normalised_hash("Title", one) == normalised_hash("Title", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twelve people died.", "Thirteen people died."),
        ("He bought 1,204 shares of the firm.", "He bought 1,300 shares of the firm."),
        ("12 votes were cast on it", "13 votes were cast on it"),
        ("The minister made 12 comments", "The minister made 13 comments"),
        ("It took 5 minutes to read", "It took 6 minutes to read"),
        ("It fell to -5 degrees", "It fell to 5 degrees"),
        ("about 10⁵ cells", "about 105 cells"),
        ("the wall is new", "the wall is now"),
        ("They did sign", "They didn't sign"),
        ("see https://a.example/x?id=1", "see https://a.example/x?id=2"),
        (_LONG + "12 people died.", _LONG + "13 people died."),
    ],
)
def test_words_and_numbers_say_something(one: str, other: str) -> None:
    assert normalised_hash("Title", one) != normalised_hash("Title", other)


def test_a_title_is_part_of_what_is_said() -> None:
    assert normalised_hash("Wall holds", "text") != normalised_hash("Wall fails", "text")
    assert normalised_hash("a", "b") != normalised_hash("a b", "")


def test_a_text_of_counters_and_nothing_else_takes_no_time_at_all() -> None:
    began = time.perf_counter()
    for hostile in ("1 " * 500_000, "1 comment " * 100_000, "(" * 500_000, "12 min " * 100_000, "1\n" * 300_000):
        normalised(hostile)
    assert time.perf_counter() - began < 10
