"""Automatic numbers of Word files."""

import pytest

from clausecheck import read
from clausecheck.read.docx.number_formats import formatted
from clausecheck.read.numbers import alphabetic, cardinal_words, ordinal, ordinal_words, repeated_letter, roman
from tests.read.files import level, listed, lists, paragraph, texts, word_file

_OUTLINE = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter")
_SECOND = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'


def _labels(body: str, numbering: str, styles: str = "") -> list[str]:
    data = word_file(body, numbering=numbering, **({"styles": styles} if styles else {}))
    document = read.read_bytes(data, "a.docx")
    assert all(text.startswith(block.label) for text, block in zip(texts(document), document.blocks, strict=True))
    return [block.label for block in document.blocks]


def _rows(*levels: int, number: int = 1) -> str:
    return "".join(listed("words", number, depth) for depth in levels)


def test_levels_restart_below_the_one_above() -> None:
    assert _labels(_rows(0, 1, 1, 2, 2, 0, 1, 2), lists(_OUTLINE)) == [
        "1.", "1.1", "1.2", "(a)", "(b)", "2.", "2.1", "(a)",
    ]  # fmt: skip


def test_text_begins_with_the_number_and_one_space() -> None:
    document = read.read_bytes(word_file(listed("Fees"), numbering=lists(_OUTLINE)), "a.docx")
    assert document.text == "1. Fees"
    assert document.blocks[0].level == 1
    assert document.blocks[0].list_id


def test_a_level_above_that_never_came_counts_as_begun() -> None:
    assert _labels(_rows(1, 1, 0), lists(_OUTLINE)) == ["1.1", "1.2", "2."]


def test_lists_of_one_definition_go_on_and_restart_where_told() -> None:
    goes_on = lists(_OUTLINE, f"{_SECOND}</w:num>")
    assert _labels(_rows(0, 0) + _rows(0, 0, number=2), goes_on) == ["1.", "2.", "3.", "4."]
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    assert _labels(_rows(0, 0) + _rows(0, 0, number=2), lists(_OUTLINE, _SECOND + restart)) == ["1.", "2.", "7.", "8."]


def test_an_override_may_redefine_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "Clause %1", "upperLetter")}</w:lvlOverride></w:num>'
    assert _labels(_rows(0) + _rows(0, number=2), lists(_OUTLINE, _SECOND + override)) == ["1.", "Clause B"]


def test_restart_is_switched_off_by_zero() -> None:
    levels = level(0, "%1.") + level(1, "%2)", more='<w:lvlRestart w:val="0"/>')
    assert _labels(_rows(0, 1, 0, 1), lists(levels)) == ["1.", "1)", "2.", "2)"]


def test_legal_numbers_are_digits_and_keep_their_zero() -> None:
    levels = level(0, "Article %1", "upperRoman") + level(1, "Section %1.%2", "decimalZero", "<w:isLgl/>")
    assert _labels(_rows(0, 1), lists(levels)) == ["Article I", "Section 1.01"]


def test_numbers_through_styles_and_zero_switches_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="One"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Two"><w:basedOn w:val="One"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="One"/><w:pPr><w:numPr><w:numId w:val="0"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    levels = level(0, "%1.", more='<w:pStyle w:val="One"/>') + level(1, "%1.%2", more='<w:pStyle w:val="Two"/>')
    names = ("One", "Two", "Off", "Two", "One")
    body = "".join(paragraph("words", f'<w:pStyle w:val="{name}"/>') for name in names)
    assert _labels(body, lists(levels), styles) == ["1.", "1.1", "", "1.2", "2."]


