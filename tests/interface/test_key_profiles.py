"""Keys of other readers: what their documents say, as far as a command of ours does the same."""

from itertools import combinations

import pytest

from newsterm.configuration import Settings
from newsterm.interface.commands import COMMANDS, Pane
from newsterm.interface.key_names import is_key, key_names
from newsterm.interface.key_profiles import PROFILES, keys_of_profile
from newsterm.interface.key_sequences import overlap
from newsterm.interface.keymap import Keymap, lay_profile
from newsterm.interface.user_keys import keys_of

TREE, LIST, READER = Pane


def keymap(profile: str, **keys: str) -> Keymap:
    problems: list[str] = []
    settings = Settings(profile=profile, keys={name.replace("__", "."): key for name, key in keys.items()})
    found = keys_of(settings, None, problems)  # type: ignore[arg-type]  # no file is looked into
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("profile", "pane", "key", "command"),
    [
        ("vim", LIST, "j", "move.down"),
        ("vim", LIST, "g g", "move.first"),
        ("vim", LIST, "G", "move.last"),
        ("vim", LIST, "ctrl+d", "move.half_down"),
        ("vim", LIST, "n", "move.next_unread"),
        ("vim", READER, "n", "find.next"),
        ("vim", READER, "slash", "find.open"),
        ("vim", LIST, "u", "history.undo"),
        ("newsboat", LIST, "enter", "pane.open"),
        ("newsboat", READER, "q", "pane.back"),
        ("newsboat", LIST, "Q", "program.quit"),
        ("newsboat", TREE, "r", "feed.refresh"),
        ("newsboat", TREE, "R", "feed.refresh_all"),
        ("newsboat", LIST, "A", "list.mark_read"),
        ("newsboat", LIST, "n", "move.next_unread"),
        ("newsboat", LIST, "p", "move.previous_unread"),
        ("newsboat", LIST, "J", "move.down"),
        ("newsboat", LIST, "K", "move.up"),
        ("newsboat", LIST, "o", "article.browse"),
        ("newsboat", READER, "O", "article.browse"),
        ("newsboat", READER, "question_mark", "program.help"),
        ("newsboat", LIST, "N", "article.toggle_read"),
        ("newsboat", READER, "u", "article.link"),
        ("newsboat", READER, "number_sign", "article.link"),
        ("newsboat", LIST, "slash", "search.open"),
        ("newsboat", LIST, "D", "article.archive"),
        ("newsboat", LIST, "ctrl+b", "article.star"),
        ("newsboat", LIST, "ctrl+e", "article.tag"),
        ("newsboat", LIST, "F", "search.here"),
        ("newsboat", LIST, "g", "list.sort"),
        ("newsboat", LIST, "colon", "program.command_line"),
        ("newsboat", LIST, "home", "move.first"),
        ("newsboat", LIST, "end", "move.last"),
        ("newsboat", LIST, "apostrophe u", "go.unread"),
        ("elfeed", LIST, "n", "move.down"),
        ("elfeed", LIST, "p", "move.up"),
        ("elfeed", LIST, "enter", "pane.open"),
        ("elfeed", LIST, "r", "article.toggle_read"),
        ("elfeed", LIST, "u", "article.toggle_read"),
        ("elfeed", LIST, "b", "article.browse"),
        ("elfeed", READER, "b", "article.browse"),
        ("elfeed", READER, "y", "article.copy"),
        ("elfeed", LIST, "s", "search.open"),
        ("elfeed", READER, "s", "search.from_article"),
        ("elfeed", LIST, "S", "search.here"),
        ("elfeed", TREE, "g", "feed.refresh"),
        ("elfeed", LIST, "G", "feed.refresh_all"),
        ("elfeed", LIST, "plus", "article.tag"),
        ("elfeed", LIST, "minus", "article.untag"),
        ("elfeed", READER, "q", "pane.back"),
        ("elfeed", LIST, "less_than_sign", "move.first"),
        ("elfeed", LIST, "greater_than_sign", "move.last"),
        ("elfeed", READER, "space", "move.advance"),
        ("elfeed", READER, "backspace", "move.page_up"),
        ("elfeed", LIST, "h", "program.help"),
        ("elfeed", LIST, "apostrophe u", "go.unread"),
        ("elfeed", LIST, "Y m", "article.copy_markdown"),
    ],
)
def test_a_key_does_what_it_does_in_the_other_reader(profile: str, pane: Pane, key: str, command: str) -> None:
    assert keymap(profile).table(pane)[tuple(key.split())].id == command


@pytest.mark.parametrize("profile", PROFILES)
def test_every_command_is_reached_in_every_profile(profile: str) -> None:
    keys = keymap(profile).keys
    assert [command.id for command in COMMANDS if command.keys and not keys[command.id]] == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("pane", Pane)
def test_no_profile_has_one_key_for_two_commands(profile: str, pane: Pane) -> None:
    found = keymap(profile)
    used = [key_names(key) for command in COMMANDS if pane in command.panes for key in found.keys[command.id]]
    assert [(one, other) for one, other in combinations(used, 2) if overlap(one, other)] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_names_commands_and_keys_that_there_are(profile: str) -> None:
    assert set(PROFILES[profile]) <= {command.id for command in COMMANDS}
    for keys in keys_of_profile(profile).values():
        assert all(is_key(part) for key in keys for part in key.split())
        assert all(key_names(key)[0] not in {*"123456789", "comma"} for key in keys)


def test_the_users_keys_go_on_top_of_a_profile() -> None:
    found = keymap("newsboat", article__tag="n")
    assert found.table(LIST)[("n",)].id == "article.tag"
    assert found.keys["move.next_unread"] == ()
    assert found.keys["article.toggle_read"] == ("N",)


def test_a_profile_takes_its_keys_from_commands_that_it_does_not_name() -> None:
    found = lay_profile({"move.down": ("k",)}, COMMANDS)
    assert found["move.down"] == ("k",)
    assert found["move.up"] == ("up",)
