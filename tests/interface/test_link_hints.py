"""Letters on links: short, on the home row first, and never one the beginning of another."""

import pytest

from newsterm.interface.link_hints import LETTERS, Chosen, LinkHints, codes

LINKS = [f"https://a.example/{number}" for number in range(40)]


@pytest.mark.parametrize("count", [0, 1, 9, 10, 26, 27, 28, 51, 52, 100, 676, 677, 2000])
def test_no_code_is_the_beginning_of_another(count: int) -> None:
    found = codes(count)
    assert len(set(found)) == count
    assert not any(one != other and other.startswith(one) for one in found[:200] for other in found)
    assert [len(code) for code in found] == sorted(len(code) for code in found)


def test_few_links_have_one_letter_of_the_home_row_each() -> None:
    assert "".join(codes(9)) == "asdfghjkl"
    assert codes(26) == list(LETTERS)


def test_more_links_than_letters_take_as_few_long_codes_as_can_be() -> None:
    found = codes(27)
    assert [code for code in found if len(code) > 1] == ["ma", "ms"]
    assert sum(map(len, codes(60))) == 60 + sum(len(code) == 2 for code in codes(60))
    assert sum(len(code) == 2 for code in codes(52)) == 28


def test_typing_the_letters_chooses_the_link() -> None:
    hints = LinkHints(LINKS[:30], LINKS)
    assert hints.letters()[LINKS[0]] == "a"
    assert hints.type("s") == Chosen(LINKS[1], copied=False)


def test_letters_of_two_are_typed_one_after_the_other() -> None:
    hints = LinkHints(LINKS[:30], LINKS)
    assert hints.type("m") is None
    assert set(hints.letters().values()) == {"a", "s", "d", "f", "g"}
    assert hints.take_back()
    assert len(hints.letters()) == 30
    assert not hints.take_back()
    hints.type("m")
    assert hints.type("a") == Chosen(LINKS[25], copied=False)


def test_a_capital_copies() -> None:
    assert LinkHints(LINKS[:3], LINKS).type("D") == Chosen(LINKS[2], copied=True)
    assert LinkHints(LINKS[:3], LINKS, copies=True).type("d") == Chosen(LINKS[2], copied=True)


def test_a_number_chooses_any_link_of_the_article() -> None:
    hints = LinkHints(LINKS[:3], LINKS)
    assert hints.takes("3")
    hints.type("3")
    assert not hints.letters()
    assert not hints.takes("a")
    hints.type("9")
    assert hints.by_number() == Chosen(LINKS[38], copied=False)
    hints.type("9")
    assert hints.by_number() is None


def test_what_no_link_goes_by_is_not_taken() -> None:
    hints = LinkHints(LINKS[:3], LINKS)
    assert not hints.takes("f")
    assert not hints.takes("é")
    assert not hints.takes("²")
    assert hints.takes("a")
    assert LinkHints([], LINKS).by_number() is None
