"""Parts of sentences."""

from newsterm.operations.wording import capitalised, counted, listed, quoted, shortened


def test_numbers_agree_with_their_nouns():
    assert [counted(n, "feed") for n in (0, 1, 1204)] == ["0 feeds", "1 feed", "1,204 feeds"]
    assert counted(2, "entry", "entries") == "2 entries"


def test_long_names_are_cut_at_a_word():
    assert shortened("Short") == "Short"
    assert shortened("Harbour talks resume as both sides weigh the ceasefire") == (
        "Harbour talks resume as both sides weigh the…"
    )
    assert len(shortened("x" * 100)) == 48
    assert quoted("A") == "“A”"


def test_names_are_joined_as_one_would_say_them():
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert capitalised("marked 3 read") == "Marked 3 read"
