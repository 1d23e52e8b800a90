import re

import pytest

from clausecheck.model import Facts, Party, Side
from clausecheck.terms.names import Named
from clausecheck.terms.roles import role_notices, score_parties, tell_roles
from clausecheck.terms.vocabulary import Use, vocabulary

ACME, BOLT = Named("Acme, Inc.", ("Acme",)), Named("Bolt LLC", ("Bolt",))


def roles(first: Named, second: Named, text: str = "") -> tuple[Side | None, ...]:
    return tell_roles((first, second), text)


@pytest.mark.parametrize("use", vocabulary().uses, ids=[use.example for use in vocabulary().uses])
def test_every_use_is_found_in_its_example(use: Use) -> None:
    text = re.sub(r"\bY\b", "Bolt", re.sub(r"\bX\b", "Acme", use.example))
    acme = score_parties((ACME, BOLT), text)[0][1]
    assert (acme > 0) == (use.weight > 0)
    assert acme != 0


@pytest.mark.parametrize(("alias", "weight"), vocabulary().alias.items())
def test_every_alias_tells_a_side(alias: str, weight: int) -> None:
    (told, used) = score_parties((Named("Acme, Inc.", (alias.title(),)),), "")[0]
    assert used == 0
    assert (told > 0) == (weight > 0)
    assert alias == alias.lower()


def test_aliases_tell_roles() -> None:
    assert roles(Named("A", ("Client",)), Named("B", ("Contractor",))) == (Side.BUYER, Side.SELLER)


def test_a_company_is_what_the_other_is_not() -> None:
    assert roles(Named("A", ("Company",)), Named("B", ("Consultant",)))[0] is Side.BUYER
    assert roles(Named("A", ("Company",)), Named("B", ("Customer",)))[0] is Side.SELLER


def test_use_tells_roles_where_names_do_not() -> None:
    text = "Acme shall pay Bolt the fees. Bolt shall provide the services to Acme. Bolt's invoices are due."
    assert roles(ACME, BOLT, text) == (Side.BUYER, Side.SELLER)


def test_much_use_outweighs_a_vague_alias() -> None:
    text = "Agent shall pay the fees to Bolt. Agent hereby engages Bolt. Bolt will provide services to Agent. " * 8
    assert roles(Named("A", ("Agent",)), BOLT, text) == (Side.BUYER, Side.SELLER)


@pytest.mark.parametrize("text", ["Each party keeps its secrets.", "The services of Acme and those of Bolt."])
def test_equals_are_not_told_apart(text: str) -> None:
    assert roles(ACME, BOLT, text) == (None, None)


def test_a_name_defined_in_capitals_is_found_as_sentences_say_it() -> None:
    text = "Acme Hosting shall invoice monthly. Acme Hosting will provide the services."
    assert roles(Named("A", ("ACME HOSTING",)), BOLT, text) == (Side.SELLER, Side.BUYER)


def test_notes_beside_a_name_count() -> None:
    first = Named("Acme, Inc.", ("Party 1",), "prospective customer")
    assert roles(first, Named("Bolt LLC", ("Party 2",))) == (Side.BUYER, Side.SELLER)


def test_a_third_party_joins_the_side_it_is_nearer_to() -> None:
    found = tell_roles((Named("A", ("Provider",)), Named("B", ("Customer",)), Named("C", ("Supplier",))), "")
    assert found == (Side.SELLER, Side.BUYER, Side.SELLER)


def test_one_party_alone_may_stay_untold() -> None:
    assert tell_roles((ACME,), "Nothing is told.") == (None,)
    assert tell_roles((Named("A", ("Customer",)),), "") == (Side.BUYER,)


@pytest.mark.parametrize("between", [" ", ". ", " to ", ", X and Y to "])
def test_all_uses_together_count_as_each_by_itself(between: str) -> None:
    text = between.join(use.example for use in (*vocabulary().uses, *reversed(vocabulary().uses)))
    counted = {"1": 0, "2": 0}
    for use in vocabulary().uses:
        pattern = use.pattern.replace("X", "([12])").replace("Y", "[12]")
        for match in re.finditer(pattern, re.sub(r"\bY\b", "2", re.sub(r"\bX\b", "1", text)).lower()):
            counted[match.group(1)] += use.weight
    told = score_parties((ACME, BOLT), re.sub(r"\bY\b", "Bolt", re.sub(r"\bX\b", "Acme", text)))
    assert [use for _, use in told] == list(counted.values())
    assert any(counted.values())


def test_a_notice_says_that_equals_are_not_told_apart() -> None:
    parties = (Party(name="Acme, Inc.", alias="Acme", role=None), Party(name="Bolt LLC", alias="", role=None))
    (notice,) = role_notices(Facts(parties=parties))
    assert notice.code == "unclear_roles"
    assert "Acme, Bolt LLC" in notice.message
    assert role_notices(Facts(parties=parties[:1])) == ()
    told = Party(name="Acme, Inc.", alias="Acme", role=Side.SELLER)
    assert role_notices(Facts(parties=(told, parties[1]))) == ()


@pytest.mark.parametrize("provider", [0, 1])
@pytest.mark.parametrize(
    ("provides", "buys"),
    [
        ("who is the provider", "who is the customer"),
        ("as the supplier", "as the client"),
        ("which provides the services", "which pays for them"),
    ],
)
def test_an_introduction_that_says_who_provides_outweighs_use(provider: int, provides: str, buys: str) -> None:
    said = [buys, buys]
    said[provider] = provides
    text = f'between Acme, Inc. ("Acme"), {said[0]}, and Bolt LLC ("Bolt"), {said[1]}. Acme shall pay Bolt.'
    expected = [Side.BUYER, Side.BUYER]
    expected[provider] = Side.SELLER
    assert roles(ACME, BOLT, text) == tuple(expected)
