"""What kinds of things an edit changes, said in a few words."""

import pytest

from newsterm.text.change_kinds import changed_kinds
from newsterm.text.word_diff import word_diff


def told(one: str, other: str, title: str = "T", other_title: str = "T") -> str:
    return changed_kinds(word_diff(title, one, other_title, other)).sentence()


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("He said 12 died and 30 were hurt. They did sign.", "He said 14 died and 31 were hurt. They did not sign.",
         "2 numbers, 1 negation changed"),
        ("Trams on three lines stopped.", "Trams on five lines stopped.", "1 number changed"),
        ("About 20,000 homes are dark.", "About 20 000 homes are dark.", "1 word changed"),
        ("The minister Anna Lind spoke.", "The minister Anna Lund spoke.", "1 name changed"),
        ("He went to Paris on foot.", "He went to New Harbour on foot.", "1 name changed"),
        ("He spoke for NATO today.", "He spoke for the EU today.", "1 name changed"),
        ("They did it.", "They didn’t do it.", "1 negation changed"),
        ("He confirmed the report.", "He denied the report.", "1 negation changed"),
        ("It sailed with lights.", "It sailed without lights.", "1 negation changed"),
        ("Er hat das nicht gesagt und die Frau war da.", "Er hat das gesagt und die Frau war da.",
         "1 negation changed"),
        ("Die Fähre fuhr mit dem Kapitän und der Frau.", "Die Fähre fuhr mit dem Bäcker und der Frau.",
         "1 word changed"),
        ("Il a dit que la ville est belle.", "Il n’a pas dit que la ville est belle.", "1 negation changed"),
        ("El hombre fue a la casa de los otros.", "El hombre nunca fue a la casa de los otros.", "1 negation changed"),
        ("A man fell into the harbour.", "A woman fell into the harbour.", "1 word changed"),
        ("It rained.", "It rained. The sun came later.", "4 words added"),
        ("It rained. The sun came later.", "It rained.", "4 words removed"),
        ("“It” rained", '"It" rained', "the same words"),
    ],
)  # fmt: skip
def test_it_names_numbers_names_and_negations(one: str, other: str, words: str) -> None:
    assert told(one, other) == words


def test_a_headline_is_named_first() -> None:
    assert told("Text.", "Text.", "Ferry late", "Ferry cancelled") == "headline changed"
    assert told("It took 5 days.", "It took 6 days.", "Ferry 5 late", "Ferry 6 late") == "headline, 1 number changed"


def test_capitals_of_a_headline_or_of_a_sentences_beginning_are_no_names() -> None:
    assert told("Text.", "Text.", "Ferry Service Stopped Again", "Ferry Service Resumed Again") == "headline changed"
    assert told("Workers left.", "Sailors left.") == "1 word changed"
    assert told("He met Lind there. Workers left.", "He met Lind there. Lind left.") == "1 name changed"


def test_a_sentence_that_only_moved_changes_no_number_or_name() -> None:
    one = "At first 12 men came with Lind. It rained all day. Nobody spoke."
    other = "It rained all day. Nobody spoke. At first 12 men came with Lind."
    assert told(one, other).endswith("words changed")


def test_numbers_that_changed_places_are_told() -> None:
    assert told("Of 12 large ships 30 men came.", "Of 30 large ships 12 men came.") == "2 numbers changed"
