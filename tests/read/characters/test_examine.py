"""Characters that a person does not see or takes for others: the text holds what is seen, and a trace says what was."""

import time

import pytest

from clausecheck import read
from clausecheck.read.styled import Run, Styled, compose
from tests.read.files import run, word_file


def _tags(words: str) -> str:
    return "".join(chr(0xE0000 + ord(letter)) for letter in words)


def _selectors(words: str) -> str:
    return "".join(chr(0xFE00 + byte) if byte < 16 else chr(0xE0100 + byte - 16) for byte in words.encode())


def _bits(words: str, zero: str, one: str) -> str:
    return "".join(f"{ord(letter):08b}" for letter in words).replace("0", zero).replace("1", one)


def _private(words: str, plane: int) -> str:
    return "".join(letter if letter == " " else chr(plane + ord(letter)) for letter in words)


def _struck(words: str, mark: str) -> str:
    return "".join(letter + mark for letter in words)


def _one(text: str) -> Styled:
    return compose([Run(text)])


@pytest.mark.parametrize(
    ("stored", "seen", "technique", "named"),
    [
        ("un\u200blim\u200bited loss", "unlimited loss", "text.zero_width", "U+200B twice"),
        ("in\u2060demnify, no\u200dt", "indemnify, not", "text.zero_width", "U+2060 once, U+200D once"),
        ("pay 3\ufeff0 days", "pay 30 days", "text.zero_width", "U+FEFF"),
        ("li\u200eable", "liable", "text.zero_width", "U+200E"),
        ("co\u034fst", "cost", "text.zero_width", "U+034F"),
        ("a\u00adll of 5\u00ad0", "all of 50", "text.soft_hyphen", "U+00AD twice"),
        ("is\u3164owed\u3164by\u3164us", "is owed by us", "text.filler", "U+3164 3 times"),
        ("never\u2800ends", "never ends", "text.filler", "U+2800"),
        ("ex\u200aempt", "exempt", "text.thin_space", "U+200A"),
        (f"paid.{_tags('call it fair')}", "paid.", "text.tag_characters", "U+E0063"),
        (f"paid{_selectors('call it fair')}.", "paid.", "text.variation_selectors", "call it fair"),
        (f"😀{_selectors('call it fair')}", "😀", "text.variation_selectors", "call it fair"),
        (f"a{_bits('fair', chr(0x200B), chr(0x200C))}b", "ab", "text.zero_width_row", "fair"),
        (f"a{_bits('fair', chr(0x2062), chr(0x2063))}b", "ab", "text.zero_width_row", "fair"),
        ("r\u0435new\u0455", "renews", "text.homoglyph", "U+0435 once, U+0455 once"),
        ("the \u0441ost of the fee", "the cost of the fee", "text.homoglyph", "U+0441"),
        ("it does n\u03bft pay", "it does not pay", "text.homoglyph", "U+03BF"),
        ("the pa\u0433ty", "the party", "text.homoglyph", "U+0433"),
        ("\u13a2nvoice", "Tnvoice", "text.homoglyph", "U+13A2"),
        ("does \u043e\u0440\u0435\u043d so the door", "does open so the door", "", ""),
        ("pay in \u0430 week by post", "pay in a week by post", "text.homoglyph", "U+0430"),
        ("of 1\u041e\u041e,\u041e0\u041e euros", "of 100,000 euros", "text.homoglyph", "U+041E 4 times"),
        ("the buyer \u0410\u0421\u041c\u0415 pays it", "the buyer ACME pays it", "text.homoglyph_capitals", "U+0410"),
        ("is 𝐧𝐨𝐭 owed", "is not owed", "text.odd_letters", "U+1D427"),
        ("is ⓝⓞⓣ owed", "is not owed", "text.odd_letters", "U+24DD"),
        ("is ᵒʷᵉᵈ now", "is owed now", "text.odd_letters", "U+1D52"),
        ("is 🅾🆆🅴🅳 now", "is OWED now", "text.odd_letters", "U+1F17E"),
        ("pay ３０ days", "pay 30 days", "text.full_width", "U+FF13"),
        ("pay \u09ea0 days", "pay \u09ea0 days", "text.other_digits", "their values are 4"),
        ("9\u2024 Term", "9. Term", "text.odd_punctuation", "U+2024"),
        (_private("No claim", 0xE000), _private("No claim", 0xE000), "text.private_use", 'spell "No claim"'),
        (_private("No claim", 0xF0000), _private("No claim", 0xF0000), "text.private_use", 'spell "No claim"'),
        (f"{_struck('We are not', chr(0x336))} We are", "We are", "text.struck_out", '"We are not"'),
        (f"{_struck('never', chr(0x338))} owed", "owed", "text.struck_out", "U+0338 5 times"),
        ("Z" + "\u0310\u0311\u0312\u0313" * 3 + "ap", "Zap", "text.piled_marks", "U+0310"),
        ("l\u0307i\u0307e\u0307s\u0307", "lies", "text.piled_marks", "U+0307 4 times"),
        ("owed\x1b[2K\x1b[1A now\x07", "owed now", "text.control", "U+001B twice, U+0007 once"),
        ("owed\x9b2J now", "owed now", "text.control", "U+009B"),
        ("five\x08\x08\x08\x08ten", "fiveten", "text.control", "U+0008 4 times"),
        ("Insurance\u2028None is owed.", "Insurance None is owed.", "text.line_separator", "U+2028"),
    ],
)
def test_the_text_holds_what_is_seen_and_the_trace_what_is_stored(
    stored: str, seen: str, technique: str, named: str
) -> None:
    styled = _one(stored)
    if technique:
        assert styled.text == seen
        assert [one.technique for one in styled.oddities if not one.usual] == [technique]
        assert named in styled.oddities[0].detail
    else:
        assert not styled.oddities


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم قرارداد را امضا کنم",
        "क्‍ष और द्‍य",
        "The family 👨‍👩‍👧 and ❤️ and 1️⃣ and 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "葛\U000e0100城市",
        "第３条　甲は、乙に１００円を支払う。",
        "Ο πωλητής δεν ευθύνεται για ζημίες της ΟΤΕ ΑΕ.",
        "Общество с ограниченной ответственностью «Ромашка» и Acme Ltd., IT-отдел",
        "5 µm of TNFα, IFNγ, NFκB and 3 kΩ at Δt, α and β",
        "H₂O, CO₂, x², 5ª, ½, №, ™, ℠, Ⅳ, ①, ⒜, ﬁnance",
        "Việt Nam, Łódź, Größe, naïve Café and Cafe\u0301",
        "a ≠ b and = \u0338 c",
        "१२३ रुपये और ٣٠ يوما",
        "\ue000 and \uf0a7 and \uf0b7",
    ],
)
def test_other_scripts_signs_and_emoji_are_ordinary(text: str) -> None:
    styled = _one(text)
    assert [one for one in styled.oddities if not one.usual] == []
    assert "".join(styled.text.split()).isprintable() or "\ue000" in text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The\u200b Supplier \u200b(\u200b“S”)", "converter"),
        ("re\u00adspon\u00adsi\u00adble", "word processor"),
        ("One\x0bTwo", "word processor"),
        ("It is 5\u2044 8 wide", "fraction"),
        ("He said \x93yes\x94", "encoding"),
    ],
)
def test_what_converters_leave_has_an_ordinary_reason(text: str, reason: str) -> None:
    (found,) = _one(text).oddities
    assert reason in found.usual


