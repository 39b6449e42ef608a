"""Every command that needs no network: results, records, sentences and exit codes."""

import io
import sys

import pytest

from newsterm.commands.main import COMMANDS


def ids(newsterm, *query):
    return [record["id"] for record in newsterm("search", *query, "--json").records]


def test_help_names_every_command(newsterm, capsys):
    assert newsterm("--help").code == 0
    text = capsys.readouterr().out
    assert all(f"    {name} " in text for name in [*COMMANDS, "demo"])
    assert "Exit codes: 0 done, 1 failed, 2 wrong usage." in text


@pytest.mark.parametrize("name", [*COMMANDS, "demo"])
def test_every_command_explains_itself(newsterm, capsys, name):
    assert newsterm(name, "--help").code == 0
    text = capsys.readouterr().out
    assert text.startswith(f"usage: newsterm {name}")
    assert all(len(line) <= 100 for line in text.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["mark", "blue", "x"],
        ["search", "--limit", "0"],
        ["search", "--lim", "5"],
        ["show"],
        ["export", "csv"],
        ["tag", "is:unread"],
        ["tag", "+x"],
        ["tag", "is:unread", "+x", "y"],
        ["add", "a.example", "b.example", "--title", "T"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_shows_the_usage(newsterm, capsys, arguments):
    result = newsterm(*arguments)
    assert result.code == 2
    assert "usage: newsterm" in result.err + capsys.readouterr().err
    assert result.out == ""


def test_without_a_command_the_reader_opens(newsterm):
    assert newsterm().code == 99
    assert newsterm("demo").code == 99


def test_data_dir_may_stand_after_the_command(newsterm, tmp_path):
    assert newsterm("feeds", "--data-dir", str(tmp_path / "else")).code == 0
    assert (tmp_path / "else" / "library.db").exists()


def test_feeds_lists_ids_titles_folders_and_counters(stocked):
    first, second = stocked("feeds", "--json").records
    assert list(first) == ["id", "title", "url", "folder", "unread", "total", "last_success", "error"]
    assert (first["title"], first["folder"], first["unread"], first["total"]) == ("Harbour Post", "World", 2, 2)
    assert first["last_success"] == "2026-11-22T14:05:00Z"
    assert second["error"] == ""
    assert stocked("feeds").lines[0] == f"{first['id']}\t2/2\tWorld\tHarbour Post\thttps://a.example/feed"


def test_an_empty_library_says_how_to_begin(newsterm):
    assert newsterm("feeds").err == "No feeds yet. `newsterm add ADDRESS` subscribes to one.\n"
    assert newsterm("refresh").code == 0
    assert newsterm("search").out == ""


def test_search_gives_records_newest_first(stocked):
    records = stocked("search", "--json").records
    assert [record["title"] for record in records] == ["Fog warning", "Ferry late", "Grain deal signed"]
    assert records[1] == {
        "id": records[1]["id"],
        "feed": "Harbour Post",
        "feed_url": "https://a.example/feed",
        "title": "Ferry late",
        "url": "https://a.example/2",
        "author": "Ana Kovač",
        "published": "2026-11-22T12:00:00Z",
        "read": False,
        "starred": False,
        "later": False,
        "archived": False,
        "snoozed_until": None,
        "edits": 0,
        "edited": None,
        "tags": [],
        "notes": [],
    }
    assert [r["title"] for r in stocked("search", "--sort", "oldest", "--limit", "1", "--json").records] == [
        "Grain deal signed"
    ]


def test_search_takes_several_words_negations_and_options_between_them(stocked):
    assert len(ids(stocked, "feed:harbour", "-ferry")) == 1
    assert len(ids(stocked, "-is:read", "text", "--limit", "5", "-fog")) == 2
    assert stocked("search", "feed:harbour", "--json", "-ferry").records[0]["title"] == "Grain deal signed"


def test_search_prints_a_line_an_article(stocked):
    stocked("mark", "read", "fog")
    stocked("tag", "fog", "+sea")
    (line,) = stocked("search", "fog").lines
    assert line.split("\t")[1:] == ["2026-11-22T13:00:00Z", "···", "Quay", "Fog warning #sea"]


def test_a_wrong_query_is_one_sentence_with_its_column(stocked):
    result = stocked("search", "tittle:x")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("newsterm: ")
    assert "column 1" in result.err
    assert len(result.err.splitlines()) == 1


def test_show_prints_the_text_or_the_record_with_it(stocked):
    (token,) = ids(stocked, "grain")
    text = stocked("show", token).out
    assert text.startswith(
        "Grain deal signed\nHarbour Post · Ana Kovač · 2026-11-22 11:00 UTC\nhttps://a.example/1\n\nText of Grain"
    )
    assert stocked("show", token, "--text").out == text
    (record,) = stocked("show", token.upper(), "--json").records
    assert record["text"] == "Text of Grain deal signed."
    assert list(record)[-2:] == ["notes", "text"]


@pytest.mark.parametrize(
    ("mark", "query"), [("read", "is:read"), ("starred", "is:starred"), ("unread", "is:unread")], ids=str
)
def test_mark_marks_all_that_the_query_finds(stocked, mark, query):
    stocked("mark", "read", "fog")
    assert stocked("mark", mark, "feed:harbour").code == 0
    assert set(ids(stocked, "feed:harbour")) <= set(ids(stocked, query))


def test_mark_says_what_it_did_on_standard_error(stocked):
    result = stocked("mark", "read", "feed:harbour")
    assert (result.out, result.err) == ("", "Marked 2 articles read\n")
    assert stocked("mark", "unstarred", "fog").err == "“Fog warning” not starred anyway\n"
    assert stocked("mark", "read", "nothing-like-it").err == "No articles there\n"


def test_tags_go_on_and_off_by_a_query(stocked):
    assert stocked("tag", "feed:harbour", "+grain", "+region/odesa").code == 0
    assert stocked("tag", "-fog", "title:grain", "-grain", "+done").err == (
        "Tagged “Grain deal signed” #done and untagged #grain\n"
    )
    assert stocked("tags").lines == ["1\tdone", "1\tgrain", "2\tregion/odesa"]
    assert stocked("tags", "--json").records[0] == {"tag": "done", "articles": 1}


def test_a_note_comes_from_the_argument_or_standard_input(stocked, monkeypatch):
    (token,) = ids(stocked, "fog")
    assert stocked("note", token, "-5 degrees, says the harbour").err == "Wrote the note on “Fog warning”\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Zweite Quelle: Müller\n".encode())))
    assert stocked("note", token).code == 0
    assert stocked("search", "note:müller", "--json").records[0]["notes"] == ["Zweite Quelle: Müller"]


