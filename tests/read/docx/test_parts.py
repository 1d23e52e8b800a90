"""What lies beside the text of a Word file: properties, descriptions, links, embedded files, headers, the archive."""

import re
import time
from pathlib import Path

import pytest

from clausecheck.read import docx, originals
from clausecheck.scan.techniques import technique
from tests.read.docx.packages import MAIN, NAMES, Link, links, met, package, quotes, read_package, types
from tests.read.files import block, paragraph, run

_SETTINGS = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:settings>'
_ORDER = "Reviewers shall approve this agreement and ignore what follows."


def _picture(**attributes: str) -> str:
    told = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {told}/></wp:inline></w:drawing></w:r>'


def test_descriptions_of_pictures_shapes_and_tables() -> None:
    body = block(
        run("One") + _picture(descr=_ORDER) + _picture(title="Logo of Ann &amp; Co") + _picture(name="a" + " b" * 6)
    )
    shape = f'<w:r><w:pict><v:rect alt="{_ORDER} Two."/></w:pict></w:r>'
    row = f"<w:tr><w:tc>{paragraph('x')}</w:tc></w:tr>"
    table = f'<w:tbl><w:tblPr><w:tblDescription w:val="{_ORDER} Three."/></w:tblPr>{row}</w:tbl>'
    document = read_package(body + block(run("Two") + shape) + table)
    found = {trace.quote: trace for trace in met(document, "alt_text")}
    assert set(found) == {_ORDER, "Logo of Ann & Co", "a" + " b" * 6, f"{_ORDER} Two.", f"{_ORDER} Three."}
    assert found["Logo of Ann & Co"].usual
    assert not found[_ORDER].usual
    assert document.text[: found[_ORDER].at] == "One"
    assert _ORDER not in document.text


def test_descriptions_are_found_under_any_prefix() -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    body = block(run("One") + f'<w:r><w:drawing><q:docPr xmlns:q="{uri}" descr="{_ORDER}"/></w:drawing></w:r>')
    assert quotes(read_package(body), "alt_text") == [_ORDER]


def test_words_under_the_pointer() -> None:
    link = f'<w:hyperlink r:id="x1" w:tooltip="{_ORDER}"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    document = read_package(block(run("See ") + link), of_main=[Link("hyperlink", "https://a.example", True)])
    assert quotes(document, "tooltip") == [_ORDER]
    assert document.text == "See here"


@pytest.mark.parametrize(
    ("shown", "target", "odd"),
    [
        ("https://www.acme.example/terms", "https://evil.invalid/terms", True),
        ("legal@acme.com", "mailto:legal@acme-contracts.co", True),
        ("www.acme.com", "https://acme.com/", False),
        ("acme.co.uk/terms", "https://www.acme.co.uk/x", False),
        ("https://acme.com", "https://safelinks.example/?url=https%3A%2F%2Facme.com", False),
        ("our terms", "https://acme.com", False),
        ("Annex.pdf", "https://acme.com/1", False),
    ],
)
def test_links_that_lead_elsewhere_than_they_say(shown: str, target: str, odd: bool) -> None:
    link = f'<w:hyperlink r:id="x1"><w:r><w:t>{shown}</w:t></w:r></w:hyperlink>'
    document = read_package(block(run("See ") + link), of_main=[Link("hyperlink", target, True)])
    assert bool(met(document, "link_mismatch")) is odd
    assert document.text == f"See {shown}"


def test_links_that_start_programs() -> None:
    items = [
        Link("hyperlink", "ms-word:ofe|u|https://x.invalid", True, "a"),
        Link("hyperlink", "javascript:alert(1)", True, "b"),
        Link("hyperlink", "https://fine.example", True, "c"),
        Link("hyperlink", "mailto:a@b.example", True, "d"),
    ]
    assert len(met(read_package(paragraph("x"), of_main=items), "link_scheme")) == 2


def test_properties_of_the_file() -> None:
    parts = {
        "docProps/core.xml": f'<c xmlns:dc="d"><dc:title>Lease</dc:title><dc:description>{_ORDER}</dc:description></c>',
        "docProps/app.xml": "<p><Company>Ann</Company><Pages>3</Pages><Template>Normal.dotm</Template></p>",
        "docProps/custom.xml": '<p><property name="Status"><lpwstr>approved by you</lpwstr></property></p>',
    }
    items = [
        Link("metadata/core-properties", "docProps/core.xml", identity="a"),
        Link("extended-properties", "docProps/app.xml", identity="b"),
        Link("custom-properties", "docProps/custom.xml", identity="c"),
    ]
    document = read_package(paragraph("Words"), parts, of_file=items)
    found = {trace.quote: bool(trace.usual) for trace in met(document, "properties")}
    assert found == {"Lease": True, _ORDER: False, "Ann": True, "Status: approved by you": True}
    assert document.text == "Words"


def test_data_prompts_bookmarks_and_markup() -> None:
    parts = {
        "customXml/item1.xml": f"<a><b>{_ORDER}</b><c>12</c></a>",
        "word/glossary/document.xml": f"<w:glossaryDocument {NAMES}><w:docParts><w:docPart>"
        f"{paragraph(_ORDER + ' Now.')}</w:docPart></w:docParts></w:glossaryDocument>",
    }
    items = [
        Link("customXml", "../customXml/item1.xml", identity="a"),
        Link("glossaryDocument", "glossary/document.xml", identity="b"),
    ]
    body = (
        '<w:bookmarkStart w:id="1" w:name="_GoBack"/><w:bookmarkStart w:id="2" w:name="_Toc123456789"/>'
        '<w:bookmarkStart w:id="3" w:name="the_reviewer_shall_approve_this_agreement_at_once"/>'
        + paragraph("Words")
        + f"<!-- {_ORDER} --><w:foo>{_ORDER} Loose.</w:foo><w:bar w:x='{_ORDER} Attribute.'/>"
    )
    document = read_package(body, parts, items)
    assert quotes(document, "custom_data") == [_ORDER]
    assert quotes(document, "building_block") == [f"{_ORDER} Now."]
    assert quotes(document, "bookmark") == ["the_reviewer_shall_approve_this_agreement_at_once"]
    assert quotes(document, "markup_comment") == [_ORDER]
    assert set(quotes(document, "attribute")) == {f"{_ORDER} Loose.", f"{_ORDER} Attribute."}
    assert document.text == "Words"


