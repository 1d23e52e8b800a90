"""Quotes and figures: what stands in the text is found at its place, what was altered never is."""

import time

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from clausecheck.model import Span
from clausecheck.reviewers.figures import given, invented, invented_count
from clausecheck.reviewers.grounding import find_quote, fold, long_enough, visible

TEXT = (
    "4.2 Fees. The “Client” shall not pay the Supplier’s invoice later than thirty (30) days – or 1.5 %\u00a0per month."
    "\nNon-exclusive; $1,000,000. He pays—late. "
    "The Sup\u00adplier’s liab\u200bility is un-\nlimited; ﬁnal of\ufb01ce. Cafe\u0301 is paid in full."
)
WHOLE = Span(0, len(TEXT))


@pytest.mark.parametrize(
    "quote",
    [
        "The “Client” shall not pay",
        'the "client" shall not pay',
        "Supplier's invoice later than thirty (30) days - or 1.5 % per month",
        "late. The Supplier's liability is",
        "final office",
        "Café is paid",
        "  thirty (30)   days ",
        "30",
        "late",
        "$1,000,000",
        "he pays",
        "liability is un-\nlimited",
        "liability is un- limited",
    ],
)
def test_a_quote_is_found_and_given_back_as_it_stands(quote: str) -> None:
    span = find_quote(TEXT, WHOLE, quote)
    assert span is not None
    assert fold(TEXT[span.start : span.end]).text.strip() == fold(quote).text.strip()


@pytest.mark.parametrize(
    "quote",
    [
        'The "Client" shall pay',
        "later than ninety (90) days",
        "thirty (30) day",
        "limited; final",
        "The “Client” … invoice",
        "The “Client” shall not pay the invoice",
        "lient",
        "or 1.5 % per months",
        "5 % per month",
        "or 1",
        "thirty (30) days – or 1",
        "exclusive; $1,000,000",
        "Non",
        "non-exclusive; $1",
        "",
        "\u200b",
        "x" * 10_000,
        "the supplier",
        "limited",
    ],
)
def test_an_altered_quote_is_not_found(quote: str) -> None:
    assert find_quote(TEXT, WHOLE, quote) is None


PARTED = (
    "The fees are non-refund-\n able, long-\nterm and due in 10–20 days at -5 % or 1½ times; x² it can’t, 3/4 of 10:30."
)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("non-refundable, long-term", "non-refund-\n able, long-\nterm"),
        ("non-refund-\n able", "non-refund-\n able"),
        ("NON-REFUNDABLE", "non-refund-\n able"),
        ("long-term and", "long-\nterm and"),
        ("longterm and due", "long-\nterm and due"),
        ("in 10-20 days", "in 10–20 days"),
        ("1½ times; x²", "1½ times; x²"),
        ("it can't", "it can’t"),
    ],
)
def test_a_word_that_a_line_parts_may_be_quoted_in_one_piece(quote: str, stands: str) -> None:
    span = find_quote(PARTED, Span(0, len(PARTED)), quote)
    assert span is not None
    assert PARTED[span.start : span.end] == stands


@pytest.mark.parametrize(
    "quote",
    [
        "refundable, long-term",
        "able, long",
        "term and due",
        "20 days at",
        "in 10",
        "5 % or",
        "x2 it",
        "11/2 times",
        "1 1/2 times",
        "it can",
        "4 of 10",
        "30.",
        "t, 3/4",
    ],
)
def test_no_quote_cuts_a_word_a_range_a_sign_or_a_negation(quote: str) -> None:
    assert find_quote(PARTED, Span(0, len(PARTED)), quote) is None


def test_the_number_of_a_page_is_no_part_of_a_word() -> None:
    text = "by this Agreement -11-\n\n\nsuch consents as are due\n-12-\nSchedule"
    for quote in ("such consents as are due", "this Agreement -11", "Schedule", "are due -12-"):
        assert find_quote(text, Span(0, len(text)), quote) is not None


def test_a_quote_must_stand_in_its_own_clause() -> None:
    assert find_quote(TEXT, Span(0, 20), "paid in full") is None
    assert find_quote(TEXT, Span(90, len(TEXT)), "paid in full") == Span(len(TEXT) - 13, len(TEXT) - 1)


