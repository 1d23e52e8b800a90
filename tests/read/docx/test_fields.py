"""Fields whose text Word works out and does not store, and characters of symbol fonts."""

import pytest

from clausecheck import read
from clausecheck.read.docx.symbol_fonts import symbol
from tests.read.files import level, lists, paragraph, texts, word_file

_LIST = lists(level(0, "%1.") + level(1, "(%2)", "lowerLetter") + level(2, "(%3)", "lowerRoman"))
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{number}"><w:pPr><w:outlineLvl w:val="{number - 1}"/></w:pPr></w:style>'
    for number in (1, 2)
)


def _field(instruction: str, form: str = "", result: str | None = None) -> str:
    """A field in runs, between words of the same paragraph."""
    stored = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve">'
        f'{instruction}</w:instrText></w:r>{stored}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _line(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def _listed(*runs: str, depth: int = 0) -> str:
    return _line(*runs, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')


def _shown(body: str, **parts: str) -> list[str]:
    return texts(read.read_bytes(word_file(body, **parts), "a.docx"))


def test_numbers_inside_a_listed_paragraph_are_of_the_next_level_and_count() -> None:
    body = _listed(_words("Pay "), _field("LISTNUM"), _words(" fees, "), _field(" LISTNUM "), _words(" costs"))
    body += _listed(_words("Taxes"), depth=1) + _listed(_words("End "), _field("LISTNUM \\l 3"), _words(" last"))
    assert _shown(body, numbering=_LIST) == ["1. Pay (a) fees, (b) costs", "(c) Taxes", "2. End (i) last"]


def test_numbers_of_the_lists_that_every_file_has() -> None:
    simple = _line(_field("LISTNUM NumberDefault"), _words(" one"))
    inside = _line(_words("certifying that "), _field('LISTNUM "NumberDefault" \\l 6'), _words(" no, "))
    assert _shown(simple + simple + inside) == ["1) one", "2) one", "certifying that (i) no,"]
    outline = _line(_field("LISTNUM OutlineDefault \\l 1 \\s 4"), _words(" x"))
    legal = _line(_field("LISTNUM LegalDefault \\l 1"), _words(" x")) + _line(_field("LISTNUM LegalDefault \\l2"))
    assert _shown(outline + legal) == ["IV. x", "1. x", "1.1."]


def test_a_number_behind_words_is_of_the_third_level_and_goes_on_in_its_paragraph() -> None:
    body = _line(_words("that "), _field("LISTNUM"), _words(" a, "), _field("LISTNUM"), _words(" b"))
    assert _shown(body) == ["that i) a, ii) b"]


def test_a_list_of_the_file_by_its_name() -> None:
    named = _LIST.replace('w:abstractNumId="0">', 'w:abstractNumId="0"><w:name w:val="Clauses"/>', 1)
    assert _shown(_line(_field("LISTNUM Clauses \\l 2"), _words(" x")), numbering=named) == ["(a) x"]


def test_automatic_numbers_by_heading() -> None:
    def numbered(kind: str, *styles: str) -> list[str]:
        rows = (_line(_field(kind), _words(" x"), properties=f'<w:pStyle w:val="{style}"/>') for style in styles)
        return [text.removesuffix(" x") for text in _shown("".join(rows), styles=_STYLES)]

    assert numbered("AUTONUM", "", "", "") == ["1.", "2.", "3."]
    assert numbered("AUTONUM \\* roman \\s )", "", "") == ["i)", "ii)"]
    assert numbered("AUTONUMLGL", "H1", "H2", "", "", "H1") == ["1.", "1.1.", "1.1.1.", "1.1.2.", "2."]
    assert numbered("AUTONUMLGL \\e", "H1", "H2") == ["1", "1.1"]
    assert numbered("AUTONUMOUT", "H1", "H2", "H2") == ["I.", "A.", "B."]


@pytest.mark.parametrize("result", [None, ""])
def test_boxes_and_choices_of_older_forms(result: str | None) -> None:
    box = "<w:ffData><w:checkBox><w:default w:val='{}'/>{}</w:checkBox></w:ffData>"
    choice = (
        "<w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='monthly'/><w:listEntry w:val='yearly'/>"
        "</w:ddList></w:ffData>"
    )
    body = _line(
        _field("FORMCHECKBOX", box.format(0, "<w:checked/>"), result), _words(" Paid "),
        _field("FORMCHECKBOX", box.format(1, "<w:checked w:val='0'/>"), result), _words(" free "),
        _field("FORMDROPDOWN", choice, result),
    )  # fmt: skip
    assert _shown(body) == ["☒ Paid ☐ free yearly"]


def test_words_on_buttons_symbols_and_equations_are_shown() -> None:
    body = _line(_field("MACROBUTTON NoMacro [Click and type name]"), _words(" of "), _field('SYMBOL 183 \\f "Symbol"'))
    assert _shown(body + _line(_field("EQ \\f(1,2)"))) == ["[Click and type name] of •", "(1,2)"]


def test_a_stored_result_is_taken_as_it_is() -> None:
    body = _line(_words("See "), _field("LISTNUM", result=_words("(z)")), _field("PAGEREF x"), _words("."))
    assert _shown(body) == ["See (z)."]


def test_body_notes_and_boxes_are_counted_apart() -> None:
    box = f"<w:p><w:r><w:t>Around</w:t><w:pict><v:textbox><w:txbxContent>{_listed(_words('in'))}</w:txbxContent>"
    body = _listed(_words("one"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += f"{box}</v:textbox></w:pict></w:r></w:p>" + _listed(_words("two"))
    notes = f'<w:footnote w:id="2">{_listed(_words("note"))}</w:footnote>'
    assert _shown(body, numbering=_LIST, footnotes=notes)[2:] == ["Around", "1. in", "2. two"]


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        ("Symbol", 0xF061, "α"), ("Symbol", 0xF0B3, "≥"), ("Symbol", 0x70, "π"), ("Wingdings", 0xF0A8, "☐"),
        ("Wingdings", 0xF0FE, "☑"), ("Wingdings 2", 0xF052, "☑"), ("Arial", 0x41, "A"), ("", 0xF0B7, "•"),
        ("Webdings", 0xF055, "•"), ("Arial", 0xD800, ""),
    ],
)  # fmt: skip
def test_symbol_fonts(font: str, code: int, shown: str) -> None:
    assert symbol(code, font) == shown


def test_a_symbol_in_a_paragraph() -> None:
    assert _shown(paragraph("A") + '<w:p><w:r><w:sym w:font="Symbol" w:char="F062"/></w:r></w:p>') == ["A", "β"]