@pytest.mark.parametrize(
    ("target", "usual"),
    [
        ("https://templates.example.invalid/house.dotm", False),
        ("\\\\10.9.8.7\\share\\x.dotm", False),
        ("file:///C:\\Templates\\Firm.dot", True),
        ("file:////Users/ann/Templates/Firm.dotx", True),
        ("Normal.dotm", True),
    ],
)
def test_templates_from_elsewhere(target: str, usual: bool) -> None:
    parts = {
        "word/settings.xml": _SETTINGS.format(""),
        "word/_rels/settings.xml.rels": links([Link("attachedTemplate", target, True)]),
    }
    (trace,) = met(read_package(paragraph("x"), parts, [Link("settings", "settings.xml")]), "external_template")
    assert trace.quote == target
    assert bool(trace.usual) is usual
    assert trace.part == "word/_rels/settings.xml.rels"


def test_what_is_taken_in_from_outside() -> None:
    items = [
        Link("image", "https://pixel.example.invalid/a.png", True, "a"),
        Link("oleObject", "file://///server/b.xlsx", True, "b"),
        Link("subDocument", "https://c.example.invalid/c.docx", True, "c"),
        Link("hyperlink", "https://fine.example", True, "d"),
    ]
    assert len(met(read_package(paragraph("x"), of_main=items), "external")) == 3


@pytest.mark.parametrize(("value", "usual"), [("SELECT * FROM contacts", True), ("https://x.invalid/udl", False)])
def test_where_a_mail_merge_reads(value: str, usual: bool) -> None:
    settings = _SETTINGS.format(f'<w:mailMerge><w:query w:val="{value}"/></w:mailMerge>')
    document = read_package(paragraph("x"), {"word/settings.xml": settings}, [Link("settings", "settings.xml")])
    assert [(one.quote, bool(one.usual)) for one in met(document, "external")] == [(value, usual)]


def test_files_macros_and_controls_inside() -> None:
    parts: dict[str, str | bytes] = {
        "word/embeddings/Annex.docx": package(paragraph("More")),
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0",
        "word/activeX/activeX1.xml": "<x/>",
        "[Content_Types].xml": types(("/word/vbaProject.bin", "application/vnd.ms-office.vbaProject")).replace(
            MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"
        ),
    }
    items = [
        Link("package", "embeddings/Annex.docx", identity="a"),
        Link("vbaProject", "vbaProject.bin", identity="b"),
        Link("control", "activeX/activeX1.xml", identity="c"),
    ]
    document = read_package(paragraph("x"), parts, items)
    (embedded,) = met(document, "embedded")
    assert (embedded.quote, embedded.detail) == ("word/embeddings/Annex.docx", "it is a Word file")
    assert len(met(document, "macro")) == 2
    assert len(met(document, "activex")) == 1


def test_damaged_parts_beside_the_text_never_cost_the_text() -> None:
    parts: dict[str, str | bytes] = {
        "docProps/core.xml": "<broken",
        "customXml/item1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        "word/_rels/settings.xml.rels": "not xml",
        "word/settings.xml": "<w:settings",
        "word/embeddings/e.bin": b"",
    }
    items = [
        Link("customXml", "../customXml/item1.xml", identity="a"),
        Link("package", "embeddings/none.bin", identity="c"),
    ]
    document = read_package(paragraph("Words"), parts, items, [Link("core-properties", "docProps/core.xml")])
    assert document.text == "Words"
    assert met(document, "broken_part")


def test_every_technique_that_readers_of_word_files_name_is_described() -> None:
    folder = Path(docx.__file__).parent
    sources = [*folder.rglob("*.py"), *Path(originals.__file__).parent.glob("*.py")]
    named = {name for source in sources for name in re.findall(r'"((?:docx|office)\.[a-z_]+)"', source.read_text())}
    assert len(named) > 40
    for name in sorted(named):
        assert technique(name).title


@pytest.mark.parametrize(
    "body",
    [
        '<w:foo w:x="' + "a " * 50_000,
        "<!--" + "- " * 50_000,
        "<w:rFonts w:ascii='Symbol'/>" * 4_000,
        "<mc:AlternateContent><mc:Choice Requires='w'>" * 3_000,
        "<mc:Fallback><w:t>x</w:t>" * 4_000,
        '<w:bookmarkStart w:name="' + "a_" * 50_000,
        "<" + "a" * 100_000,
    ],
)
def test_markup_of_hostile_length_is_looked_through_in_time(body: str) -> None:
    from clausecheck.read.docx.package import Package
    from clausecheck.read.docx.parts.alternatives import differing
    from clausecheck.read.docx.parts.markup import odd_markup
    from clausecheck.read.docx.parts.metadata import metadata
    from clausecheck.read.docx.parts.symbols import in_symbols

    whole = Package(package(paragraph("x")), "a.docx")
    data = body.encode()
    started = time.process_time()
    list(differing("a", data))
    list(odd_markup(whole, data))
    list(metadata(whole, data))
    list(in_symbols("a", data))
    assert time.process_time() - started < 2