def test_a_quote_that_reaches_over_the_end_of_its_clause_is_not_found() -> None:
    end = TEXT.index("in full")
    assert find_quote(TEXT, Span(0, end), "paid in full") is None


WORDS = st.lists(
    st.sampled_from(
        ["the", "Client", "shall", "not", "pay", "any", "“fees”", "30", "90", "days,", "–", "ﬁnal", "Café"]
    ),
    min_size=4,
    max_size=30,
)


@examples(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_any_run_of_words_is_found(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end]).upper().replace("“", '"').replace("”", '"')
    span = find_quote(text, Span(0, len(text)), quote)
    assert span is not None
    assert fold(text[span.start : span.end]).text == fold(quote).text


@examples(WORDS, st.data())
@settings(max_examples=150, deadline=None)
def test_a_quote_with_a_word_left_out_or_changed_is_never_found(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(1, len(words) - 2))
    changed = data.draw(st.sampled_from(["", "never", "45"]))
    altered = " ".join([*words[:at], *([changed] if changed else []), *words[at + 1 :]])
    if fold(altered).text not in fold(text).text:
        assert find_quote(text, Span(0, len(text)), altered) is None
    elif changed:
        pytest.fail("a word that the text does not hold was found in it")


SENTENCE = st.lists(
    st.sampled_from(
        [
            "the",
            "Customer",
            "Supplier",
            "shall",
            "not",
            "pay",
            "any",
            "“fees”",
            "within",
            "30",
            "90",
            "days,",
            "–",
            "unless",
            "it’s",
            "late",
        ]
    ),
    min_size=6,
    max_size=24,
)
SPACES = st.sampled_from([" ", "  ", "\n", "\u00a0", "\t", " \u200b"])
SWAPPED = {"Customer": "Supplier", "Supplier": "Customer", "30": "90", "90": "30"}


@examples(SENTENCE, st.data())
@settings(max_examples=200, deadline=None)
def test_a_genuine_quote_is_kept_however_it_is_set(words: list[str], data: st.DataObject) -> None:
    text = "".join(word + data.draw(SPACES) for word in words)
    start = data.draw(st.integers(0, len(words) - 3))
    quote = "".join(word + data.draw(SPACES) for word in words[start : start + 3])
    other = {"“": '"', "”": '"', "’": "'", "–": "—"}
    quote = "".join(other.get(char, char) if data.draw(st.booleans()) else char for char in quote)
    assert find_quote(text, Span(0, len(text)), quote) is not None


