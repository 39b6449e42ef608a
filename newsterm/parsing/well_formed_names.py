"""What the names of elements mean to the quick way: something, nothing, or that it keeps its hands off."""

_CORE = {"", "http://www.w3.org/2005/atom"}
_UNENDED = {"http://purl.org/rss/1.0/modules/content": "content", "http://purl.org/dc/elements/1.1": "dc"}
"""Common slips of publishers, which feedparser knows by their usual prefixes alone."""
_KNOWN = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    **_UNENDED,
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
"""Namespaces with elements that count, as feedparser maps them (without regard to case)."""
_IDLE = {
    "http://backend.userland.com/blogchannelmodule",
    "http://backend.userland.com/creativecommonsrssmodule",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html",
    "http://freshmeat.net/rss/fm/",
    "http://madskills.com/public/xml/rss/module/pingback/",
    "http://madskills.com/public/xml/rss/module/trackback/",
    "http://podlove.org/simple-chapters",
    "http://prismstandard.org/namespaces/1.2/basic/",
    "http://purl.org/rss/1.0/modules/annotate/",
    "http://purl.org/rss/1.0/modules/slash/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://purl.org/rss/1.0/modules/threading/",
    "http://rssnamespace.org/feedburner/ext/1.0",
    "http://web.resource.org/cc/",
    "http://webns.net/mvcb/",
    "http://wellformedweb.org/commentapi/",
    "http://www.georss.org/georss",
    "http://www.opengis.net/gml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
}
"""Namespaces that feedparser knows and that have no say in what newsterm keeps."""
_UNTOUCHED = {
    "http://www.w3.org/1999/xhtml",
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/rss/1.0/modules/rss091#",
    "http://purl.org/atom/ns#",
    "http://purl.org/pie/",
    "http://purl.org/echo/",
    "http://example.com/newformat#",
    "http://example.com/necho",
    "uri/of/echo/namespace#",
    "http://blogs.law.harvard.edu/tech/rss",
}
"""Namespaces whose elements feedparser reads as RSS or Atom, or as text."""
_PREFIXES = {"content", "dc", "dcterms", "itunes", "media", "xhtml"}
"""Prefixes that feedparser gives a meaning that counts, whatever namespace they are bound to."""
_MEANT = {
    "": frozenset(
        "abstract author authors body channel content contributor created created_parsed description email"
        " enclosure enclosures entry expirationdate feed fullitem geom guid guidislink height homepage href id"
        " image info issued item items lastbuilddate link links managingeditor math modified name newlocation"
        " owner pubdate published published_parsed rss source summary summary_detail svg tags textinput title"
        " title_detail updated updated_parsed uri url where width".split()
    ),
    "content": frozenset({"encoded"}),
    "dc": frozenset({"author", "creator", "contributor", "date", "description", "title"}),
    "dcterms": frozenset({"created", "issued", "modified"}),
    "itunes": frozenset({"author", "email", "link", "name", "owner", "summary"}),
    "media": frozenset({"description", "title"}),
    "xml": frozenset(),
}
"""Names that count; all others of these namespaces can be passed over, with what is in them."""

FEED_TEXTS = frozenset(
    {
        *("title", "link", "description", "subtitle", "id", "itunes:summary"),
        *("pubdate", "lastbuilddate", "published", "updated", "modified", "created", "dc:date"),
    }
)
"""Elements of a feed whose text is read."""
ENTRY_TEXTS = frozenset(
    {
        *("title", "link", "guid", "id", "author", "source", "description", "summary", "content", "content:encoded"),
        *("pubdate", "published", "issued", "updated", "modified", "created"),
        *("dc:creator", "dc:author", "dc:date", "dcterms:created", "dcterms:issued", "dcterms:modified"),
        *("itunes:author", "itunes:summary", "media:description"),
    }
)
"""Elements of an entry whose text is read."""
BASED_TEXTS = frozenset({"content", "summary"})
"""Elements of an entry whose relative links may have a base of their own."""
ALLOWED_WITHIN = {
    "image": frozenset({"title", "link", "description", "url", "width", "height"}),
    "textinput": frozenset({"title", "link", "description", "name"}),
    "itunes:owner": frozenset({"itunes:name", "itunes:email"}),
    "itunes:author": frozenset[str](),
    "managingeditor": frozenset[str](),
    "author": frozenset[str](),
    "contributor": frozenset({"name", "email", "uri"}),
}
"""Elements of an RSS channel that are passed over, with the meaningful names that may stand in them."""


class NamespaceError(Exception):
    """A namespace is used in a way that feedparser reads in a way of its own."""


class Names:
    """Looks up what names mean, within one feed."""

    def __init__(self) -> None:
        self._meanings: dict[str, str] = {}

    @staticmethod
    def declare(prefix: str | None, uri: str) -> None:
        """Check a declaration.

        Raises:
            NamespaceError: it is one for feedparser.
        """
        uri = uri.lower()
        if uri in _UNENDED and prefix != _UNENDED[uri]:
            raise NamespaceError
        if uri in _CORE or (prefix and (uri in _KNOWN or uri in _IDLE)):
            return
        is_other_spelling = "backend.userland.com/rss" in uri or uri in _UNTOUCHED
        if not prefix or is_other_spelling or prefix.lower() in _PREFIXES:
            raise NamespaceError

    def meaning(self, name: str) -> str:
        """What an element's name ("uri local") means: "title", "dc:creator" and so on, or "" for nothing."""
        meaning = self._meanings.get(name)
        if meaning is None:
            uri, _, local = name.lower().rpartition(" ")
            prefix = "" if uri in _CORE else _KNOWN.get(uri)
            counts = prefix is not None and local in _MEANT[prefix]
            meaning = f"{prefix}:{local}".removeprefix(":") if counts else ""
            self._meanings[name] = meaning
        return meaning
