"""The feeds that the addresses of well-known sites tell by themselves."""

import pytest

from newsterm.model.errors import AddressError
from newsterm.model.parsed import FeedLink
from newsterm.parsing.known_sites import known_feeds
from newsterm.parsing.pages import find_feeds

pytestmark = pytest.mark.checklist("H70")

CHANNEL = "UCabcdefghij0123456789-_"
OF_CHANNEL = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


def urls(address: str) -> list[str]:
    return [link.url for link in known_feeds(address) or ()]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", OF_CHANNEL),
        (f"https://m.youtube.com/channel/{CHANNEL}/videos?view=0", OF_CHANNEL),
        (
            "https://www.youtube.com/playlist?si=x&list=PLab_cd-1",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PLab_cd-1",
        ),
        ("https://www.reddit.com/r/linux", "https://www.reddit.com/r/linux/.rss"),
        ("http://old.reddit.com/r/linux+bsd/?count=25", "https://www.reddit.com/r/linux+bsd/.rss"),
        ("https://reddit.com/r/rss/new/", "https://www.reddit.com/r/rss/new/.rss"),
        ("https://www.reddit.com/u/ada", "https://www.reddit.com/user/ada/.rss"),
        ("https://www.reddit.com/user/ada/comments/", "https://www.reddit.com/user/ada/.rss"),
        ("https://www.reddit.com/user/ada/m/ports", "https://www.reddit.com/user/ada/m/ports/.rss"),
        ("https://bsky.app/profile/ada.bsky.social", "https://bsky.app/profile/ada.bsky.social/rss"),
        ("https://bsky.app/profile/did:plc:ab12/post/3k", "https://bsky.app/profile/did:plc:ab12/rss"),
        ("https://github.com/harbour/tides/releases/tag/v1", "https://github.com/harbour/tides/releases.atom"),
        ("https://github.com/harbour/tides/tags", "https://github.com/harbour/tides/tags.atom"),
        ("https://github.com/harbour/tides/commits/main", "https://github.com/harbour/tides/commits/main.atom"),
        ("https://github.com/harbour/tides/tree/v1.2/", "https://github.com/harbour/tides/commits/v1.2.atom"),
        ("https://github.com/ada", "https://github.com/ada.atom"),
        ("https://gitlab.com/a/b/c/-/releases", "https://gitlab.com/a/b/c/-/releases.atom"),
        ("https://gitlab.gnome.org/a/b/-/tags", "https://gitlab.gnome.org/a/b/-/tags?format=atom"),
        ("https://gitlab.com/a/b/-/tree/main", "https://gitlab.com/a/b/-/commits/main?format=atom"),
        ("https://codeberg.org/harbour/tides/releases", "https://codeberg.org/harbour/tides/releases.rss"),
        ("https://codeberg.org/ada", "https://codeberg.org/ada.rss"),
        ("https://news.ycombinator.com", "https://news.ycombinator.com/rss"),
        ("https://news.ycombinator.com/news?p=2", "https://news.ycombinator.com/rss"),
        ("https://stackoverflow.com/questions/11/how-to", "https://stackoverflow.com/feeds/question/11"),
        ("https://unix.stackexchange.com/q/11/7", "https://unix.stackexchange.com/feeds/question/11"),
        (
            "https://stackoverflow.com/questions/tagged/c%23?tab=new",
            "https://stackoverflow.com/feeds/tag?tagnames=c%23&sort=newest",
        ),
        ("https://mathoverflow.net/users/766/ada", "https://mathoverflow.net/feeds/user/766"),
        ("https://superuser.com/", "https://superuser.com/feeds"),
        ("https://medium.com/@ada/tides-of-2026", "https://medium.com/feed/@ada"),
        ("https://medium.com/tag/sea", "https://medium.com/feed/tag/sea"),
        ("https://medium.com/harbour-news", "https://medium.com/feed/harbour-news"),
        ("https://ada.medium.com/about", "https://ada.medium.com/feed"),
        ("https://ada.substack.com/p/tides", "https://ada.substack.com/feed"),
        ("https://ada.wordpress.com/", "https://ada.wordpress.com/feed/"),
        ("https://ada.wordpress.com/category/sea/", "https://ada.wordpress.com/category/sea/feed/"),
        ("https://ada.blogspot.co.uk/2026/01/tides.html", "https://ada.blogspot.co.uk/feeds/posts/default"),
        ("https://ada.tumblr.com/tagged/sea", "https://ada.tumblr.com/tagged/sea/rss"),
        ("https://vimeo.com/channels/sea", "https://vimeo.com/channels/sea/videos/rss"),
        ("https://arxiv.org/list/cs.CL/recent", "https://rss.arxiv.org/rss/cs.CL"),
        ("https://pypi.org/project/httpx/#history", "https://pypi.org/rss/project/httpx/releases.xml"),
        ("https://crates.io/crates/serde/versions", "https://static.crates.io/rss/crates/serde.xml"),
    ],
)
def test_an_address_of_a_known_site_is_enough(address: str, feed: str):
    assert urls(address) == [feed]


