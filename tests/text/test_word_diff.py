"""What changed between two versions of a text, word by word, and how quickly that is told."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.text.change_kinds import changed_kinds
from newsterm.text.word_diff import Change, Paragraph, word_diff

_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


def marked(paragraph: Paragraph) -> str:
    return "".join(_MARKS[run.change].format(run.text) for run in paragraph.runs)


def told(one: str, other: str) -> list[str]:
    return [marked(paragraph) for paragraph in word_diff("T", one, "T", other).paragraphs]


def test_words_are_compared_within_sentences_that_are_alike() -> None:
    assert told(
        "The ferry left at noon. Nobody was hurt.\n\nIt rained.",
        "The ferry left at noon. Two people were hurt.\n\nIt rained.",
    ) == ["The ferry left at noon. [-Nobody was -]{+Two people were +}hurt.", "It rained."]


def test_sentences_that_came_or_went_stand_where_they_belong() -> None:
    assert told("One came first. Three came last.", "One came first. Two slipped in. Three came last.") == [
        "One came first. {+Two slipped in. +}Three came last."
    ]
    assert told("One came first. Two went.\n\nThree came last.", "One came first.\n\nThree came last.") == [
        "One came first. [-Two went.-]",
        "Three came last.",
    ]


def test_paragraphs_that_came_or_went_stand_by_themselves() -> None:
    assert told("First one.\n\nGone wholly.\n\nLast one.", "First one.\n\nLast one.\n\nAdded at the end.") == [
        "First one.",
        "[-Gone wholly.-]",
        "Last one.",
        "{+Added at the end.+}",
    ]


def test_a_title_is_compared_as_well() -> None:
    difference = word_diff("Ferry late again", "Text.", "Ferry cancelled again", "Text.")
    assert marked(difference.title) == "Ferry [-late -]{+cancelled +}again"
    assert difference.changed
    assert not word_diff("T", "Text.", "T", "Text.").changed


def test_typography_is_no_change() -> None:
    assert not word_diff("“T” – it’s", "A  b…", '"T" - it\'s', "A b…").changed


def test_numbers_are_one_word() -> None:
    assert told("It cost 1,204.50 in all.", "It cost 1,304.50 in all.") == ["It cost [-1,204.50 -]{+1,304.50 +}in all."]


def test_chinese_is_compared_by_characters() -> None:
    assert told("渡轮今天停航。天气很好。", "渡轮明天停航。天气很好。") == ["渡轮[-今-]{+明+}天停航。天气很好。"]


_TEXTS = st.lists(st.sampled_from(["A b. ", "C d e. ", "b ", "\n\n", "“Q” ", "1,204 ", "渡轮。", "d. "]), max_size=30)


@given(_TEXTS, _TEXTS)
def test_each_version_can_be_read_from_the_difference(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    difference = word_diff("T", before, "T", after)
    runs = [run for paragraph in difference.paragraphs for run in paragraph.runs]
    assert "".join("".join(run.text for run in runs if run.change is not Change.REMOVED).split()) == "".join(
        after.split()
    )
    assert "".join("".join(run.text for run in runs if run.change is not Change.ADDED).split()) == "".join(
        before.split()
    )
    assert difference.changed or before.split() == after.split()
    assert not word_diff("T", before, "T", before).changed


def _random_text(chance: random.Random, words: list[str], sentence: int) -> str:
    chosen = [chance.choice(words) for _ in range(20_000)]
    sentences = [" ".join(chosen[at : at + sentence]).capitalize() + "." for at in range(0, len(chosen), sentence)]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


@pytest.mark.parametrize("words", [3_000, 2])
@pytest.mark.parametrize("sentence", [20, 1, 20_000])
def test_twenty_thousand_words_take_no_long_time_however_they_differ(words: int, sentence: int) -> None:
    chance = random.Random(7)
    known = [f"w{number}" for number in range(words)]
    one, other = (_random_text(chance, known, sentence) for _ in range(2))
    began = time.perf_counter()
    changed_kinds(word_diff("T", one, "T", other))
    assert time.perf_counter() - began < 3  # six times what it may take on a machine with nothing else to do
