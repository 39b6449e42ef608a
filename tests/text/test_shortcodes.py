"""Shortcodes and other leavings are cleaned whole, and no editor's bracket is lost."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsterm.text.cleaning import clean
from newsterm.text.html_to_document import html_to_document

BASE = "https://site.example/"


def cleaned(html: str) -> str:
    return clean(html_to_document(html, BASE)).text


LEFT_BEHIND = {
    "[ssba]": "",
    "<p>Before.</p><p>[ssba]</p><p>After.</p>": "Before.\n\nAfter.",
    '[caption id="attachment_7" align="alignleft" width="300"]<img src="/a.png" alt="A ship"> The ship[/caption]': (
        "A ship\n\nThe ship"
    ),
    "[gallery ids=1,2,3]": "",
    "[gallery ids=”1,2,3″ columns=”2″]Words.": "Words.",
    "[vc_row][vc_column width=”1/2″][vc_column_text]Words.[/vc_column_text][/vc_column][/vc_row]": "Words.",
    "[vc_row]A row that is never closed": "A row that is never closed",
    "[vc_raw_html]JTNDZGl2JTNF[/vc_raw_html]Words.": "Words.",
    '[et_pb_section fb_built="1"]Words.[/et_pb_section]': "Words.",
    '[my_own_widget id="3"]Words.': "Words.",
    "[unheard]Words.[/unheard]": "Words.",
    '[video src="a.mp4"]Words.': "Words.",
    "[embed]https://video.example/1[/embed]": "https://video.example/1",
    "[url=https://site.example]Words[/url].": "Words.",
    '[contact-form-7 id="9" title="Write to us"]': "",
    "[dropcap]O[/dropcap]ne": "One",
    "<p>Words.</p><p>fbpx</p>": "Words.",
    "<p>Words.</p><p>The post <a href='/a'>A tale</a> appeared first on <a href='/'>A site</a>.</p>": "Words.",
    "Words. The post A tale first appeared on A site.": "Words.",
    "<p>Worte.</p><p>Der Beitrag Eine Geschichte erschien zuerst auf Eine Seite.</p>": "Worte.",
    "<p>Words. [&#8230;]</p><p><a href='/a'>Continue reading <b>A tale</b></a></p>": "Words. […]",
    "Words &#8230; <a href='/a'>Continue reading A tale <span>&rarr;</span></a>": "Words …",
    "<p>Words.</p><p><a href='/a'>Read more &raquo;</a></p>": "Words.",
    "<p>Words. <a href='/a'>Read more</a></p>": "Words.",
    "<p>Words.</p><b>Share this:</b><ul><li>Click to share on X (Opens in new window)<li>Facebook</ul>": "Words.",
    "<p>Words.</p><p>Share this: Facebook Twitter Email</p>": "Words.",
    "<p>Words.</p><p>ADVERTISEMENT</p><p>More words.</p>": "Words.\n\nMore words.",
}

AN_EDITORS = (
    "“They [sic] went home [and] slept.”",
    "History [edit]",
    "He said that [the minister] knew.",
    "As was shown before [1], and again [2][3].",
    "Words […] and words [...]",
    "A tale [video]",
    "Listen to it [SoundCloud] [gallery] [quote]",
    "[UPDATE] It is over. [Update: it is not.]",
    "[rant] This has to be said. [/rant] It is said.",
    "arr[i] = brr[x_1] where [a=1]",
    "[see also = nothing]",
    "A list [[ssba]] and a [link](https://site.example).",
    "[Photo: a name] [AP] [PDF] [12 pages] [he/she]",
    "He would continue reading until morning.",
    "Read more books, he said, and see more of the world.",
    "The post appeared first on the list of those that were vacant, and it went to her.",
    "Continue reading for what happened in the years that followed, said the teacher to the class of that year.",
    "Share prices fell. Twitter lost most.",
    "He wrote fbpxx.",
)


@pytest.mark.parametrize("html", LEFT_BEHIND)
def test_what_sites_leave_behind_goes_whole(html: str):
    assert cleaned(html) == LEFT_BEHIND[html]


@pytest.mark.parametrize("text", AN_EDITORS)
def test_no_bracket_of_an_editor_is_lost(text: str):
    document = html_to_document(f"<p>Words before.</p><p>{text}</p>")

    assert clean(document) is document


def test_all_of_it_in_one_text():
    html = "".join(
        f"<div>{leaving}</div><p>{text}</p>" for leaving, text in zip(LEFT_BEHIND, AN_EDITORS * 2, strict=False)
    )

    text = cleaned(f"{html}<p>The end.</p>")

    assert all(words in text for words in AN_EDITORS)


def test_an_endings_words_in_the_middle_of_a_story_stay():
    paragraphs = "".join(f"<p>Paragraph {number} of the story.</p>" for number in range(5))
    document = html_to_document(f"<p>The post A tale appeared first on A site.</p>{paragraphs}")

    assert clean(document) is document


LEAVINGS = st.sampled_from([*LEFT_BEHIND, *AN_EDITORS, "<p>", "<p>Words.</p>", "[", "]", "[/x]", "<li>", "<br>"])


@given(st.lists(LEAVINGS, max_size=8).map("".join))
@example("<p>Words. The post A appeared first on B.</p>" * 3)
@example("<p>Words. <a href='/a'>Read more</a></p>[ssba]")
@settings(deadline=None)
def test_what_was_cleaned_is_clean(html: str):
    once = clean(html_to_document(html, BASE))

    assert clean(once) is once


@pytest.mark.parametrize(
    "text",
    [
        "[a " * 200_000,
        "[" * 500_000,
        "[vc_row]" * 100_000,
        "[x]" * 50_000 + "[/x]" * 50_000,
        '[a b="' * 100_000,
        "fbpx " * 100_000,
        "the post " * 50_000 + "appeared first on",
        "\n\n".join(["Share this:", "Twitter"] * 50_000),
    ],
    ids=lambda text: f"{text[:12]!r}…",
)
def test_texts_built_to_take_long_do_not(text: str) -> None:
    document = html_to_document(text.replace("\n\n", "<p>"))
    began = time.process_time()

    clean(document)

    assert time.process_time() - began < 2
