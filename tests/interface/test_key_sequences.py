"""Keys typed one after the other: numbers before commands, chords, and what drops them."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.interface.key_sequences import (
    MOST,
    Dropped,
    Nothing,
    Pending,
    Run,
    Typed,
    continuations,
    overlap,
    press,
)

TABLE = {
    ("j",): "down",
    ("0",): "zero",
    ("escape",): "back",
    ("g", "g"): "first",
    ("g", "u"): "unread",
    ("g", "1"): "grade",
    ("comma", "a", "b"): "mine",
}


def typed(*keys: str) -> list[str]:
    """What each key comes to."""
    state, told = Typed(), []
    for key in keys:
        match press(state, key, TABLE):
            case Run(command, count):
                state = Typed()
                told.append(command if count is None else f"{count} {command}")
            case Pending(state):
                told.append("…")
            case Dropped(_, wrong):
                state = Typed()
                told.append(f"not {wrong}" if wrong else "dropped")
            case Nothing():
                told.append("-")
    return told


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("j", "down"),
        ("x", "-"),
        ("g g", "… first"),
        ("g u j", "… unread down"),
        ("comma a b", "… … mine"),
        ("5 j", "… 5_down"),
        ("1 2 j j", "… … 12_down down"),
        ("1 0 j", "… … 10_down"),
        ("0", "zero"),
        ("1 2 g g", "… … … 12_first"),
        ("g 1", "… grade"),
        ("3 g 1", "… … 3_grade"),
        ("escape", "back"),
        ("g escape", "… dropped"),
        ("g escape escape", "… dropped back"),
        ("5 escape j", "… dropped down"),
        ("5 g escape", "… … dropped"),
        ("g x", "… not_x"),
        ("g x j", "… not_x down"),
        ("g j", "… not_j"),
        ("5 x j", "… not_x down"),
        ("comma a g g", "… … not_g …"),
    ],
)
def test_keys_come_to_commands(keys: str, told: str) -> None:
    assert typed(*keys.split()) == [word.replace("_", " ") for word in told.split()]


def test_a_number_stops_at_the_largest() -> None:
    assert typed(*"99999999", "j")[-1] == f"{MOST} down"


def test_only_the_ten_digits_are_numbers() -> None:
    assert typed("٣", "j") == ["-", "down"]
    assert typed("²", "j") == ["-", "down"]


def test_what_may_follow_is_told_in_the_order_of_the_table() -> None:
    assert continuations(Typed("3", ("g",)), TABLE) == [(("g",), "first"), (("u",), "unread"), (("1",), "grade")]
    assert continuations(Typed("", ("comma",)), TABLE) == [(("a", "b"), "mine")]
    assert continuations(Typed("3"), TABLE) == []


def test_sequences_overlap_where_one_begins_with_the_other() -> None:
    assert overlap(("g",), ("g", "u"))
    assert overlap(("g", "u"), ("g", "u"))
    assert not overlap(("g", "u"), ("g", "g"))
    assert not any(overlap(one, other) for one, other in combinations(TABLE, 2))


KEYS = st.sampled_from(["j", "g", "u", "comma", "a", "b", "0", "1", "7", "escape", "x"])


@given(st.lists(KEYS, max_size=30))
def test_after_any_keys_esc_twice_is_esc_alone(keys: list[str]) -> None:
    assert typed(*keys, "escape", "escape")[-1] == "back"


@given(st.integers(1, MOST), st.sampled_from(["j", "g u"]))
def test_any_number_stands_before_any_command(count: int, keys: str) -> None:
    name = {"j": "down", "g u": "unread"}[keys]
    assert typed(*str(count), *keys.split())[-1] == f"{count} {name}"
