import time

import pytest

from clausecheck.model import Binds, NormKind
from clausecheck.terms import read_norms, read_sentences
from clausecheck.terms.norm_patterns import Force, Matter, norm_patterns
from clausecheck.terms.norms import norms_of
from tests.terms.making import DEAL, clause, document

Told = tuple[str, str]


def main_norm(roles: str) -> Told:
    """Kind of the first norm, and who must, may, or is protected."""
    for kind, told, _ in norms_of(roles):
        return kind.value, told.value
    return "none", ""


def all_norms(roles: str) -> list[Told]:
    return [(kind.value, told.value) for kind, told, _ in norms_of(roles)]


@pytest.mark.parametrize("force", norm_patterns().forces, ids=[force.example[0] for force in norm_patterns().forces])
def test_every_force_makes_of_its_example_what_it_says(force: Force) -> None:
    kind, told = main_norm(force.example[0])
    assert kind == force.kind
    assert told == ("" if force.kind == "none" else force.example[1])
    for other in force.other:
        assert main_norm(other)[0] != force.kind or not force.words.search(other)


@pytest.mark.parametrize("matter", norm_patterns().matters, ids=[found.example[0] for found in norm_patterns().matters])
def test_every_matter_tells_who_acts_in_its_example(matter: Matter) -> None:
    assert main_norm(matter.example[0]) == ("obligation", matter.example[1])
    assert matter.example[1] == matter.side.value
    for other in matter.other:
        assert main_norm(other) != ("obligation", matter.side.value)


@pytest.mark.parametrize(
    ("roles", "kind", "told"),
    [
        ("BUYER shall pay each invoice within 30 days.", "obligation", "buyer"),
        ("fees shall be paid by BUYER within 30 days.", "obligation", "buyer"),
        ("all invoices are due within 30 days of receipt.", "obligation", "buyer"),
        ("amounts owed to BUYER shall be paid within 30 days.", "obligation", "seller"),
        ("the services shall be performed in a workmanlike manner.", "obligation", "seller"),
        ("if BUYER fails to pay, SELLER may suspend the services.", "right", "seller"),
        ("unless BUYER shall have objected in writing, SELLER shall proceed.", "obligation", "seller"),
        ("upon the request of BUYER, SELLER shall, at its own expense, return all data.", "obligation", "seller"),
        ("SELLER, its affiliates and their employees shall not disclose the terms.", "prohibition", "seller"),
        ("SELLER's employees shall follow the rules of the site.", "obligation", "seller"),
        ("the personnel of SELLER shall be insured.", "obligation", "seller"),
        ("neither PARTY shall assign this agreement without consent.", "prohibition", "both"),
        ("no PARTY may assign this agreement.", "prohibition", "both"),
        ("each PARTY shall keep the information secret.", "obligation", "both"),
        ("the receiving party shall keep the information secret.", "obligation", "both"),
        ("SELLER and BUYER shall each bear their costs.", "obligation", "both"),
        ("in no event shall SELLER be liable for lost profits.", "cap", "seller"),
        ("in no event shall SELLER's aggregate liability exceed the fees paid.", "cap", "seller"),
        ("the total liability of SELLER shall be limited to $10,000.", "cap", "seller"),
        ("neither PARTY shall be liable for indirect damages.", "cap", "both"),
        ("SELLER makes no warranties, express or implied.", "cap", "seller"),
        ("SELLER represents and warrants that it has full authority.", "warranty", "seller"),
        ("each PARTY represents to OTHER that it is duly organised.", "warranty", "both"),
        ("SELLER shall defend, indemnify and hold harmless BUYER from all claims.", "indemnity", "seller"),
        ("nothing in this section shall require BUYER to pay twice.", "right", "buyer"),
        ("nothing in this section shall affect the rights of BUYER.", "none", ""),
        (
            "under no circumstances will SELLER, on the one hand, or BUYER, on the other, be liable to OTHER.",
            "cap",
            "both",
        ),
        ("the budget will be negotiated by SELLER and BUYER.", "obligation", "both"),
        ("each PARTY agrees, at its own expense, to sign further papers.", "obligation", "both"),
        ("BUYER agrees that no copies will be made.", "prohibition", "buyer"),
        ("BUYER hereby assigns to SELLER all rights in the works.", "right", "seller"),
        ("SELLER agrees that the equipment shall be kept in good order.", "obligation", "seller"),
        (
            "SELLER's sole liability for delays, in contract or otherwise, shall be limited to the fees.",
            "cap",
            "seller",
        ),
        ("BUYER shall have no authority to bind SELLER.", "prohibition", "buyer"),
        ("the price shall be expressed as a share of fees paid by BUYER.", "none", ""),
        ("the state where SELLER shall deliver and BUYER shall receive the software.", "none", ""),
        ("any PARTY seeking indemnity (under article 2; insurance) will notify OTHER.", "obligation", "both"),
        ("PARTY agree that neither will be liable to OTHER for lost data.", "cap", "both"),
        ("this agreement shall not be assigned, charged or otherwise transferred by BUYER.", "prohibition", "buyer"),
        ("now therefore both PARTY agree as follows: BUYER shall pay SELLER $100.", "obligation", "buyer"),
        ("no PARTY to this agreement has the right to assign it.", "prohibition", "both"),
        ("BUYER agrees that SELLER may use its name.", "right", "seller"),
        ("BUYER is not entitled to withhold payment.", "prohibition", "buyer"),
        ("SELLER is under no obligation to renew.", "right", "seller"),
        ("SELLER hereby grants to BUYER a licence to use the software.", "right", "buyer"),
        ("SELLER reserves the right to change its prices.", "right", "seller"),
        ("SELLER shall ship the products at BUYER's expense.", "obligation", "seller"),
        ("the cost of such steps shall be borne solely by BUYER.", "obligation", "buyer"),
        ("if SELLER breaches, OTHER may terminate this agreement.", "right", "buyer"),
        ("end users shall accept the terms.", "obligation", "unknown"),
        ("this agreement shall be governed by the laws of ohio.", "none", ""),
        ('"fees" shall mean the amounts that BUYER shall pay.', "none", ""),
        ("whereas, BUYER will engage SELLER;", "none", ""),
        ("BUYER shall be deemed to have accepted the work.", "none", ""),
        ("SELLER's failure to act shall not be construed as a waiver.", "none", ""),
        ("term of the agreement", "none", ""),
    ],
)
def test_who_is_bound(roles: str, kind: str, told: str) -> None:
    assert main_norm(roles) == (kind, told)


