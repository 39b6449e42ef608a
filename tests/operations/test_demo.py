"""The demo's library: the bundled stories, stored like fetched ones."""

from contextlib import closing

from newsterm.model.listing import Listing
from newsterm.operations.context import Context
from newsterm.operations.demo import demo_directory, fill_with_demo
from newsterm.operations.doctor import examine
from newsterm.operations.undo import undo
from newsterm.storage import articles, feeds, revisions, windows
from newsterm.storage.library import Library


def test_the_demo_fills_a_library_with_feeds_in_folders_and_stories(ctx):
    outcome = fill_with_demo(ctx)
    reader = ctx.library.reader()
    known = feeds.all_feeds(reader)
    stories = windows.ids(reader, Listing(), ctx.now())
    assert outcome.sentence == f"Opened the demo: {len(stories)} stories in {len(known)} feeds"
    assert set(outcome.feeds) == {feed.id for feed in known}
    assert all(feed.unread for feed in known)
    assert not examine(ctx).trouble


def test_opening_it_twice_doubles_nothing_and_undo_takes_it_back(ctx):
    fill_with_demo(ctx)
    number = windows.count(ctx.library.reader(), Listing(), ctx.now())
    assert not fill_with_demo(ctx).changed
    assert windows.count(ctx.library.reader(), Listing(), ctx.now()) == number
    undo(ctx)
    assert windows.count(ctx.library.reader(), Listing(), ctx.now()) == 0


def test_a_throwaway_library_leaves_nothing_behind():
    with demo_directory() as directory, closing(Library.open(directory)) as library:
        assert windows.count(library.reader(), Listing("is:unread"), Context(library).now()) > 20
    assert not directory.exists()


def test_one_story_shows_how_its_publisher_edited_it(ctx):
    fill_with_demo(ctx)
    fill_with_demo(ctx)
    reader = ctx.library.reader()
    (article,) = windows.ids(reader, Listing("is:edited"), ctx.now())
    found = revisions.all_of(reader, article)
    assert [version.title for version in found] == [
        "Power cut hits northern districts of Aldermark",
        "Power cut leaves 60,000 homes in Aldermark in the dark",
        "Power back in Aldermark after failed transformer left 64,000 homes dark",
    ]
    assert found[0].seen_at < found[1].seen_at < found[2].seen_at
    assert not articles.rows(reader, [article])[0].edit_unseen