def test_links_to_numbering_styles_are_followed_and_loops_end() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="numbering" w:styleId="M"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="L"/>{level(0, "%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="M"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num>'
    )
    assert _labels(_rows(0, number=2) + _rows(0, number=3), numbering, styles) == ["1)", ""]


def test_bullets_have_no_label_but_a_level() -> None:
    document = read.read_bytes(word_file(_rows(0), numbering=lists(level(0, "•", "bullet"))), "a.docx")
    assert (document.blocks[0].label, document.blocks[0].level, document.text) == ("", 1, "words")


def test_an_empty_paragraph_with_a_section_break_is_not_counted() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("", f"{number}<w:sectPr/>") + paragraph("", number) + listed("words")
    assert _labels(body, lists(_OUTLINE)) == ["2."]


def test_a_number_alone_in_a_cell_is_shown() -> None:
    row = f"<w:tbl><w:tr><w:tc>{_rows(0).replace('words', '')}</w:tc><w:tc>{paragraph('Fees')}</w:tc></w:tr></w:tbl>"
    document = read.read_bytes(word_file(row, numbering=lists(_OUTLINE)), "a.docx")
    assert document.text == "1.\tFees"


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 28, "BB"), ("lowerLetter", 26, "z"),
        ("ordinal", 22, "22nd"), ("cardinalText", 21, "Twenty-one"), ("ordinalText", 3, "Third"), ("none", 3, ""),
        ("decimalZero", 7, "07"), ("decimalEnclosedCircle", 2, "②"), ("unheardOf", 3, "3"),
    ],
)  # fmt: skip
def test_formats(form: str, number: int, shown: str) -> None:
    levels = level(0, "<%1>".replace("<", "[").replace(">", "]"), form, start=number)
    assert _labels(_rows(0), lists(levels)) == [f"[{shown}]"]


def test_numbers_in_letters_and_words() -> None:
    assert [roman(number) for number in (1, 49, 1994, 4000)] == ["I", "XLIX", "MCMXCIV", "4000"]
    assert [alphabetic(number) for number in (1, 26, 27, 703)] == ["a", "z", "aa", "aaa"]
    assert [repeated_letter(number) for number in (1, 26, 27, 54)] == ["a", "z", "aa", "bbb"]
    assert [ordinal(number) for number in (1, 2, 3, 11, 23, 112)] == ["1st", "2nd", "3rd", "11th", "23rd", "112th"]
    assert [cardinal_words(number) for number in (0, 40, 115)] == ["Zero", "Forty", "One hundred fifteen"]
    assert [ordinal_words(number) for number in (1, 12, 20, 41)] == ["First", "Twelfth", "Twentieth", "Forty-first"]


@pytest.mark.parametrize(
    ("form", "number", "language", "shown"),
    [
        ("ordinal", 1, "fr-FR", "1er"), ("ordinal", 2, "fr-FR", "2e"), ("ordinal", 3, "de-DE", "3."),
        ("cardinalText", 21, "fr-FR", "Vingt et un"), ("cardinalText", 3080, "fr-FR", "Trois mille quatre-vingts"),
        ("cardinalText", 77, "fr-FR", "Soixante-dix-sept"), ("cardinalText", 200, "fr-FR", "Deux cents"),
        ("ordinalText", 1, "fr-FR", "Premier"), ("ordinalText", 25, "fr-FR", "Vingt-cinquième"),
        ("ordinalText", 3, "de-DE", "3."), ("cardinalText", 3, "ru-RU", "3"), ("cardinalText", 3, "en-GB", "Three"),
        ("chineseCountingThousand", 110, "zh-CN", "一百一十"), ("chineseCountingThousand", 1001, "zh-CN", "一千零一"),
        ("chineseCounting", 15, "zh-CN", "十五"), ("ideographTraditional", 3, "zh-CN", "丙"),
        ("ideographTraditional", 11, "zh-CN", "11"), ("chicago", 5, "en-US", "**"), ("hex", 26, "en-US", "1A"),
        ("decimalEnclosedCircle", 21, "en-US", "21"), ("decimalFullWidth", 10, "ja-JP", "１０"),
        ("russianLower", 2, "ru-RU", "б"),
    ],
)  # fmt: skip
def test_formats_by_language(form: str, number: int, language: str, shown: str) -> None:
    assert formatted(form, number, language) == shown


@pytest.mark.parametrize(
    ("picture", "number", "shown"),
    [("001, 002, 003, ...", 12, "012"), ("α, β, γ, ...", 2, "β"), ("Α, Β, Γ, ...", 3, "Γ"), ("a, ç, ĝ", 2, "ç"),
     ("a, ç, ĝ", 9, "9"), ("", 4, "4")],
)  # fmt: skip
def test_custom_formats(picture: str, number: int, shown: str) -> None:
    assert formatted("custom", number, picture=picture) == shown


def test_numbers_in_words_follow_the_language_of_the_document() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert _labels(_rows(0, 0), lists(level(0, "Article %1", "ordinalText")), styles) == [
        "Article Premier", "Article Deuxième",
    ]  # fmt: skip


def test_a_bullet_that_is_words_is_a_label() -> None:
    assert _labels(_rows(0), lists(level(0, "Note:", "bullet"))) == ["Note:"]
    assert _labels(_rows(0), lists(level(0, "o", "bullet"))) == [""]
