"""Starter packs offer a few feeds a topic, each good enough to subscribe to as it stands."""

from newsterm.demo.starter_packs import starter_packs


def test_there_are_a_few_packs_of_a_few_feeds() -> None:
    packs = starter_packs()
    assert 5 <= len(packs) <= 6
    assert len({pack.name for pack in packs}) == len(packs)
    for pack in packs:
        assert 4 <= len(pack.feeds) <= 6
        assert pack.description
        assert not pack.description.endswith(".")


def test_every_feed_is_named_has_a_folder_and_is_fetched_safely() -> None:
    feeds = [feed for pack in starter_packs() for feed in pack.feeds]
    assert len({feed.url for feed in feeds}) == len(feeds)
    for feed in feeds:
        assert feed.title
        assert feed.folder
        assert feed.url.startswith("https://")
        assert feed.site_url.startswith("https://")
