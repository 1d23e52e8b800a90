import pytest

from clausecheck.terms.names import Named, can_be_name, party_name, with_short_names
from clausecheck.terms.parties import find_parties
from clausecheck.terms.vocabulary import vocabulary
from tests.terms.making import document


def parties(*paragraphs: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(party.name, party.aliases) for party in find_parties(document(*paragraphs))]


@pytest.mark.parametrize(
    "preamble",
    [
        'This Agreement is by and between Acme, Inc., a Delaware corporation (“Contractor”), and Bolt LLC ("Client").',
        (
            "THIS AGREEMENT is between Acme, Inc., with its office at 5 Main Street, Springfield 45501 (“Contractor”)"
            " and Bolt LLC, a limited liability company organized and existing under the laws of Ohio (“Client”)."
        ),
        (
            'This, dated May 1, 2020 (the "Effective Date"), is by and among: (1) Acme, Inc. (the "Contractor");'
            ' and (2) Bolt LLC (the "Client") (each a "Party" and together the "Parties").'
        ),
        'AGREEMENT BETWEEN ACME AND BOLT This deed is made between Acme, Inc. ("Contractor") and Bolt LLC ("Client").',
        'This is among Acme, Inc. (hereinafter "Contractor"); and Bolt LLC (hereinafter "Client").',
        'This is between Acme, Inc., hereinafter called the "Contractor", and Bolt LLC, herein called "Client".',
    ],
)
def test_parties_of_a_preamble(preamble: str) -> None:
    assert parties("SERVICES AGREEMENT", preamble) == [("Acme, Inc.", ("Contractor",)), ("Bolt LLC", ("Client",))]


def test_parties_that_agree_without_ado() -> None:
    words = 'Acme, Inc., with its office in Ohio ("Acme") and Bolt LLC having an address in Iowa ("Client") agree.'
    assert parties("Exhibit 10.7", "SERVICES AGREEMENT", words) == [
        ("Acme, Inc.", ("Acme",)),
        ("Bolt LLC", ("Client",)),
    ]


def test_parties_of_a_letter() -> None:
    letter = 'Acme, Inc., a Delaware corporation (the "Company"), is pleased to engage Jane Roe ("Consultant").'
    assert parties("CONSULTING AGREEMENT", "Dear Jane:", letter) == [
        ("Acme, Inc.", ("Company",)),
        ("Jane Roe", ("Consultant",)),
    ]


def test_names_may_stand_for_themselves() -> None:
    assert parties("This Agreement is between Acme Hosting, Inc. and Bolt Foods LLC for hosting services.") == [
        ("Acme Hosting, Inc.", ()),
        ("Bolt Foods LLC", ()),
    ]


def test_a_party_may_have_two_aliases() -> None:
    assert parties('This is between Acme, Inc. ("Acme") and Bolt LLC ("Customer" or "you").')[1] == (
        "Bolt LLC",
        ("Customer", "you"),
    )


def test_parties_of_a_cover_page() -> None:
    found = find_parties(
        document(
            "Cover Page", "Party 1\tAcme, Inc., 5 Main Street (supplier)", "Party 2\tBolt LLC (prospective customer)"
        )
    )
    assert found == (
        Named("Acme, Inc.", ("Party 1",), "supplier"),
        Named("Bolt LLC", ("Party 2",), "prospective customer"),
    )


def test_lines_with_labels() -> None:
    assert parties("Terms", "Provider: Acme, Inc.", "Customer: Bolt LLC") == [
        ("Acme, Inc.", ("Provider",)),
        ("Bolt LLC", ("Customer",)),
    ]


def test_more_than_two_parties() -> None:
    words = (
        'This is by and among Acme, Inc., an Ohio corporation ("Acme"), Bolt Corporation, a Delaware corporation'
        ' ("Bolt"), and Cog LLC, an Iowa company (together with its affiliates, "Cog") (each, a "Party").'
    )
    assert parties("AGREEMENT", words) == [
        ("Acme, Inc.", ("Acme",)),
        ("Bolt Corporation", ("Bolt",)),
        ("Cog LLC", ("Cog",)),
    ]


@pytest.mark.parametrize(
    "words",
    [
        'This is between Acme, Inc. ("Acme"), and its Reseller, Bolt LLC, an Iowa company ("Bolt").',
        'This is between Acme, Inc. (hereinafter Acme), and Bolt LLC (hereinafter to be called "Bolt").',
        'This is between Acme, Inc. ("Acme), an Ohio corporation, and Bolt LLC ("Bolt").',
        'This is between Acme, Inc. ("Acme") and Bolt LLC (with its permitted assigns and successors, "Bolt").',
    ],
)
def test_odd_ways_to_name_a_party(words: str) -> None:
    assert parties("AGREEMENT", words) == [("Acme, Inc.", ("Acme",)), ("Bolt LLC", ("Bolt",))]


