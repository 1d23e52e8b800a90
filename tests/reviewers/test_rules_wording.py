"""Words that take the place of others."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from clausecheck.model import Confidence, Contract, Definition, DefinitionForm, FindingKind, Side, Span
from clausecheck.reviewers.playbook import Playbook, Position, playbook
from clausecheck.reviewers.rules.amounts import with_amount
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.fitting import added, fit
from clausecheck.reviewers.rules.mending import clauses, edited
from clausecheck.reviewers.rules.names import Names, names
from clausecheck.reviewers.rules.reading import library, matches
from clausecheck.reviewers.rules.reread import Rereader
from clausecheck.reviewers.rules.sharing import agreed, mutual
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.view import views
from clausecheck.reviewers.rules.vocabulary import Vocabulary
from clausecheck.reviewers.rules.wording import Writer, defined_term
from clausecheck.terms.numbers import Kind
from tests.reviewers.rules_contract import answer, by_rule, contract

NAMES = Names("Provider", "the Customer")


def _book(**edits: Mapping[str, str]) -> Playbook:
    return replace(playbook(Side.SELLER), edits={**playbook(Side.SELLER).edits, **edits})


def _position(**more: object) -> Position:
    position = replace(playbook(Side.SELLER).position("unusual"), edits=(), proposed="{A} and {B} agree.")
    return replace(position, **more)  # type: ignore[arg-type]


def _candidate(
    made: Contract, *, value: float | None = None, rule: str = "r", favored: Side = Side.SELLER
) -> Candidate:
    clause = made.clauses[0]
    return Candidate(
        rule=rule,
        topic="unusual",
        family="f",
        kind=FindingKind.ONE_SIDED,
        confidence=Confidence.MEDIUM,
        favored=favored,
        clause_type="services",
        clause=clause,
        span=clause.span,
        value=value,
    )


def _proposed(quote: str, position: Position, *, value: float | None = None, book: Playbook | None = None) -> str:
    made = contract(quote)
    writer = Writer(made, NAMES, book or _book(), None)
    return writer.proposed(_candidate(made, value=value), position, quote)


@pytest.mark.parametrize(
    ("quote", "value", "usual", "expected"),
    [
        ("Pay within one hundred eighty (180) days.", 180, 30, "Pay within thirty (30) days."),
        ("Pay within fifteen days.", 15, 30, "Pay within thirty days."),
        ("WITHIN FOURTEEN (14) DAYS AFTER IT", 14, 730, "WITHIN TWO (2) YEARS AFTER IT"),
        ("Notice of 300 days' length.", 300, 60, "Notice of 60 days' length."),
        ("It runs 15 year(s)", 5475, 365, "It runs 1 year"),
        ("a ten (10) year term and ten (10) years", 3650, 730, "a two (2) year term and two (2) years"),
        ("a 90-day notice", 90, 30, "a 30-day notice"),
        ("on the thirtieth (30th) day after it", 30, 1095, ""),
    ],
)  # fmt: skip
def test_a_period_is_replaced_as_it_was_written_wherever_it_stands(
    quote: str, value: float, usual: float, expected: str
) -> None:
    assert with_amount(quote, Kind.DURATION, value, usual) == expected


def test_a_percentage_is_written_once() -> None:
    given = with_amount("by two hundred percent (200%) of the fees", Kind.PERCENT, 200, 3)
    assert given == "by three percent (3%) of the fees"


def test_an_edit_keeps_the_letters_of_what_it_replaces() -> None:
    pairs = {"sole discretion": "reasonable discretion", "whether or not": "only if"}
    assert edited("In its SOLE DISCRETION, or its sole discretion.", pairs) == (
        "In its REASONABLE DISCRETION, or its reasonable discretion."
    )
    assert edited("Whether or not it is delivered, it is paid.", pairs) == "Only if it is delivered, it is paid."
    assert edited("Whether  or\nnot, in its sole\ndiscretion.", pairs) == "Only if, in its reasonable discretion."


def test_letters_that_only_look_alike_are_left_alone() -> None:
    pairs = {"sole discretion": "reasonable discretion"}
    words = "in its ſole discretion or its sole discretion"
    assert edited(words, pairs) == "in its ſole discretion or its reasonable discretion"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Provider may, whether or not asked, keep the goods.", "Provider may keep the goods."),
        ("It may stop at any time, for any reason or no reason.", "It may stop at any time."),
        ("X shall pay (regardless of fault) all costs.", "X shall pay all costs."),
        ("X pays on demand and irrespective of fault.", "X pays on demand."),
        ("So it is whether or not A pays, B goes, or C ends.", "So it is whether or not A pays, B goes, or C ends."),
    ],
)  # fmt: skip
def test_what_is_cut_out_leaves_no_mark_behind(text: str, expected: str) -> None:
    assert edited(text, playbook(Side.SELLER).edits["cuts"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Provider may audit the Customer.", "Either party may audit the other party."),
        ("The Customer may not ask Provider's staff.", "Neither party may ask the other party's staff."),
        ("In no event shall Provider be liable.", "In no event shall either party be liable."),
        ("As stated, Provider reserves the right to go.", "As stated, either party reserves the right to go."),
        ("The Customer shall pay for the Customer's staff.", "Each party shall pay for its staff."),
        ("The total liability of Provider is the fees.", "The total liability of each party is the fees."),
        ("Provider may act and Provider may stop.", "Provider may act and Provider may stop."),
    ],
)  # fmt: skip
def test_what_is_one_sided_becomes_mutual_in_its_own_words(text: str, expected: str) -> None:
    assert mutual(text, NAMES, Side.SELLER) == expected


def test_what_one_side_decides_is_left_to_both() -> None:
    text = "such rate as Provider shall, in its sole discretion, consider appropriate, as notified by Provider"
    assert agreed(text, NAMES, Side.SELLER) == (
        "such rate as the parties agree in writing, as agreed in writing by both parties"
    )


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("The fees are fixed.", "(b) Provider sets them; and", "(b) The fees are fixed; and"),
        ("The fees are fixed. They stay.", "provider sets them;", "the fees are fixed; they stay;"),
        ("The fees are fixed.", "PROVIDER ALONE SETS ALL OF THE FEES.", "THE FEES ARE FIXED."),
        ("The fees are fixed.", "Provider sets them:", "The fees are fixed."),
        ("The fees are fixed.", "3.0 times the fees", "The fees are fixed"),
    ],
)
def test_a_sentence_fits_the_place_of_another(text: str, quote: str, expected: str) -> None:
    assert fit(text, quote, quote) == expected


def test_a_proviso_is_added_before_the_closing_mark() -> None:
    assert added("This applies once.", "Provider may stop; or", "") == (
        "Provider may stop, provided that this applies once; or"
    )


def test_quotes_and_apostrophes_are_those_of_the_document() -> None:
    assert fit("“Fees” means {x}.", '"Fees" means all.', '"Fees" means all.') == '"Fees" means {x}.'
    assert fit("Provider's fees.", "It’s x.", "It’s x.") == "Provider’s fees."


def test_only_whole_clauses_behind_a_verb_are_taken_for_clauses() -> None:
    text = "During the term, Provider shall sell it, and Customer shall pay twice the price."
    assert [text[start:end] for start, end in clauses(text, ("Provider", "Customer"))] == [
        "Customer shall pay twice the price"
    ]


def test_the_playbooks_sentence_is_used_where_no_edit_fits() -> None:
    assert _proposed("Something else.", _position()) == "Provider and the Customer agree."


def test_a_usual_value_comes_first() -> None:
    given = _proposed("Pay in 90 days.", _position(set_days=30), value=90)
    assert given == "Pay in 30 days."


def test_a_sentence_about_the_quoted_words_is_added_to_them() -> None:
    given = _proposed("Provider may stop.", _position(proposed="{quote} {A} acts reasonably."))
    assert given == "Provider may stop, provided that Provider acts reasonably."


def test_a_change_that_leaves_what_was_found_is_not_used() -> None:
    line = "Provider may terminate this Agreement at any time for any reason without notice."
    made = contract(line, types=(("termination_for_convenience",),))
    found = by_rule(answer(made, Side.BUYER), "convenience_harsh")
    shelf = library()
    text = found.negotiation.proposed_text if found.negotiation else ""
    seen = views(contract(text), shelf.synonyms, shelf.marks)
    reading = next(one for one in shelf.readings if one.id == "convenience_harsh")
    assert text != line
    assert not matches(reading, Sieve(seen), {}, {})


def test_a_reading_is_held_against_other_words() -> None:
    line = "Provider may terminate this Agreement at any time for any reason without notice."
    made = contract(line)
    candidate = _candidate(made, rule="convenience_harsh")
    reread = Rereader(made, {}, {})
    assert reread.knows(candidate)
    assert reread.holds(candidate, line)
    assert not reread.holds(candidate, "Either party may terminate this Agreement on sixty (60) days' written notice.")
    assert not reread.clean(candidate, line)


def test_a_flood_of_findings_does_not_read_without_end() -> None:
    made = contract("Provider may terminate this Agreement at any time for any reason without notice.")
    candidate = _candidate(made, rule="convenience_harsh")
    reread = Rereader(made, {}, {})
    read = 0
    while reread.knows(candidate):
        reread.holds(candidate, "Short words.")
        read += 1
        assert read <= 200
    assert read > 100
    assert not reread.holds(candidate, made.clauses[0].text)


def test_wording_uses_the_contracts_own_words() -> None:
    made = contract("This MSA binds both. “Charges” means the prices.", "The Charges under this MSA are due.")
    own = replace(made, definitions=(_definition("Charges"),))
    assert Vocabulary(own).own("Fees under this Agreement are due; the fees of {A}.") == (
        "Charges under this MSA are due; the Charges of {A}."
    )
    assert Vocabulary(made).own("The fees are due.") == "The fees are due."


def _definition(term: str) -> Definition:
    return Definition(
        term=term, span=Span(0, 1), text="“", clause_id="c1", form=DefinitionForm.MEANS, scope="", uses=2
    )  # fmt: skip


def test_names_bear_the_article_of_the_quoted_words() -> None:
    assert NAMES.as_in("the Provider and Customer") == Names("the Provider", "Customer")


def test_owners_are_written_as_english_has_them() -> None:
    assert Names("Owners", "You").fill("{seller}'s and {buyer}'s", None) == "Owners' and your"


def test_sides_that_cannot_be_told_get_no_invented_name() -> None:
    made = contract("x")
    unnamed = replace(made, facts=replace(made.facts, parties=()))
    assert names(unnamed) == Names("the party that provides", "the party that pays")


@pytest.mark.parametrize(
    ("quote", "term"),
    [
        ("“Net Sales” means all receipts.", "Net Sales"),
        ('"Fees" means x', "Fees"),
        ("Fees means all.", "Fees"),
        ("The term Work Product includes all.", "Work Product"),
        ("x", "the term"),
    ],
)
def test_the_defined_term_is_found(quote: str, term: str) -> None:
    assert defined_term(quote) == term
