"""The keys of commands: read from config.toml, laid over the table, and one for one command only where it works."""

from itertools import combinations

import pytest

from newsterm.interface.commands import COMMANDS, Command, Group, Pane
from newsterm.interface.key_names import display_key, key_name, key_names
from newsterm.interface.key_sequences import overlap
from newsterm.interface.keymap import resolve
from newsterm.interface.screens.reading import ReadingScreen
from newsterm.model.errors import ConfigurationError

TREE, LIST, READER = Pane
TABLE = (
    Command("all.one", "one", "One", "", ("a", "g g"), Group.MOVING),
    Command("all.two", "two", "Two", "", ("b", "g u"), Group.MOVING),
    Command("tree.three", "three", "Three", "", ("x",), Group.MOVING, panes=(TREE,)),
    Command("list.four", "four", "Four", "", ("x",), Group.MOVING, panes=(LIST,)),
)


def keys(wanted: dict[str, str], **options: object) -> dict[str, tuple[str, ...]]:
    return resolve(wanted, commands=TABLE, **options).keys  # type: ignore[arg-type]


def test_no_two_commands_share_a_key_where_both_work() -> None:
    for pane in Pane:
        used = [(key_names(key), command.id) for command in COMMANDS if pane in command.panes for key in command.keys]
        clashes = [(one, other) for one, other in combinations(used, 2) if overlap(one[0], other[0])]
        assert not clashes


def test_every_command_has_an_id_and_an_action_of_the_screen() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for command in COMMANDS:
        assert command.panes
        assert command.action.startswith("app.") or hasattr(ReadingScreen, f"action_{command.action}")
    for one, other in combinations(COMMANDS, 2):
        assert one.action != other.action or set(one.panes).isdisjoint(other.panes)


def test_no_default_key_is_a_number_or_the_users_leader() -> None:
    firsts = {key_names(key)[0] for command in COMMANDS for key in command.keys}
    assert firsts.isdisjoint({*"123456789", "comma"})


def test_one_key_serves_two_commands_that_never_work_in_the_same_pane() -> None:
    keymap = resolve({}, commands=TABLE)
    assert keymap.table(TREE)[("x",)].id == "tree.three"
    assert keymap.table(LIST)[("x",)].id == "list.four"
    assert ("x",) not in keymap.table(READER)
    assert keys({"tree.three": "y", "list.four": "y"})["list.four"] == ("y",)


def test_an_unknown_command_is_told_with_what_was_meant() -> None:
    with pytest.raises(ConfigurationError, match=r"line 7: no command is called 'article.stat'; did you mean 'article"):
        resolve({"article.stat": "x"}, lambda _: "config.toml, line 7")


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"all.one": "k", "all.two": "k"}, "'k' cannot stand for 'all.two', 'all.one' has it already"),
        ({"all.one": "k", "list.four": "k"}, "'k' cannot stand for 'list.four', 'all.one' has it already"),
        ({"all.one": "k k", "all.two": "k"}, "'k' cannot stand for 'all.two', 'k k' of 'all.one' begins with it"),
        ({"all.one": "k", "all.two": "k l"}, "'k l' cannot stand for 'all.two', it begins with 'k' of 'all.one'"),
        ({"all.one": "k,k k"}, "'k k' cannot stand for 'all.one', it begins with 'k' of 'all.one'"),
        ({"all.one": "?", "all.two": "question_mark"}, "'question_mark' cannot stand for 'all.two', 'all.one' has it"),
    ],
)
def test_keys_that_cannot_stand_beside_each_other_are_told(wanted: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        keys(wanted)
    assert f"config.toml: {told}" in str(caught.value)


def test_the_users_key_is_taken_from_those_that_have_it_otherwise() -> None:
    assert keys({"all.one": "b"}) == {
        "all.one": ("b",), "all.two": ("g u",), "tree.three": ("x",), "list.four": ("x",)
    }  # fmt: skip
    assert keys({"list.four": "g"})["all.two"] == ("b",)
    assert keys({"tree.three": "x k"})["list.four"] == ("x",)
    assert keys({"tree.three": "a k"})["all.one"] == ("g g",)
    assert keys({"all.one": ""})["all.one"] == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("article.strr", "did you mean 'article.star'?"),
        ("star", "did you mean 'article.star'?"),
        ("artikel.archive", "did you mean 'article.archive'?"),
        ("Go.Later", "did you mean 'go.later'?"),
        ("article.foo", "the line that `:` opens in newsterm names them: type `article.` there."),
        ("go.xyzzy", "type `go.` there."),
        ("", "type `article.` there."),
    ],
)
def test_only_a_name_that_is_near_is_taken_for_what_was_meant(name: str, hint: str) -> None:
    problems: list[str] = []
    resolve({name: "x"}, problems=problems)
    assert problems[0].endswith(hint)


