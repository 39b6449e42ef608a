"""Why a page shows no story: it wants a login, a subscription, an answer about cookies, or a browser."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

_LOGIN = "The page wants a login before it shows its story."
_PAYMENT = "The page shows its story only to those who log in or subscribe."
_CONSENT = "The page wants an answer about cookies before it shows its story; open it in the browser."
_SCRIPTS = "The page shows its story only in a browser (it needs JavaScript)."
_WALLS = (
    (
        re.compile(
            r"verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|just a moment\.\.\.|captcha"
            r"|pardon our interruption|enable javascript and cookies to continue",
            re.IGNORECASE,
        ),
        "The page keeps programs out with a challenge; open it in the browser.",
    ),
    (
        re.compile(
            r"enable javascript|javascript is (?:disabled|required)|turn on javascript|(?:needs|requires) javascript",
            re.IGNORECASE,
        ),
        _SCRIPTS,
    ),
    (
        re.compile(
            r"before you continue|we value your privacy|accept (?:all )?cookies|manage (?:your )?consent"
            r"|(?:we|partners) (?:use|store)\b.{0,60}\bcookies|wir verwenden cookies",
            re.IGNORECASE,
        ),
        _CONSENT,
    ),
    (
        re.compile(
            r"subscribe (?:now |today )?to (?:continue|read|unlock)"
            r"|already a subscriber|for (?:our )?subscribers|subscribers only|become a (?:member|subscriber)"
            r"|this (?:article|content) is (?:only )?(?:available )?(?:for|to) (?:subscribers|members)"
            r"|nur für abonnenten|réservé aux abonnés",
            re.IGNORECASE,
        ),
        _PAYMENT,
    ),
    (
        re.compile(
            r"(?:log|sign) in to (?:continue|read|view)|(?:please|you (?:must|need to)) (?:log|sign) ?in\b"
            r"|bitte melden sie sich an",
            re.IGNORECASE,
        ),
        _LOGIN,
    ),
)
"""What pages say instead of a story, and what it means."""
_CONSENT_PLACE = re.compile(r"(?:^|[./_-])(?:consent|cookie-?wall|privacy-?(?:gate|wall))(?:[./_-]|$)", re.IGNORECASE)
_LOGIN_PLACE = re.compile(r"/(?:log-?in|sign-?in|account/login|sso)(?:[/.]|$)", re.IGNORECASE)
_MOST_READ = 20_000
"""Characters of a page that are looked at."""
_ALMOST_NOTHING = 400
"""Characters of a page that says nothing before its scripts run."""


def wall(text: str) -> str:
    """What a page means that says this instead of its story; "" for none."""
    return next((meaning for words, meaning in _WALLS if words.search(text)), "")


def why_no_story(page: LexborHTMLParser, url: str, *, is_free: bool) -> str:
    """Say why a page shows no story, in one sentence.

    Args:
        page: the page, whose scripts and styles are taken out.
        url: the address that answered.
        is_free: False where the page says that its story is to be paid for.
    """
    parts = urlsplit(url)
    if _CONSENT_PLACE.search(f"{parts.hostname or ''}{parts.path}"):
        return _CONSENT
    has_scripts = page.css_first("script") is not None
    page.strip_tags(["script", "style", "template"])
    shown = page.body.text(separator=" ")[:_MOST_READ] if page.body is not None else ""
    if meaning := wall(shown):
        return meaning
    if not is_free:
        return _PAYMENT
    if _LOGIN_PLACE.search(parts.path) or page.css_first("input[type=password]") is not None:
        return _LOGIN
    if has_scripts and len(shown.strip()) < _ALMOST_NOTHING:
        return _SCRIPTS
    return "No story was found on the page; open it in the browser."