def test_of_a_repository_all_its_feeds_are_offered_with_titles():
    page = "https://github.com/harbour/tides/blob/main/README.md"
    assert known_feeds(page) == (
        FeedLink("https://github.com/harbour/tides/releases.atom", "Releases of harbour/tides", site_url=page),
        FeedLink("https://github.com/harbour/tides/commits.atom", "Commits to harbour/tides", site_url=page),
        FeedLink("https://github.com/harbour/tides/tags.atom", "Tags of harbour/tides", site_url=page),
    )
    assert urls("https://github.com/harbour/tides.git") == urls(page)
    assert len(urls("https://gitlab.com/harbour/tides/-/issues")) == len(urls("https://codeberg.org/a/b")) == 3


def test_of_a_post_its_comments_and_its_place_are_offered():
    links = known_feeds("https://www.reddit.com/r/linux/comments/1ab2/a_title/") or ()
    assert [(link.url, link.title) for link in links] == [
        ("https://www.reddit.com/r/linux/comments/1ab2/.rss", "Comments on this post in r/linux"),
        ("https://www.reddit.com/r/linux/.rss", "r/linux"),
    ]


def test_titles_are_readable_and_safe():
    (link,) = known_feeds("https://stackoverflow.com/questions/tagged/c%23%1b%5b31m") or ()
    assert link.title == "Questions on c#"


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("https://news.ycombinator.com/item?id=1", "no feed of a single discussion"),
        ("https://news.ycombinator.com/user?id=ada", "no feed of a user"),
        ("https://news.ycombinator.com/newest", "a feed of its front page alone: https://news.ycombinator.com/rss"),
    ],
)
def test_what_has_no_feed_is_said_and_what_there_is_instead(address: str, says: str):
    with pytest.raises(AddressError, match=says):
        known_feeds(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@ada",
        "https://www.youtube.com/c/ada",
        "https://www.youtube.com/watch?v=abc&list=PLx",
        "https://www.youtube.com/playlist?list=WL",
        OF_CHANNEL,
        "https://www.reddit.com/r/linux/.rss",
        "https://github.com/harbour/tides/releases.atom",
        "https://github.com/topics/sea",
        "https://news.ycombinator.com/rss",
        "https://stackoverflow.com/feeds/question/11",
        "https://medium.com/feed/@ada",
        "https://ada.substack.com/feed",
        "https://medium.com/p/1234",
    ],
)
def test_where_only_the_page_tells_or_the_feed_itself_is_meant_the_address_is_asked(address: str):
    assert known_feeds(address) == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://example.org/r/linux",
        "https://notreddit.com/r/linux",
        "https://github.com.example.org/a/b",
        "https://reddit.com:8443/r/linux",
        "https://social.example/@ada",
        "https://gitlab.com/groups/harbour/-/activity",
        "https://stackexchange.com/",
        "https://vimeo.com/1234",
    ],
)
def test_other_addresses_tell_nothing(address: str):
    assert known_feeds(address) is None


HEAD = f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{OF_CHANNEL}">'
OTHER = "UC" + "x" * 22


@pytest.mark.parametrize(
    "page",
    [
        HEAD,
        f'<meta itemprop="identifier" content="{CHANNEL}">',
        f'<meta itemprop="channelId" content="{CHANNEL}"><link rel="canonical" href="https://www.youtube.com/watch?v=a">',
        f'<link rel="canonical" href="https://www.youtube.com/channel/{CHANNEL}">',
        f'<script>var ytInitialData = {{"a":{{"channelId":"{OTHER}"}},"b":{{"externalId":"{CHANNEL}"}}}};</script>',
        f'<script>var ytInitialPlayerResponse = {{"videoDetails":{{"videoId":"a","channelId":"{CHANNEL}"}}}};</script>',
    ],
)
def test_a_page_of_youtube_names_its_channel_in_one_of_several_ways(page: str):
    html = f'<!DOCTYPE html><html><head><title>Ada - YouTube</title>{page}</head><body><a href="/feed/you">x</a>'
    assert [link.url for link in find_feeds(html.encode(), "https://www.youtube.com/@ada")] == [OF_CHANNEL]


def test_a_channel_goes_by_the_name_that_its_page_gives():
    html = (
        f'<meta itemprop="channelId" content="{CHANNEL}"><span itemprop="author" itemscope>'
        '<link itemprop="url" href="http://www.youtube.com/@ada"><link itemprop="name" content="Ada &amp; Sea"></span>'
    )
    (link,) = find_feeds(html.encode(), "https://www.youtube.com/watch?v=a")
    assert (link.title, link.site_url) == ("Ada & Sea", f"https://www.youtube.com/channel/{CHANNEL}")


def test_a_page_that_asks_for_consent_names_no_channel_and_other_sites_none_either():
    consent = b"<form action='https://consent.youtube.com/save'><a href='/t/terms'>Terms</a></form>"
    assert find_feeds(consent, "https://consent.youtube.com/m?continue=x") == ()
    page = f'<meta itemprop="channelId" content="{CHANNEL}">'.encode()
    assert find_feeds(page, "https://example.org/") == ()