def test_two_norms_of_one_sentence() -> None:
    assert all_norms("SELLER shall provide the services and BUYER shall pay the fees.") == [
        ("obligation", "seller"),
        ("obligation", "buyer"),
    ]
    assert all_norms("SELLER shall deliver monthly, except that BUYER may ask for delivery each week.") == [
        ("obligation", "seller"),
        ("right", "buyer"),
    ]
    assert all_norms("SELLER may use the data and shall not disclose it.") == [
        ("right", "seller"),
        ("prohibition", "seller"),
    ]


def test_an_introduction_binds_each_item() -> None:
    made = document("Customer shall:", "(a) pay all fees; and", "(b) give access.")
    clauses = (
        clause(made, "Customer shall:", number=1),
        clause(made, "(a) pay all fees; and", number=2, parent="c1"),
        clause(made, "(b) give access.", number=3, parent="c1"),
    )
    norms = read_norms(made, read_sentences(made, clauses, DEAL))
    assert [(norm.clause_id, norm.bearer) for norm in norms] == [(f"c{n}", Binds.BUYER) for n in (1, 2, 3)]
    assert [norm.quote for norm in norms] == ["shall:", "(a) pay all fees; and", "(b) give access."]


def test_a_norm_is_quoted_from_its_verb_on() -> None:
    long = "may inspect " + "each of the books " * 12 + "at any time."
    words = f"Provider shall deliver the goods; and Client {long}"
    made = document(words)
    first, second = read_norms(made, read_sentences(made, (clause(made, words),), DEAL))
    assert first.quote == "shall deliver the goods"
    assert second.quote.startswith("may inspect each of the books")
    assert long.startswith(f"{second.quote} ")
    assert 140 < len(second.quote) <= 160


@pytest.mark.parametrize(
    ("words", "kind", "bearer", "beneficiary", "mutual"),
    [
        ("Client shall pay the fees.", NormKind.OBLIGATION, Binds.BUYER, Binds.SELLER, False),
        ("Client may terminate.", NormKind.RIGHT, Binds.SELLER, Binds.BUYER, False),
        ("Provider shall not be liable for delays.", NormKind.CAP, Binds.BUYER, Binds.SELLER, False),
        ("Each party shall indemnify the other party.", NormKind.INDEMNITY, Binds.BOTH, Binds.BOTH, True),
    ],
)
def test_who_bears_and_who_gains(words: str, kind: NormKind, bearer: Binds, beneficiary: Binds, mutual: bool) -> None:
    made = document(words)
    (norm,) = read_norms(made, read_sentences(made, (clause(made, words),), DEAL))
    assert (norm.kind, norm.bearer, norm.beneficiary, norm.mutual) == (kind, bearer, beneficiary, mutual)
    assert made.slice(norm.span) == norm.quote


@pytest.mark.parametrize(
    "piece",
    ["SELLER shall ", "(", "shall ", ", ", "and or ", "that ", "SELLER and ", "in no event ", "x's ", "agrees that "],
)
def test_hostile_text_takes_no_longer(piece: str) -> None:
    words = (piece * 40_000)[:100_000]
    started = time.process_time()
    found = list(norms_of(words))
    assert time.process_time() - started < 2
    assert len(found) <= 4
