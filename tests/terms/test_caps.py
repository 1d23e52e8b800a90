from dataclasses import replace

import pytest

from clausecheck.model import Binds, Clause, Contract, LiabilityLimit, LimitKind, Span, Term
from clausecheck.read import read_bytes
from clausecheck.review import understand
from clausecheck.terms import read_limits, read_sentences, read_terms
from clausecheck.terms.caps.vocabulary import Entry, vocabulary
from tests.terms.making import DEAL, one_clause

WORDS = vocabulary()


def limits(words: str, heading: str = "") -> tuple[LiabilityLimit, ...]:
    made, clauses = one_clause(words, heading)
    found = read_limits(made, clauses, read_sentences(made, clauses, DEAL), DEAL)
    for limit in found:
        assert made.slice(limit.span) == limit.quote
        parts = [(one.span, one.quote) for one in limit.damages]
        parts += [(one.span, one.quote) for one in limit.ceilings]
        parts += [(one.span, one.quote) for one in limit.carve_outs]
        for span, quote in parts:
            assert made.slice(span) == quote
    return found


def caps(words: str, heading: str = "") -> list[Term]:
    made, clauses = one_clause(words, heading)
    sentences = read_sentences(made, clauses, DEAL)
    found = read_limits(made, clauses, sentences, DEAL)
    return [term for term in read_terms(made, clauses, {}, sentences, found) if term.name == "liability_cap"]


def contract(*clauses: str) -> Contract:
    """A contract of these clauses, between a provider and a customer, numbered from 1."""
    numbered = "\n\n".join(f"{number}. {words}" for number, words in enumerate(clauses, 1))
    text = (
        'SERVICES AGREEMENT\n\nThis Services Agreement is made between Alpha Services Ltd ("Provider") and Beta Stores'
        f' Inc ("Customer").\n\n{numbered}\n'
    )
    return understand(read_bytes(text.encode(), "a.txt"))


@pytest.mark.parametrize("entry", [*WORDS.damages, *WORDS.carve_outs], ids=lambda entry: entry.id)
def test_every_entry_is_found_in_its_example_and_not_in_the_others(entry: Entry) -> None:
    def found(words: str) -> set[str]:
        read = WORDS.damages_in if entry in WORDS.damages else WORDS.carve_outs_in
        return {kind for kind, *_ in read(words.lower())}

    assert entry.example
    assert entry.other
    for words in entry.example:
        assert entry.id in found(words), words
    for words in entry.other:
        assert entry.id not in found(words), words


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("the fees paid in the twelve (12) months preceding the claim", "months_of_fees", 12),
        ("three times the fees paid in the 12 month period before the claim", "months_of_fees", 36),
        ("50% of the fees paid in the 12 months preceding the claim", "months_of_fees", 6),
        ("two (2) times the fees paid under this Agreement", "multiple_of_fees", 2),
        ("150% of the fees paid under the applicable order", "multiple_of_fees", 1.5),
        ("the fees paid under this Agreement", "multiple_of_fees", 1),
        ("the amount that is two times the charges paid hereunder", "multiple_of_fees", 2),
        ("one half of the amounts paid hereunder", "multiple_of_fees", 0.5),
        ("one (1) month's fees", "months_of_fees", 1),
        ("twenty four (24) times the monthly administrative fee", "months_of_fees", 24),
        ("the annual subscription fees", "months_of_fees", 12),
        ("the amounts received by Provider in the preceding year", "months_of_fees", 12),
        ("the total value of the work order under which the claim arose", "multiple_of_fees", 1),
        ("$250,000", "USD", 250_000),
    ],
)
def test_the_amount_of_a_ceiling(words: str, unit: str, value: float) -> None:
    (term,) = caps(f"In no event shall Provider's total liability exceed {words}.")
    assert (term.unit, term.value, term.binds, term.mutual) == (unit, value, Binds.SELLER, False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Provider's liability shall be limited to the amount paid by Customer for the prior 12 months", 12),
        ("Provider's sole liability is limited to the fees paid in the last six months", 6),
        ("Contractor shall be liable to Company without limit for all losses of any kind", "unlimited"),
        ("the Contractor's liability under this Agreement shall be unlimited", "unlimited"),
        ("in no event shall the Contractor be liable for more than $1,000,000", 1_000_000),
        ("General Cap Amount | The Fees paid or payable in the 12 month period immediately before the claim.", 12),
        ("General Cap Amount | 1.5 times the Fees paid or payable by Customer under the applicable SOW.", 1.5),
        ("General Cap Amount | $500,000", 500_000),
    ],
)
def test_other_ways_to_say_a_cap(words: str, value: float | str) -> None:
    heading, _, text = words.rpartition(" | ")
    assert [term.value for term in caps(text, heading)] == [value]


