"""What a user does to articles and feeds: what it changes, what it says, and how it is taken back."""

import pytest

from newsterm.model.errors import AddressError, NewstermError, NotFoundError, QueryError
from newsterm.model.identifiers import feed_id
from newsterm.model.listing import Listing, Sort
from newsterm.model.parsed import FeedLink
from newsterm.operations.annotate import write_note
from newsterm.operations.context import Context
from newsterm.operations.doctor import examine
from newsterm.operations.mark import mark_listing_read, mark_read, mark_unread
from newsterm.operations.move import move
from newsterm.operations.rename import rename
from newsterm.operations.search import find_ids, search
from newsterm.operations.star import star, unstar
from newsterm.operations.subscribe import subscribe
from newsterm.operations.tag import check_tag, tag
from newsterm.operations.undo import history, redo, undo
from newsterm.operations.unsubscribe import unsubscribe
from newsterm.storage import articles, feeds, notes
from tests.operations.conftest import entry

FEED = "https://a.example/feed"


def row(ctx, article):
    return articles.rows(ctx.library.reader(), [article])[0]


def feed(ctx):
    return feeds.find(ctx.library.reader(), FEED)


def test_marking_says_how_many_it_really_marked(ctx, ids):
    assert mark_read(ctx, ids[:1]).sentence == "Marked “Story 1” read"
    outcome = mark_read(ctx, ids)
    assert outcome.sentence == "Marked 2 articles read"
    assert set(outcome.articles) == set(ids[1:])
    assert feed(ctx).unread == 0
    assert mark_unread(ctx, ids[:2]).sentence == "Marked 2 articles unread"


def test_what_is_so_already_changes_nothing_and_says_so(ctx, ids):
    mark_read(ctx, ids)
    again = mark_read(ctx, ids)
    assert again.sentence == "All 3 read already"
    assert not again.changed
    assert mark_read(ctx, ids[:1]).sentence == "“Story 1” read already"
    assert mark_read(ctx, []).sentence == "No articles there"
    assert unstar(ctx, ids[:1]).sentence == "“Story 1” not starred anyway"


def test_a_whole_list_is_marked_read_as_one_step(ctx, ids):
    star(ctx, ids[:2])
    assert mark_listing_read(ctx, Listing("is:starred")).sentence == "Marked 2 articles read"
    assert undo(ctx).sentence == "Took back: marked 2 articles read"
    assert feed(ctx).unread == 3


def test_stars_come_and_go(ctx, ids):
    assert star(ctx, ids[:1]).sentence == "Starred “Story 1”"
    assert row(ctx, ids[0]).starred
    assert unstar(ctx, ids[:1]).sentence == "Unstarred “Story 1”"
    assert not row(ctx, ids[0]).starred


def test_tags_are_put_on_and_taken_off_in_one_step(ctx, ids):
    assert tag(ctx, ids[:1], ["todo"]).sentence == "Tagged “Story 1” #todo"
    assert tag(ctx, ids, ["region/syria", "ports"], ["todo"]).sentence == (
        "Tagged 3 articles #region/syria and #ports and untagged #todo"
    )
    assert row(ctx, ids[0]).tags == ("ports", "region/syria")
    undo(ctx)
    assert row(ctx, ids[0]).tags == ("todo",)
    assert tag(ctx, ids[:1], remove=["todo"]).sentence == "Removed #todo from “Story 1”"
    assert tag(ctx, ids[:1], remove=["todo"]).sentence == "“Story 1” not tagged #todo anyway"
    assert tag(ctx, ids[:1]).sentence == "No tags given"


def test_braces_in_tags_and_titles_are_just_characters(ctx, put):
    (article,) = put(FEED, [entry("1", "A {0} title")])
    assert tag(ctx, [article], ["a{b}"]).sentence == "Tagged “A {0} title” #a{b}"


@pytest.mark.parametrize("name", ["", " / ", "none", "+x", "-x", "a,b", "x" * 201])
def test_names_that_no_tag_can_have_are_refused(name):
    with pytest.raises(NewstermError):
        check_tag(name)


def test_a_tags_name_is_made_one_safe_word():
    assert check_tag(" region / middle  east ") == "region/middle-east"
    assert check_tag("a\x1b[2Jb") == check_tag("a\x1b[2Jb").replace("\x1b", "")
    assert check_tag('admiralty-scale:source-reliability="b"') == 'admiralty-scale:source-reliability="b"'


def test_a_note_is_written_changed_and_removed(ctx, ids):
    assert write_note(ctx, ids[0], " Check with Reuters.\n").sentence == "Wrote the note on “Story 1”"
    assert notes.of(ctx.library.reader(), ids[0]) == "Check with Reuters."
    assert write_note(ctx, ids[0], "Checked.").sentence == "Changed the note on “Story 1”"
    assert not write_note(ctx, ids[0], "Checked.").changed
    assert write_note(ctx, ids[0], "").sentence == "Removed the note from “Story 1”"
    assert write_note(ctx, ids[0], "").sentence == "There is no note on “Story 1”"
    assert not row(ctx, ids[0]).noted
    undo(ctx)
    assert notes.of(ctx.library.reader(), ids[0]) == "Checked."
    with pytest.raises(NotFoundError):
        write_note(ctx, 12345, "x")


def test_subscribing_puts_a_feed_into_its_folder(ctx):
    outcome = subscribe(ctx, [FeedLink("https://a.example/feed", "Harbour Post", " World / Europe ")])
    assert outcome.sentence == "Subscribed to “Harbour Post” in World/Europe"
    assert outcome.feeds == (feed_id(FEED),)
    assert (feed(ctx).title, feed(ctx).folder) == ("Harbour Post", "World/Europe")


