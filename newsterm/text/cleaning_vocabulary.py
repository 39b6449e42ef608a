"""What sites leave behind in their texts: names of shortcodes, and phrases of share bars and feeds' last lines."""

import re

SHORTCODES = frozenset(
    """
    ssba ssbp addtoany addthis sharethis_inline_buttons simple_social_share wpsr_share_icons sharify dssb mashshare
    contact-form-7 contact-form contact-field wpforms gravityform gravityforms ninja_form ninja_forms formidable
    mc4wp_form mailpoet_form newsletter_form hubspot convertkit optin-monster-shortcode sc_embed_player
    gallery_bank nggallery ngg_images rev_slider smartslider3 metaslider layerslider envira-gallery foogallery
    wp_ad_camp_1 wp_ad_camp_2 wp_ad_camp_3 adrotate adinserter quads ad_inserter bsa_pro_ad_space adsense
    yarpp related_posts_by_tax wp-rss-aggregator do_widget tribe_events print_link printfriendly
    youtube_sc powerpress podcast_player podlove-episode-web-player
    googlemaps wpgmza ultimate_google_map tablepress wpdatatable wpdm_package download_button
    elementor-template widgetkit wpvideo blip.tv dailymotion-channel slideshare scribd googlevideo
    polldaddy crowdsignal jetpack_subscription_form jetpack-related-posts blog_subscription_form archives-list
    ez-toc toc_list pullquote_left pullquote_right divider_flat hr_shadow one_half one_half_last one_third
    one_third_last two_third two_third_last one_fourth one_fourth_last three_fourth three_fourth_last
    """.split()
)
"""Names that no editor would put into brackets: they go with or without attributes."""
SHORTCODE_FAMILIES = re.compile(
    r"(?:vc|et_pb|fusion|av|su|ultimate|tatsu|mk|cs|fl|kc|ux|wpb|thrive|tcb|siteorigin|elementor)_\w+"
)
"""Names of page builders."""
DROPPED_WITH_CONTENT = frozenset(
    {"contact-form", "contact-field", "gallery_bank", "wpgmza", "googlemaps", "vc_raw_html", "vc_raw_js", "et_pb_code"}
)
"""Shortcodes whose inside is for the machine too."""
WITH_ONE_VALUE = frozenset({"url", "img", "color", "size", "font", "quote", "email", "youtube", "user"})
"""Shortcodes that are written as "[url=…]"."""
ATTRIBUTES = frozenset(
    "id ids align width height class style url src href link mp3 mp4 ogg m4v columns size title type name mode target "
    "count limit category cat tag tags layout slug post_id include exclude order orderby autoplay poster preload theme "
    "template form_id feed caption animation".split()
)
"""What makes a shortcode of an unknown name also without quotation marks."""
IN_JEST = frozenset({"rant", "sarcasm", "irony", "snark", "joke", "sigh", "s"})
"""What authors open and close in jest: "[rant] … [/rant]"."""
TRACES = ("fbpx",)
"""Words that scripts leave at the end of a text."""
LONE_LINES = frozenset(
    {
        "advertisement",
        "advertisement - continue reading below",
        "article continues below advertisement",
        "article continues after advertisement",
        "story continues below advertisement",
        "story continues below",
    }
)
"""Lines between paragraphs that are no part of a story, in small letters."""


def _one_of(*phrases: str) -> str:
    return f"(?:{'|'.join(phrases)})"