def test_of_wrong_entries_each_is_told_and_the_others_serve() -> None:
    problems: list[str] = []
    found = keys({"all.one": "spcae", "all.two": "k", "none": "l"}, problems=problems)
    assert [problem.split(";")[0] for problem in problems] == [
        "config.toml: 'spcae' is no key",
        "config.toml: no command is called 'none'",
    ]
    assert (found["all.one"], found["all.two"]) == (("a", "g g"), ("k",))


@pytest.mark.parametrize("key", ["spcae", "ctrl+", "ctrl+spam", "xx", "g spcae", "leader xx", "\x00", "ctrl+\x1b"])
def test_what_is_no_key_is_told(key: str) -> None:
    with pytest.raises(ConfigurationError, match="is no key"):
        resolve({"article.star": key})


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("1", "'1' cannot be the key of a command, digits are the numbers before one; 'leader 1' can"),
        ("leader", "'leader' wants a key after it, such as 'leader x'"),
        ("g escape", "'g escape' cannot be typed, escape drops the keys before it"),
        ("g esc", "'g esc' cannot be typed"),
        ("a b c d e", "'a b c d e' is too long, 4 keys one after the other are the most"),
    ],
)
def test_what_cannot_be_typed_as_a_command_is_told(key: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        keys({"all.one": key})
    assert told in str(caught.value)


@pytest.mark.parametrize("key", ["x", "ctrl+k", "space", "f5", "?", ",", "esc", "shift+tab", "alt+enter", "é", "0"])
def test_characters_names_and_modifiers_are_keys(key: str) -> None:
    assert resolve({"article.star": key}).keys["article.star"] == (key,)


def test_the_leader_stands_for_the_users_own_key() -> None:
    assert keys({"all.one": "leader x, leader 1"})["all.one"] == (", x", ", 1")
    assert keys({"all.one": "leader x"}, leader="space")["all.one"] == ("space x",)


def test_a_base_takes_the_place_of_the_tables_keys() -> None:
    found = keys({"all.two": "z"}, base={"all.one": ("n", "z"), "list.four": ("l",)})
    assert found == {"all.one": ("n",), "all.two": ("z",), "tree.three": ("x",), "list.four": ("l",)}


def test_keys_are_written_as_people_write_them() -> None:
    written = ["ctrl+p", "escape", "pagedown", "up", "x", "g g", "g question_mark", "comma x", "left_square_bracket"]
    assert [display_key(key) for key in written] == ["^p", "esc", "pgdn", "↑", "x", "g g", "g ?", ", x", "["]


@pytest.mark.parametrize(
    ("key", "name"),
    [("?", "question_mark"), ("G", "G"), ("ctrl+/", "ctrl+slash"), ("ctrl++", "ctrl+plus"), ("+", "plus"),
     ("§", "section_sign"), ("é", "é"), ("esc", "escape"), ("shift+tab", "shift+tab")],
)  # fmt: skip
def test_keys_have_textuals_names(key: str, name: str) -> None:
    assert key_name(key) == name