@pytest.mark.parametrize(
    "words",
    [
        "Supplier shall maintain commercial general liability insurance with limits up to $1,000,000.",
        "No action may be brought more than one year after the damages arose.",
        "Nothing in this Agreement shall mean that liability for fraud is unlimited.",
        "Nothing in this Agreement shall stop Contractor from being liable without limit for fraud.",
        "Customer shall pay the fees, which shall not exceed $50,000 a year.",
        "The materials on hand did not exceed three months of Customer's payments, for which Customer is liable.",
        "Person means a limited liability or unlimited liability company.",
        "The limitation of liability and the waiver of consequential damages do not apply to fraud.",
    ],
)
def test_what_is_no_limit(words: str) -> None:
    assert limits(words) == ()


def test_the_parts_of_an_exclusion() -> None:
    (limit,) = limits(
        "Except for breach of confidentiality, neither party shall be liable for indirect, special or punitive damages,"
        " or loss of use, data or profits, even if advised of their possibility, unless caused by gross negligence."
    )
    assert (limit.kind, limit.protects) == (LimitKind.EXCLUSION, Binds.BOTH)
    assert {one.id for one in limit.damages} == {
        "indirect", "special", "punitive", "loss_of_use", "lost_data", "lost_profits"
    }  # fmt: skip
    assert [one.kind for one in limit.carve_outs] == ["confidentiality", "gross_negligence"]


@pytest.mark.parametrize(
    ("words", "protects"),
    [
        ("Provider shall not be liable to Customer for consequential damages.", Binds.SELLER),
        ("In no event shall the liability of Customer for lost profits arise.", Binds.BUYER),
        ("Customer waives any claim for consequential damages.", Binds.SELLER),
        ("Neither Provider nor Customer shall be liable for lost profits.", Binds.BOTH),
        ("Each party waives all claims for punitive damages.", Binds.BOTH),
        ("The arbitrators may not award punitive damages against anybody.", Binds.BOTH),
        ("If Customer uses it otherwise, we will have no liability to you for lost profits.", Binds.SELLER),
        ("Under no circumstances shall anybody be liable for lost profits.", Binds.UNKNOWN),
    ],
)
def test_whom_a_limit_protects(words: str, protects: Binds) -> None:
    assert [limit.protects for limit in limits(words)] == [protects]


def test_each_side_may_have_its_own_ceiling() -> None:
    found = limits(
        "Provider's liability shall not exceed $100,000, and Customer's liability shall not exceed $250,000."
    )
    assert [(limit.protects, limit.ceilings[0].value) for limit in found] == [
        (Binds.SELLER, 100_000),
        (Binds.BUYER, 250_000),
    ]


def test_alternatives_and_what_they_are_counted_by() -> None:
    (limit,) = limits(
        "Provider's aggregate liability shall not exceed the greater of (a) $100,000 and (b) the fees paid or payable"
        " under the applicable Statement of Work in the prior 12 months."
    )
    assert limit.choice == "greater"
    money, fees = limit.ceilings
    assert (money.value, money.unit, money.per) == (100_000, "USD", "aggregate")
    assert (fees.value, fees.unit, fees.base, fees.under) == (12, "months_of_fees", "paid_or_payable", "order")


