"""What an HTML file holds beside its words: descriptions, properties, links, scripts, what comes from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from clausecheck.model import Trace

_TITLES: Final = {
    "alt": "the description of a picture",
    "title": "a note that a pointer brings up",
    "aria-label": "a name for screen readers",
    "aria-description": "a description for screen readers",
    "placeholder": "a hint in an empty field",
    "summary": "the summary of a table",
    "abbr": "a short form",
}
_META: Final = frozenset(
    {"description", "keywords", "abstract", "author", "subject", "title", "og:description", "summary"}
)
_REMOTE: Final = frozenset(
    {"iframe", "frame", "object", "embed", "script", "link", "img", "source", "video", "audio", "base"}
)
_ADDRESSES: Final = frozenset({"href", "action", "formaction", "src"})
_LOADS: Final = frozenset({"iframe", "frame", "object", "embed", "script"})
_ADDRESS = re.compile(r"(?:https?://|www\.)([\w.-]{3,120})", re.IGNORECASE)
_HOST = re.compile(r"[a-z][a-z0-9+.-]{0,20}://(?:[^/@\s]{0,80}@)?([\w.-]{1,120})", re.IGNORECASE)
_COMMENT_WORDS: Final = 3
_MACHINE = re.compile(
    r"\s{0,9}(?:\[if\b|<!\[endif|\[endif|field:|zeq|page|document created|generat|mso|startfragment|endfragment|google"
    r"|end\b|begin\b|/|#|=|-|\*|<|\{|ko\s|wp:|saved from)",
    re.IGNORECASE,
)
"""How comments begin that converters, editors and web servers leave."""
_WRITES = re.compile(
    r"document\.write|innerHTML|outerHTML|textContent|innerText|insertAdjacent|\.text\(|\.html\(|nodeValue"
)
"""How a script changes the words of a page."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def attribute_traces(tag: str, attributes: Mapping[str, str]) -> Iterator[Trace]:
    """What the attributes of an element say or load."""
    for name, value in attributes.items():
        if not value or len(name) > 60:
            continue
        what = _described(name, value)
        if what:
            yield _trace("html.attribute", value, f"it is {what}", "descriptions of pictures, fields and links")
        elif name.startswith("on") and name.isalpha():
            yield _trace("html.script", value, f"it runs at {name[2:]}")
        elif name in _ADDRESSES and value.lstrip()[:11].lower().startswith(("javascript:", "vbscript:")):
            yield _trace("html.script", value, f"a script stands in {name}")
    if tag == "meta":
        yield from _meta(attributes)
    elif tag in _REMOTE:
        yield from _remote(tag, attributes)
    elif tag == "input" and attributes.get("type", "").lower() == "hidden" and _says(attributes.get("value", "")):
        yield _trace("html.form_hidden", attributes.get("value", ""), "a field that no page shows holds it")


def _described(name: str, value: str) -> str:
    if name in _TITLES:
        return _TITLES[name] if _WORD.search(value[:400]) else ""
    return f"the attribute {name}" if name.startswith("data-") and _says(value) else ""


def _says(value: str) -> bool:
    """Whether a value is words, and not a name or code for a program."""
    return len(_WORD.findall(value[:400])) > 2 and " " in value.strip()


def _meta(attributes: Mapping[str, str]) -> Iterator[Trace]:
    name = (attributes.get("name") or attributes.get("property") or attributes.get("http-equiv") or "").lower()
    content = attributes.get("content", "")
    if name == "refresh" and "url" in content.lower():
        yield _trace("html.remote", content, "the page is replaced by another one")
    elif content and (name in _META or len(_WORD.findall(content[:400])) > 4):
        yield _trace("html.meta", content, f"it is the property {name or 'of the page'}", "a description for searches")


def _remote(tag: str, attributes: Mapping[str, str]) -> Iterator[Trace]:
    if attributes.get("srcdoc"):
        words = re.sub(r"<[^<>]{0,2000}>", " ", attributes["srcdoc"][:20_000])
        yield _trace("html.frame", words, "a page inside the page holds these words")
    address = attributes.get("src") or attributes.get("href") or attributes.get("data") or ""
    if _HOST.match(address) or address.startswith("//"):
        if tag != "link" or "stylesheet" in attributes.get("rel", "").lower():
            usual = "" if tag in _LOADS else "pictures and style sheets of a web page"
            yield _trace("html.remote", address, f"the element {tag} loads it from elsewhere", usual)
    elif address[:5].lower() == "data:" and tag in _LOADS:
        yield _trace("html.frame", address[:200], "a page inside the page is coded in its address")


def script_traces(words: str) -> Iterator[Trace]:
    """The words of a script."""
    words = " ".join(words.split())
    if words:
        usual = "" if _WRITES.search(words) else "a script of a web page, which writes no words of its own"
        yield _trace("html.script", words[:400], f"{len(words):,} characters of script", usual)


def comment_traces(words: str) -> Iterator[Trace]:
    """A comment that holds words for somebody."""
    plain = " ".join(words.split())
    if len(_WORD.findall(plain[:400])) >= _COMMENT_WORDS:
        usual = "what a converter or an editor leaves" if _MACHINE.match(plain) else ""
        yield _trace("html.comment", plain, "", usual)


def link_traces(shown: str, address: str) -> Iterator[Trace]:
    """A link that shows another address than it leads to."""
    address = address.strip()[:400]
    named, leads = _ADDRESS.search(shown[:300]), _HOST.match(address)
    if named and leads and _site(named.group(1)) != _site(leads.group(1)):
        told = f"it leads to {address[:200]}"
        yield Trace(technique="html.link", quote=address, detail=told, shown=" ".join(shown.split())[:200])


def _site(host: str) -> str:
    """The part of a host's name by which its owner is known, about."""
    parts = host.lower().strip(".").split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) < 4 else parts[-2:])


def _trace(technique: str, quote: str, detail: str, usual: str = "") -> Trace:
    return Trace(technique=technique, quote=" ".join(quote.split()), detail=detail, usual=usual)
