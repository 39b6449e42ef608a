"""config.toml: what it may say, and what a wrong one gets."""

from pathlib import Path

import pytest

from newsterm.configuration import Settings, load, read
from newsterm.configuration_lines import entry_lines, line_of_key
from newsterm.model.errors import ConfigurationError
from newsterm.model.login import Login
from newsterm.model.user_command import UserCommand

FILE = Path("config.toml")


def refused(text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(text, FILE)
    return str(caught.value)


def test_no_file_gives_the_defaults(tmp_path):
    assert load(tmp_path / "config.toml") == Settings()


def test_every_setting_can_be_set():
    settings = read(
        'theme = "ansi"\nmeasure = 60\nmark_read_after = -1\nrow = "comfortable"\nadvance = false\n'
        'refresh_on_start = true\nrefresh_every = 0\neditor = "code --wait"\nbrowser = ["firefox", "--new-tab"]\n'
        'notify = "bell"\nprofile = "elfeed"\nleader = "space"\nown_hosts = ["news.corp.example"]\n'
        '[keys]\nstar = "s,ctrl+s"\nnext-unread = ["n", ",", "g n"]\n'
        '[[command]]\ntitle = "Keep"\nkey = ["leader x", ","]\nrun = ["article.star", "article.archive"]\n'
        '[[command]]\ntitle = "Tag"\nquery = "a b"\ndo = "tag +c"\n'
        '[[command]]\ntitle = "Send"\nprogram = ["send", "--now"]\n'
        '[login."https://a.example/feed"]\nname = "ana"\npassword = "secret"\n',
        FILE,
    )
    assert settings == Settings(
        theme="ansi",
        measure=60,
        mark_read_after=-1.0,
        row="comfortable",
        advance=False,
        refresh_on_start=True,
        refresh_every=0,
        editor="code --wait",
        browser=("firefox", "--new-tab"),
        notify="bell",
        profile="elfeed",
        leader="space",
        own_hosts=("news.corp.example",),
        login={"https://a.example/feed": Login("ana", "secret")},
        keys={"star": "s,ctrl+s", "next-unread": "n,comma,g n"},
        command=(
            UserCommand("Keep", "config.toml, line 17", "leader x,comma", run=("article.star", "article.archive")),
            UserCommand("Tag", "config.toml, line 21", query="a b", do="tag +c"),
            UserCommand("Send", "config.toml, line 25", program=("send", "--now")),
        ),
    )
    assert not [name for name in Settings._fields if getattr(settings, name) == getattr(Settings(), name)]


def test_of_a_wrong_file_all_that_is_wrong_is_told_and_the_rest_serves(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(
        'measure = 5\nzzz = 1\nrow = "comfortable"\n[keys]\nstar = 3\nnote = "w"\n[[command]]\ntitle = "T"\n', "utf-8"
    )
    problems = []
    settings = load(path, problems)
    assert (settings.measure, settings.row, dict(settings.keys)) == (72, "comfortable", {"note": "w"})
    assert [problem.removeprefix(f"{path}, ").split(":")[0] for problem in problems] == [
        "line 1", "line 2", "line 5", "line 7"
    ]  # fmt: skip
    problems = []
    path.write_text("measure = ")
    assert load(path, problems) == Settings()
    assert len(problems) == 1


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
        ('profile = "emacs"', 'profile must be "vim", "newsboat" or "elfeed"'),
        ("leader = 3", "leader must be one key"),
        ('leader = "a b"', "leader must be one key"),
        ("command = 3", "command must be a table"),
        ("theme = 3", "theme must be the name of a theme"),
        ('browser = "firefox"', "browser must be a list of words"),
        ('notify = "loud"', 'notify must be "bell", "osc9", "osc777"'),
        ("notify = []", "notify must be"),
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


def test_the_lines_of_an_array_of_tables_are_those_of_its_keys():
    text = '[[command]]\ntitle = "a"\n[keys]\nx = "y"\n\n[[ command ]] # mine\n"key" = "k"\ntitle = "b"\n'
    assert entry_lines(text, "command", 2) == [{"": 1, "title": 2}, {"": 6, "key": 7, "title": 8}]
    assert entry_lines("a = 1\ncommand = [{}, {}]\n", "command", 2) == [{"": 2}, {"": 2}]


def test_the_line_of_a_key_is_not_taken_from_the_table_behind(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[[command]]\nkey = "x"\nleader = 1\n[keys]\nkey = "y"\n')
    assert line_of_key(path, "keys", "key") == 5


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


def test_a_byte_order_mark_is_no_mistake(tmp_path):
    (tmp_path / "config.toml").write_text('\ufeffnotify = "bell"\n', encoding="utf-8")
    assert load(tmp_path / "config.toml").notify == "bell"


@pytest.mark.parametrize(
    ("text", "told"), [("x = " + "9" * 5_000, "too many digits"), ("x = " + "[" * 5_000, "lists too deeply")]
)
def test_what_no_reader_of_toml_takes_is_one_sentence(text, told):
    with pytest.raises(ConfigurationError, match=told):
        read(text, Path("config.toml"))