@pytest.mark.parametrize(
    ("words", "carved"),
    [
        (
            (
                "Except for a party's indemnification obligations, notwithstanding any other term, no party to this"
                " Agreement will be liable for punitive damages."
            ),
            ["indemnification"],
        ),
        ("Customer may sue Provider, provided that Provider shall not be liable for punitive damages.", []),
        ("Customer may end this Agreement (except that Customer may not assert punitive damages).", []),
        ("Save for fraud, Alpha and its affiliates shall have no liability for punitive damages.", ["fraud"]),
        (
            (
                "Neither party is liable for punitive damages, provided, however, that this limitation shall not apply"
                " to fraud."
            ),
            ["fraud"],
        ),
    ],
)
def test_exceptions_and_limits_may_stand_within_each_other(words: str, carved: list[str]) -> None:
    (limit,) = limits(words)
    assert [one.id for one in limit.damages] == ["punitive"]
    assert [one.kind for one in limit.carve_outs] == carved


def test_a_ceiling_that_is_blacked_out_has_no_value() -> None:
    (limit,) = limits("Provider's total liability shall not exceed [***].")
    assert [(one.value, one.unit) for one in limit.ceilings] == [(None, "other")]


def test_a_number_of_a_ceiling_is_read_as_nothing_else() -> None:
    made, clauses = one_clause(
        "Provider's liability, under its insurance or otherwise, shall not exceed $250,000.", "Insurance"
    )
    sentences = read_sentences(made, clauses, DEAL)
    terms = read_terms(made, clauses, {}, sentences, read_limits(made, clauses, sentences, DEAL))
    assert len({term.span for term in terms}) == len(terms)


CLAUSES = (
    'Definitions. "Liability Cap" means {cap}. "Excluded Claims" means breach of Section 3 and fraud.',
    (
        "Limitation of Liability. Each party's total liability will not exceed the Liability Cap. Neither party is"
        " liable for consequential damages. The limitations in this Section do not apply to Excluded Claims."
    ),
    "Confidentiality. Each party keeps the other party's information secret.",
)


@pytest.mark.parametrize(
    ("meaning", "value", "unit"),
    [("$100,000", 100_000, "USD"), ("two times the fees paid in the preceding 6 months", 12, "months_of_fees")],
)
def test_a_changed_definition_changes_the_cap(meaning: str, value: float, unit: str) -> None:
    made = contract(CLAUSES[0].format(cap=meaning), *CLAUSES[1:])
    cap, waiver = made.limits
    (ceiling,) = cap.ceilings
    assert (ceiling.value, ceiling.unit, ceiling.terms) == (value, unit, ("Liability Cap",))
    assert made.by_id[cap.clause_id].heading == "Limitation of Liability"
    assert made.document.slice(ceiling.span) in meaning
    assert [
        (term.value, made.by_id[term.clause_id].heading) for term in made.terms if term.name == "liability_cap"
    ] == [(value, "Definitions")]
    for limit in (cap, waiver):
        assert {one.kind: one.terms for one in limit.carve_outs} == {
            "confidentiality": ("Excluded Claims",),
            "fraud": ("Excluded Claims",),
        }


def test_fees_that_are_those_of_a_month_make_a_cap_of_a_month() -> None:
    made = contract(
        'Definitions. "Fees" means the fees payable for one month of the applicable order form.',
        "Liability. Provider's total liability shall not exceed the Fees paid by Customer.",
    )
    (ceiling,) = made.limits[0].ceilings
    assert (ceiling.value, ceiling.unit, ceiling.under, ceiling.terms) == (1, "months_of_fees", "order", ("Fees",))


