"""The report as Markdown: its own marks work, those of the contract do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from clausecheck.report.markdown import escaped, to_markdown
from clausecheck.report.review import whole_page
from tests.report import sample

READER = MarkdownIt("gfm-like", {"linkify": False, "html": True})
WORDS = {"text", "text_special", "code_inline"}
ADDRESS = re.compile(r"://|@|www\.|\w\.(?:com|example|org)\b", re.IGNORECASE)


def tokens(text: str) -> list[Token]:
    return [inner for token in READER.parse(text) for inner in (token, *(token.children or ()))]


def plain(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type in WORDS)


@pytest.mark.parametrize(
    "words",
    [
        "# not a heading", "- not a list", "+ nor this", "1. nor a number", "1) nor this", "> not a quote", "---",
        "===", "[click](http://evil.example)", "![x](http://evil.example/x.png)", "<img src=x>", "<!-- gone -->",
        "`code`", "*not* _strong_ ~~out~~", "a | b", "http://evil.example", "www.evil.example", "me@evil.example",
        "&lt;b&gt;", "back\\slash", "$x^2$", "[ref]: http://evil.example", "```", "    indented", "ftp://evil.example",
    ],
)  # fmt: skip
def test_words_of_the_contract_are_words(words: str) -> None:
    kinds = {token.type for token in tokens(escaped(words))}
    assert kinds <= {"inline", *WORDS, "paragraph_open", "paragraph_close"}
    assert plain(escaped(words)) == " ".join(words.split())


@pytest.mark.parametrize(
    "words",
    [
        "http://evil.example", "www.evil.example", "me@evil.example", "HTTP://evil.example", "//evil.example/x",
        "evil.com", "see evil.com.", "mailto:me@evil.example", "`me@evil.example`", "``http://evil.example",
        "(evil.org)", "*evil.com*", "a `b` evil.com `c`", "[x](http://evil.example)", "h\\ttp://evil.example",
    ],
)  # fmt: skip
def test_an_address_is_code_that_no_program_makes_a_link(words: str) -> None:
    """Programs such as GitHub's look for addresses in the text that is left when escapes are resolved."""
    found = tokens(escaped(words))
    assert plain(escaped(words)) == words
    assert not re.search(r"(?<!\\)\[|<", escaped(words))
    assert ADDRESS.search("".join(token.content for token in found if token.type == "code_inline"))
    assert not ADDRESS.search(" ".join(token.content for token in found if token.type in {"text", "text_special"}))


def test_what_is_no_address_is_not_code() -> None:
    words = "Fees are due in 30 days, e.g. by cheque; see Section 7.2(a) and U.S. law."
    assert escaped(words) == words


@given(st.text(st.sampled_from("abw1 .)([]{}<>!#*_`~|\\&;:/@-+=\n\"'"), max_size=40))
def test_no_mixture_of_marks_acts(words: str) -> None:
    kinds = {token.type for text in ("x ", "") for token in tokens(text + escaped(words))}
    assert kinds <= {"inline", *WORDS, "paragraph_open", "paragraph_close"}


def test_the_report_has_its_own_headings_and_no_others() -> None:
    text = to_markdown(whole_page(sample.review(sample.contract((sample.PARTIAL,)))))
    found = tokens(text)
    assert not [token.type for token in found if token.type in {"link_open", "image", "html_block", "html_inline"}]
    headings = [found[n + 1].content for n, token in enumerate(found) if token.type == "heading_open"]
    assert headings[:3] == ["Review for the seller", "Findings", "High: Your liability has no limit"]
    assert [token.tag for token in found if token.type == "heading_open"].count("h3") == 4
    assert "Only part of this file could be read" in text
    assert "\n**Paste:**\n\n> Each party's total liability" in text
    assert "\n**\n" not in text
