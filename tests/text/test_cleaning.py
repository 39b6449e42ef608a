"""What sites leave behind goes; an editor's words, brackets and code stay."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsterm.model.document import Document
from newsterm.text.cleaning import clean, clean_page
from newsterm.text.html_to_document import html_to_document

BASE = "https://a.example/story"


def cleaned(html: str) -> str:
    return clean(html_to_document(html, BASE)).text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ships left. [ssba]</p>", "Ships left."),
        ("<p>[ssba]</p><p>Ships left.</p>", "Ships left."),
        ("<p>[vc_row][vc_column width='1/2']Ships left.[/vc_column][/vc_row]</p>", "Ships left."),
        ("<p>[et_pb_section bb_built=“1”]Ships left.[/et_pb_section]</p>", "Ships left."),
        (
            '<p>[caption id="a_1" align="alignnone" width="300"]The quay[/caption] Ships left.</p>',
            "The quay Ships left.",
        ),
        ("<p>Ships [gallery ids=“1,2,3”] left.</p>", "Ships left."),
        ("<p>Ships left. [embed]https://v.example/1[/embed]</p>", "Ships left. https://v.example/1"),
        (
            "<p>[contact-form][contact-field label='Name' type='text'/][/contact-form]</p><p>Ships left.</p>",
            "Ships left.",
        ),
        ("<p>[su_note note_color='#fff']Ships left.[/su_note]</p>", "Ships left."),
        ("<p>[dropcap]S[/dropcap]hips left.</p>", "Ships left."),
        ("<p>Ships left.</p><p>fbpx</p>", "Ships left."),
        ("<p>Ships left.fbpx</p>", "Ships left."),
        (
            "<p>Ships left.</p><p>The post <a href='/1'>Ships</a> appeared first on <a href='/'>Quay</a>.</p>",
            "Ships left.",
        ),
        ("<p>Ships left. The post Ships first appeared on Quay.</p>", "Ships left."),
        ("<p>Schiffe.</p><p>Der Beitrag Schiffe erschien zuerst auf Kai.</p>", "Schiffe."),
        ("<p>Bateaux.</p><p>L’article Bateaux est apparu en premier sur Quai.</p>", "Bateaux."),
        ("<p>Ships left.</p><p><a href='/1'>Continue reading Ships →</a></p>", "Ships left."),
        ("<p>Ships left.</p><p><a href='/1'>Read more</a></p>", "Ships left."),
        (
            (
                "<p>Ships left.</p><h3>Share this:</h3><ul><li><a href='?share=x'>Click to share on X"
                " (Opens in new window)</a></li><li><a href='?share=fb'>Facebook</a></li></ul>"
                "<h3>Like this:</h3><p>Like Loading...</p>"
            ),
            "Ships left.",
        ),
        ("<p>Ships left.</p><p>Share on Facebook</p>", "Ships left.\n\nShare on Facebook"),
    ],
)
def test_what_sites_leave_behind_goes(html: str, text: str):
    assert cleaned(html) == text


@pytest.mark.parametrize(
    "text",
    [
        "“It [the treaty] is dead [sic],” he said.",
        "They came [and] left [edit]. […] [...] [1] [23] [citation needed]",
        "See [the minister] and [Name withheld], [laughter] [inaudible 00:12].",
        "[Video] [Audio] [Update: 14:05] [Photo: A. Reuter] [a = b]",
        "He wrote: [gallery] is a word; so is [caption].",
        "Share this view: it is not widely held.",
        "The post was first manned in 1914. The post office appeared first on the list.",
        "Read more books, she told them.",
        "arr[i] = arr[j]; x[0]",
        "Tweet of the day",
    ],
)
def test_an_editors_words_and_brackets_stay(text: str):
    assert cleaned(f"<p>{text}</p><p>More.</p>") == f"{text}\n\nMore."


def test_code_stays_as_it_is():
    html = "<p>Use <code>[gallery ids=“1”]</code>:</p><pre>[vc_row]\n  [ssba]\n[/vc_row]</pre>"
    assert cleaned(html) == html_to_document(html, BASE).text


def test_links_and_emphasis_keep_their_words_when_something_before_them_goes():
    document = clean(html_to_document("<p>[ssba] See <a href='/x'>the <b>map</b></a>.</p><p>[/x]<i>End</i></p>", BASE))
    spans = {(span.kind.value, document.text[span.start : span.end]) for span in document.spans}
    assert spans == {("link", "the map"), ("strong", "map"), ("emphasis", "End")}
    assert [document.text[block.start : block.end] for block in document.blocks] == ["See the map.", "End"]


def test_a_text_with_nothing_to_clean_is_the_same_document():
    document = html_to_document("<p>Ships left.</p><p>[sic]</p>", BASE)
    assert clean(document) is document
    assert clean(Document("")) == Document("")


_PIECES = st.sampled_from(
    (
        *("[ssba]", "[vc_row]", "[/vc_row]", "[a b='c']", "[sic]", "word", " ", "<b>bold</b>", "<a href='/'>link</a>"),
        *("fbpx", "<p>", "</p>", "<li>x", "<pre>[ssba]</pre>", "<h2>Share this:</h2>", "Facebook", "<img src='/i'>"),
        "The post x appeared first on y",
    )
)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_whatever_is_cleaned_stays_a_document(html: str):
    document = clean(html_to_document(html, BASE))
    last = 0
    for block in document.blocks:
        assert last <= block.start <= block.end <= len(document.text)
        last = block.end
    assert all(0 <= span.start < span.end <= len(document.text) for span in document.spans)


def test_cleaning_what_is_clean_takes_no_time_and_hostile_text_little():
    plain = html_to_document("<p>" + "Envoys met at least three times since August. " * 60 + "</p>", BASE)
    began = time.process_time()
    for _ in range(200):
        clean(plain)
    assert (time.process_time() - began) / 200 < 0.001
    for hostile in ("[" * 50_000, "[a " * 20_000, "The post " * 20_000 + "appeared first on", "[a='" * 20_000):
        began = time.process_time()
        clean(html_to_document(f"<p>{hostile}</p>", BASE))
        assert time.process_time() - began < 1


def test_a_page_loses_its_headline_and_what_leads_elsewhere():
    html = (
        "<h1>Ships leave Orlund</h1><p>Ships left at dawn.</p><p>Related: Storm over Orlund</p><p>More came.</p>"
        "<p>Follow us on Twitter</p><p>Sign up for our newsletter.</p>"
    )
    assert clean_page(html_to_document(html, BASE), "Ships leave Orlund").text == "Ships left at dawn.\n\nMore came."
    assert clean_page(html_to_document("<p>Related news sank.</p>", BASE), "X").text == "Related news sank."