def test_subscribing_again_says_so_and_changes_nothing(ctx):
    links = [FeedLink("https://a.example/1", "A", "World"), FeedLink("https://a.example/2", "B")]
    assert subscribe(ctx, links).sentence == "Subscribed to 2 feeds"
    assert subscribe(ctx, links[:1]).sentence == "Already subscribed to “A” in World"
    assert subscribe(ctx, links).sentence == "Already subscribed to all 2 feeds"
    more = [*links, FeedLink("https://a.example/3", "C")]
    assert subscribe(ctx, more).sentence == "Subscribed to “C”; 2 others were there already"
    assert subscribe(ctx, []).sentence == "No feeds there"


def test_one_wrong_address_subscribes_to_nothing(ctx):
    with pytest.raises(AddressError, match="“Bad”"):
        subscribe(ctx, [FeedLink("https://a.example/"), FeedLink("exec:touch /tmp/x", "Bad")])
    assert feeds.all_feeds(ctx.library.reader()) == []


def test_a_publishers_title_gives_way_and_a_users_stays(ctx, put):
    subscribe(ctx, [FeedLink(FEED, "From the page")])
    put(FEED, [], title="Harbour Post")
    assert feed(ctx).title == "Harbour Post"
    subscribe(ctx, [FeedLink("https://b.example/feed", "Mine")], titles_are_the_users=True)
    put("https://b.example/feed", [], title="Theirs")
    assert feeds.find(ctx.library.reader(), "https://b.example/feed").title == "Mine"


def test_unsubscribing_keeps_what_the_user_touched_and_undo_brings_all_back(ctx, ids):
    star(ctx, ids[:1])
    assert unsubscribe(ctx, feed_id(FEED)).sentence == "Unsubscribed from “Harbour Post”"
    assert find_ids(ctx, "") == ids[:1]
    with pytest.raises(NotFoundError):
        unsubscribe(ctx, feed_id(FEED))
    assert undo(ctx).sentence == "Took back: unsubscribed from “Harbour Post”"
    assert find_ids(ctx, "") == ids


def test_resubscribing_revives_the_feed_with_its_articles(ctx, ids):
    unsubscribe(ctx, feed_id(FEED))
    assert subscribe(ctx, [FeedLink(FEED)]).changed
    assert find_ids(ctx, "") == ids
    assert feed(ctx).title == "Harbour Post"


def test_renaming_and_the_publishers_title_back(ctx, ids):
    assert rename(ctx, feed_id(FEED), "Port News").sentence == "Renamed “Harbour Post” to “Port News”"
    assert not rename(ctx, feed_id(FEED), "Port News").changed
    assert rename(ctx, feed_id(FEED), "").sentence == "Renamed “Port News” to “Harbour Post”"


def test_moving_between_folders(ctx, ids):
    assert move(ctx, feed_id(FEED), "World").sentence == "Moved Harbour Post to World"
    assert move(ctx, feed_id(FEED), "World/").sentence == "Harbour Post is in World already"
    assert move(ctx, feed_id(FEED), "").sentence == "Moved Harbour Post out of World"
    assert move(ctx, feed_id(FEED), "").sentence == "Harbour Post is in no folder anyway"


def test_undo_goes_back_step_by_step_and_redo_forward(ctx, ids):
    mark_read(ctx, ids)
    star(ctx, ids[:1])
    assert [group.label for group in history(ctx)][:2] == ["starred “Story 1”", "marked 3 articles read"]
    assert undo(ctx).sentence == "Took back: starred “Story 1”"
    assert undo(ctx).sentence == "Took back: marked 3 articles read"
    assert redo(ctx).sentence == "Did again: marked 3 articles read"
    assert redo(ctx).sentence == "Did again: starred “Story 1”"
    assert redo(ctx).sentence == "Nothing to do again"
    for _ in range(3):
        undo(ctx)
    assert undo(ctx).sentence == "Nothing to take back"


def test_what_showing_marked_is_passed_over_by_undo(ctx, ids):
    star(ctx, ids[:1])
    mark_read(Context(ctx.library, "shown", ctx.now), ids[:1])
    assert undo(ctx).sentence == "Took back: starred “Story 1”"
    assert row(ctx, ids[0]).read


def test_search_finds_whole_or_limited_lists_in_order(ctx, put):
    ids = put(FEED, [entry(str(number), text="grain") for number in range(1203)])
    assert [found.id for found in search(ctx, "grain")] == ids
    assert [found.id for found in search(ctx, "grain", limit=2)] == ids[:2]
    assert [found.id for found in search(ctx, "", limit=600, sort=Sort.OLDEST)] == ids[::-1][:600]
    with pytest.raises(QueryError):
        search(ctx, "tittle:x")


def test_the_doctor_finds_nothing_after_all_this(ctx, ids):
    mark_read(ctx, ids)
    tag(ctx, ids, ["a"])
    write_note(ctx, ids[0], "x")
    rename(ctx, feed_id(FEED), "Mine")
    undo(ctx)
    unsubscribe(ctx, feed_id(FEED))
    report = examine(ctx)
    assert not report.trouble
    assert not report.failing
    assert "Replaying the journal gives the same state" in report.passed


def test_the_doctor_tells_of_a_table_that_left_the_journal(ctx, ids):
    with ctx.library.writing(durable=True) as connection:
        connection.execute("UPDATE articles SET starred = 1 WHERE id = ?", (ids[0],))
    assert any("starred; the journal says otherwise" in line for line in examine(ctx).trouble)
