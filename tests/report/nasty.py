"""Contracts every part of which tries to act on whatever shows it, as text and as a Word file."""

from pathlib import Path
from typing import Final

from tests.read.files import block, paragraph, run, tracked, word_file

MARKS: Final = (
    "[/]", "[bold red]x[/bold red]", "[link=http://evil.example]here[/link]", "<img src=x onerror=alert(1)>",
    "<b>y</b>", "![p](http://evil.example/p.png)", "[click](javascript:alert(1))", "<http://evil.example>",
    "www.evil.example", "me@evil.example", '=HYPERLINK("http://evil.example","z")', "`code`", "| a | b |", "&lt;i&gt;",
    "{{7*7}}", "$x$",
)  # fmt: skip
"""What terminals, web pages, notes and sheets act on."""
CONTROLS: Final = "\x1b[31m\x1b]0;t\x07\x9b2J\r\x08\u202e\u2066\u200b\u2028\U000e0041"
"""What steers a terminal, or is not seen."""
NAME: Final = "[red]a[_] <b> `x` =1+1 ![p](q) @me.txt"
"""Of a file."""
_ALL: Final = " ".join(MARKS)
_FIELDS: Final = {
    "title": "SERVICES AGREEMENT [/] <b>x</b>",
    "customer": "Acme [/] [bold]Tools[/bold] <i>Inc.</i>",
    "supplier": "=Bright Ideas ![p](http://evil.example/p.png) LLC",
    "heading": "Payment [/] <img src=x> [x](http://evil.example)",
    "law": "the State of New York",
    "all": _ALL,
    "controls": CONTROLS,
}
_TEXT: Final = """\
{title}

This Services Agreement is entered into as of January 5, 2026 between {customer}, a Delaware corporation
("Customer [/]"), and {supplier}, a New York limited liability company ("Supplier").

1. Services. Supplier shall provide the consulting services described in Exhibit A {all} to Customer.

2. {heading}. Customer shall pay each undisputed {all} invoice within ninety (90) days after receipt. {controls}

3. Liability [/]. Supplier's liability under this Agreement shall be unlimited {all}. In no event shall Customer be
liable to Supplier for any damages of any kind.

4. =HYPERLINK. Customer may terminate this Agreement at any time without cause and without notice {all}.

5. - Definitions. "[/] Term" means {all}. See Section 99 [/].

6. Governing Law. This Agreement is governed by the laws of {law}.
"""


def text_file(folder: Path) -> Path:
    """A text file with marks and control characters in every clause, and marks in its name."""
    path = folder / NAME
    path.write_bytes(_TEXT.format_map(_FIELDS).encode())
    return path


def word_document(folder: Path) -> Path:
    """A Word file with the same, and with authors, comments, changes and hidden words that act."""
    fields = {name: _xml(value) for name, value in _FIELDS.items()}
    acting = _xml(f"{_ALL} \x9b2J\u202e\u200b")
    author = _xml("[/] <b> ![p](http://evil.example) \x9b31m\u202e")
    body = "".join(paragraph(one.format_map(fields)) for one in _TEXT.split("\n\n"))
    body += paragraph(f"Hidden {acting} shall not be paid at all", run="<w:vanish/>")
    body += block(run("Fees are ") + tracked("ins", acting, author) + tracked("del", f"no {acting}", author))
    body += '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Noted here.</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    remark = f'<w:comment w:id="0" w:author="{author}"><w:p><w:r><w:t>{acting}</w:t></w:r></w:p></w:comment>'
    path = folder / "nasty [_] x.docx"
    path.write_bytes(word_file(body, comments=remark))
    return path


def _xml(text: str) -> str:
    kept = "".join(character for character in text if character >= " ")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