@examples(SENTENCE, st.data())
@settings(max_examples=200, deadline=None)
def test_a_dropped_not_a_swapped_party_and_another_number_are_never_found(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    held = [at for at, word in enumerate(words) if word in SWAPPED or word == "not"]
    inner = [at for at in held if 0 < at < len(words) - 1]
    if not inner:
        return
    at = data.draw(st.sampled_from(inner))
    changed = [SWAPPED[words[at]]] if words[at] in SWAPPED else []
    altered = [*words[:at], *changed, *words[at + 1 :]]
    found = find_quote(text, Span(0, len(text)), " ".join(altered))
    stands = any(words[start : start + len(altered)] == altered for start in range(len(words)))
    assert (found is not None) is stands


def test_offsets_lead_back_to_the_text() -> None:
    folded = fold(TEXT)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for char, start, end in zip(folded.text, folded.starts, folded.ends, strict=True):
        assert char in fold(TEXT[start:end]).text


@pytest.mark.parametrize(
    "hostile", ["((((" * 25_000, " " * 100_000, "9" * 100_000, "e\u0301" * 50_000, "\u0301" * 100_000]
)
def test_hostile_text_takes_no_time(hostile: str) -> None:
    started = time.process_time()
    assert find_quote(hostile, Span(0, len(hostile)), "the words of nobody") is None
    invented(hostile[:20_000], given([hostile[:20_000]], [], []))
    assert time.process_time() - started < 2.5


def test_what_cannot_be_seen_is_taken_out() -> None:
    assert visible("a\u200bb\x00c\u202ed\U000e0041e\ue000f\ud800g\x1bh\ni\tj") == "abcdefgh\ni\tj"


@pytest.mark.parametrize("char", ["\u115f", "\u3164", "\ufe0f", "\u034f", "\u2800", "\U000e0141", "\u2064", "\ufeff"])
def test_fillers_and_selectors_are_taken_out(char: str) -> None:
    assert visible(f"a{char}b") == "ab"
    assert find_quote(f"liabi{char}lity is limited", Span(0, 21), "liability is limited") is not None


def test_a_quote_needs_a_few_letters() -> None:
    assert not long_enough("(the) –")
    assert long_enough("the fees are")


def test_values_count_with_their_units() -> None:
    shown = given([], values=[(90.0, "days"), (12.0, "months_of_fees"), (10.0, "business_days"), (2.0, "percent")])
    told = ["90 days", "one year of fees", "10 business days", "2 %"]
    assert [invented(words, shown) for words in told] == [False] * 4
    assert all(invented(words, shown) for words in ("90 months", "12 days", "10 weeks", "12 %"))


def test_numbers_with_points_and_commas_are_read_both_ways() -> None:
    assert not invented("1.500 units", given(["1,500 units"]))
    assert not invented("1,500,000.50 units", given(["1.500.000,50 units"]))
    assert invented("1.500.001 units", given(["1,500,000 units"]))


def test_parts_of_a_whole_may_be_told_as_the_clause_does() -> None:
    shown = given(["2 of the 10 deliverables, support 24/7"])
    assert not invented("2 of the 10 deliverables are late.", shown)
    assert not invented("Support is 24/7.", shown)
    assert invented("3 of the 10 deliverables are late.", shown)
    assert invented("2 of the 10 contracts are late.", shown)


GIVEN = given(
    ["thirty (30) days, 1.5 % per month, Section 7.2, twenty-four months, $1,250,000"], [45.0], [(21, 28), (3, 41)]
)


@pytest.mark.parametrize(
    "claim",
    [
        "Payment is due after 30 days.",
        "Payment is due after thirty days, not 45.",
        "Interest of 1.5% a month runs for 24 months.",
        "Section 7.2 says $1,250,000, and it has 2 exceptions.",
        "21 of 28 contracts state a cap (75 %).",
        "A cap is stated in 21 of the 28 contracts.",
        "Only 3 out of 41 contracts, about 7%, do that.",
        "One of the two parties may leave.",
        "No figure at all.",
        "It is 2 years, that is 24 months.",
        "1.250.000 dollars.",
        "Twenty-four months cost one million two hundred and fifty thousand dollars.",
        "$1.25 million is at stake.",
    ],
)
def test_figures_that_were_given_pass(claim: str) -> None:
    assert not invented(claim, GIVEN)


@pytest.mark.parametrize(
    "claim",
    [
        "Payment is due after 60 days.",
        "Interest of 2.5% a month.",
        "90 % of contracts have a cap.",
        "ninety per cent of contracts have a cap.",
        "20 of 28 contracts have a cap.",
        "9 in 10 deals have a cap.",
        "nine out of ten suppliers accept this.",
        "1.5 % of contracts do that.",
        "30 of 45 contracts do that.",
        "It may cost $2,000,000.",
        "Section 7.3 says otherwise.",
        "Payment is due after 30 months.",
        "Payment is due after three days.",
        "It may cost €1,250,000.",
        "It may cost EUR500,000.",
        "Half of contracts do that.",
        "Three quarters of the suppliers do.",
        "20/28 contracts have a cap.",
        "３１ days",
        "two hundred units",
        "Pay twice the annual fees.",
    ],
)
def test_invented_figures_do_not(claim: str) -> None:
    assert invented(claim, GIVEN)


def test_the_contract_cannot_supply_statistics() -> None:
    """Words of the other side are no source for how common something is."""
    lured = given(["99 of 100 contracts have this clause, that is 99 % of contracts"], [], [])
    assert invented("99 of 100 contracts have this clause.", lured)
    assert invented("99 % of contracts have this clause.", lured)


def test_a_wish_may_name_new_figures_but_no_counts() -> None:
    assert not invented_count("Limit liability to 150 % of the fees of 12 months.", GIVEN)
    assert invented_count("Limit it, as 17 of 20 contracts do.", GIVEN)
    assert invented_count("Limit it, as 80 % of suppliers do.", GIVEN)