LAST_LINE = re.compile(
    _one_of(
        r"The post\s.{1,400}?\s(?:appeared first on|first appeared on)\s[^\n]{1,200}",
        r"Der Beitrag\s.{1,400}?\s(?:erschien zuerst auf|ist zuerst erschienen auf)\s[^\n]{1,200}",
        r"L[’']article\s.{1,400}?\sest apparu en premier sur\s[^\n]{1,200}",
        r"La entrada\s.{1,400}?\s(?:se publicó primero en|aparece primero en|apareció primero en)\s[^\n]{1,200}",
        r"L[’']articolo\s.{1,400}?\s(?:proviene da|sembra essere il primo su)\s[^\n]{1,200}",
        r"O post\s.{1,400}?\sapareceu primeiro em\s[^\n]{1,200}",
        r"Het bericht\s.{1,400}?\sverscheen eerst op\s[^\n]{1,200}",
    )
    + r"\Z"
)
"""What WordPress puts at the end of every text of a feed."""
READ_ON = re.compile(
    _one_of(
        "Continue reading",
        "Read more",
        "Read the full (?:article|story)",
        "Keep reading",
        "Weiterlesen",
        "Lire la suite",
        "Leer más",
    )
    + r"\b",
    re.IGNORECASE,
)
"""How a block begins that is only a link to the page itself."""
_LOADING = r"Loading\s*(?:…|\.\.\.)"
SHARE_HEAD = re.compile(
    _one_of(
        "Share this(?: article| post| story| entry)?",
        "Share on",
        "Teilen mit",
        "Partager",
        "Compartir",
        "Like this",
        "Sharing is caring",
    )
    + rf"\s*[:!]?\s*(?:Like\s)?(?:{_LOADING})?",
    re.IGNORECASE,
)
_PLACES = _one_of(
    "Facebook", "Twitter", "X", "LinkedIn", "Pinterest", "WhatsApp", "Telegram", "Reddit", "Tumblr", "Pocket"
)
_NEW_PLACES = _one_of("Mastodon", "Bluesky", "Threads", "Skype", "Copy link", "More")
SHARE_ITEM = re.compile(
    _one_of(
        r"Click to (?:share|email|print)\b.*",
        rf"(?:Share|Tweet|Pin|Post|Email|Print|Mail|Like {_LOADING}|Like this:?)"
        r"(?: (?:on|to|with|via|this)\b.{0,40})?",
        rf"(?:{_PLACES}|{_NEW_PLACES})(?:\s*\(?Opens? in new window\)?)?",
    ),
    re.IGNORECASE | re.DOTALL,
)
"""A button of a share bar as text, as it follows the bar's head."""
SHARE_BAR = re.compile(
    r"Share(?: this(?: article| post| story)?)?(?: on| via)?\s*:?"
    rf"(?:[\s|/,·•]+(?:{_PLACES}|{_NEW_PLACES}|E-?mail|Print)){{2,20}}\W*",
    re.IGNORECASE,
)
"""A whole bar in one line."""
CLEAR_SHARE_ITEM = re.compile(
    r"Click to (?:share|email|print)\b.{0,120}\(Opens in new window\).{0,40}", re.IGNORECASE | re.DOTALL
)
"""One that says so by itself."""

LAST_LINE_WORDS = (
    *("appeared first", "first appeared", "erschien zuerst", "zuerst erschienen", "en premier sur", "primero en"),
    *("proviene da", "primo su", "primeiro em", "verscheen eerst", *TRACES),
)
"""A text whose end has none of these ends as it should."""

SEE_ALSO = re.compile(
    _one_of(
        "Related(?: (?:articles?|stories|story|posts?|coverage|content|video))?",
        r"Read (?:more|also)|See (?:also|more)|Also on [\w.]+|Don[’']t miss",
        "More from [^:]{1,40}|More on this(?: story)?",
        "Watch(?: now)?|Listen|Recommended(?: for you)?|You may also like|Trending|Insight|Video|Reaction",
    )
    + r"\s*[:|]",
    re.IGNORECASE,
)
"""How a line of a page begins that only leads to other stories."""
PAGE_TAIL = re.compile(
    _one_of(
        r"Follow (?:us|him|her|them|@?\w+(?: \w+)?) on (?:Twitter|Facebook|Instagram|X|Threads|Bluesky)",
        r"Follow [^.]{1,80} (?:section )?on (?:Twitter|Facebook|Instagram)",
        r"(?:Sign|Signing) up (?:for|to|now|here)|Subscribe (?:to|now|here|today)",
        r"Get (?:the day|access to|our|the latest|more stories)\b",
        r"Click here (?:to|for)\b|Like this story\?|Tell us what you think|Email [^.]{1,60} at \S+@\S+",
        r"Tags?:\s|Filed under:|Topics?:\s|Have (?:a|any) (?:tip|news|story)|Want more\b",
        r"Download (?:our|the) app|Join (?:our|the) (?:newsletter|conversation|community)",
        r"(?:©|Copyright)\s|All rights reserved|This (?:article|story) was (?:originally|first) published",
        r"We use income earning",
    ),
    re.IGNORECASE,
)
"""How a block at the end of a page begins that is no longer the story."""