def test_undo_and_redo_say_what_they_did_and_list_shows_it(stocked):
    stocked("mark", "read", "fog")
    assert stocked("undo").err == "Took back: marked “Fog warning” read\n"
    listed = stocked("undo", "--list").lines
    assert listed[0].split("\t")[2:] == ["command line", "marked “Fog warning” read", "undone"]
    assert stocked("redo").err == "Did again: marked “Fog warning” read\n"
    stocked("undo")
    stocked("undo")
    assert stocked("undo").err == "Nothing to take back\n"


def test_feeds_are_renamed_moved_and_dropped_by_id_address_or_title(stocked):
    token = stocked("feeds", "--json").records[0]["id"]
    assert stocked("rename", token, "Port News").err == "Renamed “Harbour Post” to “Port News”\n"
    assert stocked("move", "https://a.example/feed", "Europe/Ports").err == "Moved Port News to Europe/Ports\n"
    assert stocked("unsubscribe", "port news", "quay").code == 0
    assert stocked("feeds").out == ""
    assert stocked("move", "nonesuch").code == 1


def test_opml_goes_out_and_comes_in_again(stocked, tmp_path):
    file = tmp_path / "out.opml"
    assert stocked("export", "opml", "--output", str(file)).code == 0
    assert stocked("export", "opml").out == file.read_text()
    assert stocked("export", "opml", "--output", str(file)).code == 1
    stocked("unsubscribe", "quay", "harbour")
    assert stocked("import", str(file)).err == "Subscribed to 2 feeds\n"
    assert [(r["title"], r["folder"]) for r in stocked("feeds", "--json").records] == [
        ("Harbour Post", "World"),
        ("Quay", ""),
    ]


def test_an_opml_entry_that_would_run_something_is_refused_by_name(newsterm, tmp_path):
    file = tmp_path / "evil.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="x" xmlUrl="exec:touch /tmp/pwned"/>'
        '<outline text="ok" xmlUrl="https://a.example/f"/></body></opml>'
    )
    result = newsterm("import", str(file))
    assert result.code == 0
    refused, imported = result.err.splitlines()
    assert refused.startswith("Refused: ")
    assert "exec" in refused
    assert imported == "Subscribed to “ok”"
    assert len(newsterm("feeds").lines) == 1


def test_a_backup_is_a_library_and_never_overwrites(stocked, tmp_path):
    target = tmp_path / "copy" / "library.db"
    target.parent.mkdir()
    assert stocked("backup", str(target)).code == 0
    again = stocked("backup", str(target))
    assert again.code == 1
    assert "exists already" in again.err
    assert len(stocked("feeds", "--data-dir", str(target.parent)).lines) == 2


def test_the_doctor_is_content_with_a_sound_library(stocked):
    stocked("mark", "starred", "fog")
    result = stocked("doctor")
    assert result.code == 0
    assert "ok\tReplaying the journal gives the same state" in result.lines
    assert all(line.startswith("ok\t") for line in result.lines)


def test_a_fault_becomes_one_sentence_and_its_traceback_goes_to_the_log(stocked, tmp_path, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("newsterm.commands.tags.run", broken)
    result = stocked("tags")
    assert result.code == 1
    assert result.err == f"newsterm: this is a fault of newsterm, not yours; {tmp_path / 'newsterm.log'} says more.\n"
    log = tmp_path / "newsterm.log"
    assert "ZeroDivisionError: by nought" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_an_interrupt_ends_quietly(stocked, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("newsterm.commands.tags.run", interrupted)
    result = stocked("tags")
    assert (result.code, result.out, result.err) == (130, "", "")


def test_a_search_that_finds_nothing_names_what_there_is_none_of(stocked):
    result = stocked("search", "feed:harbor-post")
    assert (result.code, result.out) == (0, "")
    assert result.err == "There is no feed “harbor-post”; did you mean “Harbour Post”?\n"
    assert stocked("search", "zzz").err == ""