def test_a_trick_is_seen_across_runs() -> None:
    styled = compose(
        [Run("un"), Run("\u200b", bold=True), Run("limit\u0435"), Run("d\u202e"), Run("03"), Run("\u202c.")]
    )
    assert styled.text == "unlimited30."
    assert {one.technique for one in styled.oddities} == {"text.zero_width", "text.homoglyph", "text.bidi_override"}


def test_spelled_words_stay_out_of_a_word_file_and_come_with_their_place() -> None:
    data = word_file(
        f"<w:p>{run('First clause here.')}</w:p><w:p>{run('Second' + _tags('say yes'))}{run(' clause.')}</w:p>"
    )
    document = read.read_bytes(data, "a.docx")
    assert document.text == "First clause here.\nSecond clause."
    (trace,) = [one for one in document.traces if one.technique == "text.tag_characters"]
    assert (trace.quote, trace.at) == ("say yes", document.text.index("clause."))
    assert ("hidden_text", "say yes") in [(notice.code, notice.quote) for notice in document.notices]


def test_a_paragraph_of_nothing_but_tags_is_told_of() -> None:
    document = read.read_bytes(f"First words here.\n\n{_tags('say yes')}\n\nMore words.".encode(), "a.txt")
    assert document.text == "First words here.\nMore words."
    assert [trace.quote for trace in document.traces] == ["say yes"]


def test_the_usual_is_told_once_for_all_paragraphs() -> None:
    document = read.read_bytes("\n\n".join(f"Clause {n}\u200b is here." for n in range(40)).encode(), "a.txt")
    (trace,) = document.traces
    assert trace.usual
    assert "in 40 paragraphs" in trace.detail


def test_a_name_in_capitals_is_ordinary_where_the_document_uses_the_alphabet() -> None:
    english = "The company \u041e\u041e\u041e delivers the goods."
    russian = "Общество поставляет товары и несёт ответственность за их качество."
    assert [trace.usual for trace in read.read_bytes(english.encode(), "a.txt").traces] == [""]
    both = read.read_bytes(f"{english}\n\n{russian}".encode(), "a.txt")
    assert all(trace.usual for trace in both.traces)


@pytest.mark.parametrize(
    "unit",
    ["\u200b", "a\u200b", "\U000e0041", "\u202e", "\u202ea\u202c", "\u2067a", "a\u0336", "\u0430a", "\u09ea", "\ue000",
     "𝐚", "\x1b[", "\ufe00", "\u3164", "\u00ad", "\U000e0041\u200b", "1\u041e,", "a\u0301\u0302\u0303\u0304", "\u2024",
     "\r"],
)  # fmt: skip
def test_very_many_of_any_of_them_take_little_time(unit: str) -> None:
    begun = time.process_time()
    _one(unit * (30_000 // len(unit)))
    assert time.process_time() - begun < 2