@pytest.mark.parametrize(
    ("meaning", "kinds"),
    [
        ("loss of profits and loss of data", {"lost_profits", "lost_data"}),
        ("any punitive damages", {"punitive"}),
    ],
)
def test_a_changed_definition_changes_what_is_excluded(meaning: str, kinds: set[str]) -> None:
    made = contract(
        f'Definitions. "Excluded Loss" means {meaning}. "Losses" means all losses, punitive damages included.',
        "Liability. Neither party shall be liable for any Excluded Loss.",
        "Indemnity. Neither party is entitled to Losses that are less than $500.",
    )
    (limit,) = made.limits
    assert {one.id for one in limit.damages} == kinds
    assert {one.terms for one in limit.damages} == {("Excluded Loss",)}
    assert made.by_id[limit.clause_id].heading.endswith("Liability")


def test_a_sentence_may_free_one_limit_alone() -> None:
    made = contract(
        "Liability. Provider's total liability shall not exceed $5,000. This limitation shall not apply to death or"
        " personal injury. Provider shall not be liable for lost profits.",
    )
    cap, waiver = made.limits
    assert [one.kind for one in cap.carve_outs] == ["death_or_injury"]
    assert waiver.carve_outs == ()


def test_what_one_side_alone_is_freed_for_does_not_free_the_other() -> None:
    made = contract(
        "Liability. In no event shall Provider's liability exceed $5,000. In no event shall Customer's liability exceed"
        " $5,000. Nothing in this Agreement limits a liability for Customer's payment obligations.",
    )
    seller, buyer = made.limits
    assert seller.carve_outs == ()
    assert [(one.kind, one.binds) for one in buyer.carve_outs] == [("payment_obligations", Binds.BUYER)]


def test_definitions_that_lead_in_circles_end() -> None:
    made = contract(
        'Definitions. "First Cap" means twice the Second Cap. "Second Cap" means three times the First Cap.'
        ' "Excluded Claims" means Unlimited Claims. "Unlimited Claims" means Excluded Claims and fraud.',
        "Liability. Provider's liability shall not exceed the First Cap, except for Excluded Claims.",
    )
    assert made.limits == () or made.limits[0].ceilings == ()


def test_items_of_a_list_are_parts_of_the_limit_that_introduces_them() -> None:
    made = contract(
        "Liability. Neither party shall be liable for any:\n\n(a) loss of profits;\n\n(b) loss of data; or\n\n"
        "(c) punitive damages.",
    )
    (limit,) = made.limits
    assert {one.id for one in limit.damages} == {"lost_profits", "lost_data", "punitive"}


def test_an_amount_that_goes_on_below_is_quoted_where_it_begins() -> None:
    words = (
        'This Agreement is between Acme Inc. ("Client") and Brook LLC ("Provider").\n\n'
        "1. Liability. Provider's total liability shall not exceed three times the fees\n\n"
        "(a) that were paid in the twelve (12) months before the claim; and\n\n(b) nothing else.\n"
    )
    contract = understand(read_bytes(words.encode(), "a.txt"))
    (term,) = (term for term in contract.terms if term.name == "liability_cap")
    assert contract.document.slice(term.span) == term.quote == "three times the fees"
    assert contract.by_id[term.clause_id].whole.end >= term.span.end


def test_a_list_below_another_heading_is_no_part_of_the_limit_before_it() -> None:
    words = (
        "Provider’s liability is limited to three times the fees\nStandards.\n(a) by it with reasonable skill and care."
    )
    made, (one, *_) = one_clause(words)
    first, second = words.index("\n"), words.rindex("\n")
    limit = replace(one, id="c1", span=Span(0, first), whole=Span(0, first), text=words[:first])
    between = Span(first + 1, second)
    heading = replace(one, id="c2", heading="Standards", span=Span(second, second), whole=between, text="")
    item = Span(second + 5, len(words))
    listed = replace(one, id="c3", number="(a)", span=item, whole=Span(second + 1, len(words)), text=made.slice(item))

    def quotes(*clauses: Clause) -> list[str]:
        return [found.quote for found in read_limits(made, clauses, read_sentences(made, clauses, DEAL), DEAL)]

    assert quotes(limit, heading, listed) == [words[:first]]
    near = replace(listed, whole=Span(first + 1, len(words)))
    assert quotes(limit, near) == [words]