def test_a_description_before_a_name_is_no_part_of_it() -> None:
    assert party_name("professional golfer, JANE ROE, ") == "JANE ROE"


def test_parties_that_are_told_by_letters() -> None:
    words = (
        "AGREEMENT Party A: Acme Co., Ltd. Address: 5 Main Street, Springfield Party B (carrier): Bolt LLC Address: x"
    )
    assert parties(words, "Party A shall pay Party B.") == [
        ("Acme Co., Ltd.", ("Party A",)),
        ("Bolt LLC", ("Party B",)),
    ]


@pytest.mark.parametrize(
    "words", ["a certificate of trust", "Delaware General Corporation Law", "the term. Acme also grants a right", "LLC"]
)
def test_what_names_no_party(words: str) -> None:
    assert not can_be_name(words, (), vocabulary())


def test_signature_blocks_are_asked_last() -> None:
    assert parties("We agree to work.", "ACME, INC.", "By: ______", "BOLT LLC", "By: ______") == [
        ("ACME, INC.", ()),
        ("BOLT LLC", ()),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("This is between Acme and Reseller. 1. Scope", [("Acme", ("Acme",)), ("Reseller", ("Reseller",))]),
        (
            'AGREEMENT between Acme AG Main Street 2 "Licensor" / "ACM" and Bolt S.A. Rue 4 "Licensee" / "Bolt"',
            [("Acme AG Main Street 2", ("Licensor", "ACM")), ("Bolt S.A. Rue 4", ("Licensee", "Bolt"))],
        ),
        (
            'This is between Acme, Inc. ("Company") and ____________ (hereinafter referred to as the "Performer").',
            [("Acme, Inc.", ("Company",)), ("Performer", ("Performer",))],
        ),
        (
            'Between Acme, Inc. ("Acme"); Acme Brazil Ltd. ("Brazil") (collectively "Sellers") and Bolt LLC ("Bolt").',
            [
                ("Acme, Inc.", ("Acme", "Sellers")),
                ("Acme Brazil Ltd.", ("Brazil", "Sellers")),
                ("Bolt LLC", ("Bolt",)),
            ],
        ),
        (
            'Acme Bancorp, Inc. ("Company") hereby confirms its agreement with Keefe, Bolt & Woods, Inc. ("Agent").',
            [("Acme Bancorp, Inc.", ("Company",)), ("Keefe, Bolt & Woods, Inc.", ("Agent",))],
        ),
        (
            "Acme Inc. (hereinafter referred to as Party A) and the Planner: Bolt Office (hereinafter Party B) agree",
            [("Acme Inc.", ("Party A",)), ("Bolt Office", ("Party B",))],
        ),
    ],
)
def test_other_ways_to_open_an_agreement(words: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert parties("AGREEMENT", words) == found


def test_names_with_a_kind_of_company_come_before_a_plain_pair() -> None:
    task = "Tasks are as agreed by and between Consultant and Company, in writing."
    opening = 'Acme, Inc. ("Company") and Jane Roe Ltd. ("Consultant") agree.'
    assert parties("AGREEMENT", opening, task) == [("Acme, Inc.", ("Company",)), ("Jane Roe Ltd.", ("Consultant",))]


def test_who_acts_beside_the_only_role_word() -> None:
    text = (
        "Customer may use it. Customer shall pay. Customer will ask. Customer must log in. " + "Gitshop will host. " * 8
    )
    assert parties("Terms of service", text) == [("Customer", ("Customer",)), ("Gitshop", ("Gitshop",))]


def test_a_form_without_names_has_its_role_words() -> None:
    text = "Provider shall serve. Customer shall pay. " * 5
    assert parties("Standard Terms", text) == [("Provider", ("Provider",)), ("Customer", ("Customer",))]


def test_other_definitions_are_no_parties() -> None:
    assert (
        parties('This is a note (the "Agreement") on services (the "Services") as of today (the "Effective Date").')
        == []
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Acme, Inc., a Delaware corporation", "Acme, Inc."),
        ("and Bolt, L.L.C. having its office at 5 Main Street", "Bolt, L.L.C."),
        (" i-on interactive, a Florida corporation", "i-on interactive"),
        ("(2) Bolt Ltd located in London", "Bolt Ltd"),
        ("____________", ""),
    ],
)
def test_a_name_ends_before_its_description(words: str, name: str) -> None:
    assert party_name(words) == name


def test_short_names_stand_for_a_party_too() -> None:
    assert with_short_names(Named("Flotek Chemistry, LLC", ("Flotek",))).aliases == (
        "Flotek",
        "Flotek Chemistry, LLC",
        "Flotek Chemistry",
    )


@pytest.mark.parametrize(
    "hostile", ["(" * 60_000, '("' * 30_000, "between " * 10_000, 'between A ("B") and ' * 3_000, "and " * 20_000]
)
def test_hostile_preambles_do_not_hang(hostile: str) -> None:
    find_parties(document(hostile))
