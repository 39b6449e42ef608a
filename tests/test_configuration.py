"""config.toml: what it may say, and what a wrong one gets."""

from pathlib import Path

import pytest

from newsterm.configuration import Settings, line_of_key, load, read
from newsterm.model.errors import ConfigurationError

FILE = Path("config.toml")


def refused(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(text, FILE)
    return str(caught.value)


def test_no_file_gives_the_defaults(tmp_path):
    assert load(tmp_path / "config.toml") == Settings()


def test_every_setting_can_be_set():
    settings = read(
        'theme = "ansi"\nmeasure = 60\nmark_read_after = -1\nrow = "comfortable"\nrefresh_on_start = true\n'
        'refresh_every = 0\neditor = "code --wait"\nbrowser = ["firefox", "--new-tab"]\n'
        '[keys]\nstar = "s,ctrl+s"\nnext-unread = ["n", "tab"]\n',
        FILE,
    )
    assert settings == Settings(
        theme="ansi",
        measure=60,
        mark_read_after=-1.0,
        row="comfortable",
        refresh_on_start=True,
        refresh_every=0,
        editor="code --wait",
        browser=("firefox", "--new-tab"),
        keys={"star": "s,ctrl+s", "next-unread": "n,tab"},
    )


def test_an_unknown_setting_names_its_line_and_the_nearest_one():
    message = refused('theme = "ansi"\n\nmesure = 60\n')
    assert message == "config.toml, line 3: there is no setting mesure; did you mean measure?"


def test_an_unknown_table_names_its_line_and_what_is_allowed():
    message = refused('theme = "ansi"\n[zzz]\na = 1\n')
    assert message.startswith("config.toml, line 2: there is no setting zzz; allowed are theme, measure")


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("measure = 5", "measure must be a whole number of cells from 20 to 200"),
        ("measure = true", "measure must be a whole number of cells"),
        ('row = "huge"', 'row must be "compact" or "comfortable"'),
        ("row = [1]", 'row must be "compact" or "comfortable"'),
        ("refresh_on_start = 1", "refresh_on_start must be true or false"),
        ('mark_read_after = "soon"', "mark_read_after must be a number of seconds"),
        ("refresh_every = -5", "refresh_every must be a whole number of minutes"),
        ("theme = 3", "theme must be the name of a theme"),
        ('browser = "firefox"', "browser must be a list of words"),
        ("editor = 1", "editor must be a text in quotes"),
        ('keys = "s"', "keys must be a table"),
    ],
)
def test_a_wrong_value_names_its_line_and_what_is_allowed(text, allowed):
    assert refused("# mine\n" + text).startswith(f"config.toml, line 2: {allowed}")


def test_a_wrong_key_names_the_line_of_its_command():
    message = refused('theme = "ansi"\n[keys]\nread = "m"\n"star" = 5\n')
    assert message.startswith('config.toml, line 4: star must be a key or several, such as "s"')


@pytest.mark.parametrize("line", ['feed.add = "a"', '"feed.add" = "a"', 'feed = { add = "a" }'])
def test_command_ids_with_dots_need_no_quotes(line):
    assert read(f"[keys]\n{line}\n", FILE).keys == {"feed.add": "a"}


def test_the_line_of_a_dotted_command_is_found(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[keys]\nfeed.add = "a"\n"feed.drop" = "d"\n[keys.view]\nall = "x"\n')
    assert [line_of_key(path, "keys", name) for name in ("feed.add", "feed.drop", "view.all")] == [2, 3, 5]


def test_a_syntax_error_keeps_line_and_column():
    assert refused('theme = "ansi"\nmeasure = \n') == "config.toml: line 2, column 11: Invalid value."
    assert refused('theme = "ansi').startswith("config.toml: line 1")


def test_the_line_of_a_command_is_found_in_its_table(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('star = 1\n[other]\nstar = 2\n[keys]\n# star = 3\nstar = "s"\n')
    assert line_of_key(path, "keys", "star") == 6
    path.write_text('keys.star = "s"\n')
    assert line_of_key(path, "keys", "star") == 1
    assert line_of_key(tmp_path / "none", "keys", "star") == 1


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path):
    (tmp_path / "config.toml").write_bytes(b"theme = '\xff'")
    with pytest.raises(ConfigurationError, match="is not UTF-8"):
        load(tmp_path / "config.toml")
    with pytest.raises(ConfigurationError, match="cannot be read: Is a directory"):
        load(tmp_path)
