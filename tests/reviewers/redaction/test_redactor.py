"""What is hidden, and that all of it comes back."""

import json
import time
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausecheck.model import Contract, Redaction, Span
from clausecheck.review import read_contract
from clausecheck.reviewers.grounding import find_quote
from clausecheck.reviewers.redaction import Hidden, Redactor

OPENING = (
    "This Services Agreement is entered into as of January 5, 2026 by and between Acme Tools, Inc., a Delaware "
    "corporation with its principal place of business at 801 Cherry Street, Suite 3200, Fort Worth, Texas 76102 "
    "(“Acme” or the “Customer”), and Bright Ideas LLC, a New York limited liability company (“Supplier”)."
)
CONTRACT = f"""\
SERVICES AGREEMENT

{OPENING}

1. Services. Supplier shall provide the services to Acme. ACME's project manager is Mr. John Q. Public.

2. Payment. Customer shall pay each invoice within ninety (90) days to account no. 4417 1234 567 at Silicon Valley Bank,
IBAN DE89 3704 0044 0532 0130 00. The fee is $250,000 a year, or two hundred fifty thousand dollars.

3. Liability. In no event shall Acme Tools Inc. be liable to Supplier for more than US$ 1 million.

4. Notices. Notices go to Acme Tools, Inc., Attention: Jane Roe, General Counsel, 801 Cherry Street, Suite 3200,
Fort Worth, TX 76102, phone (817) 555-0123, legal@acmetools.com, see www.acmetools.com. Mr. Public gets a copy.

5. Governing Law. This Agreement is governed by the laws of the State of New York.

ACME TOOLS, INC.
By: /s/ Jane Roe
Name: Jane Roe
Title: General Counsel
"""
USUAL = frozenset(Redaction) - {Redaction.AMOUNTS}


def contract(text: str = CONTRACT) -> Contract:
    return read_contract(text.encode(), "agreement.txt")


@cache
def usual() -> Redactor:
    return Redactor(contract(), frozenset(Redaction))


def hide(text: str, *kinds: Redaction, of: str = CONTRACT) -> str:
    hidden = Redactor(contract(of), kinds or USUAL).hidden(text)
    assert hidden.shown(hidden.data) == text
    return str(hidden.data)


def test_nothing_of_the_kinds_is_left_in_what_is_sent() -> None:
    hidden = hide(CONTRACT)
    for word in ("Acme", "ACME", "Bright", "Cherry", "76102", "Public", "Roe", "4417", "DE89", "555", "legal@", "www."):
        assert word not in hidden
    for word in ("Customer", "Supplier", "Delaware corporation", "ninety (90) days", "$250,000", "State of New York"):
        assert word in hidden


@pytest.mark.parametrize(
    ("kind", "gone", "stays"),
    [
        (
            Redaction.PARTIES,
            ("Acme Tools", "ACME", "Bright Ideas", "Silicon Valley Bank"),
            ("Jane Roe", "Cherry", "$250"),
        ),
        (Redaction.PEOPLE, ("Jane Roe", "John Q. Public", "Mr. Public"), ("Acme", "General Counsel", "legal@")),
        (Redaction.ADDRESSES, ("801 Cherry", "Fort Worth", "76102"), ("State of New York", "Acme", "555-0123")),
        (Redaction.ACCOUNTS, ("4417", "DE89"), ("Silicon Valley", "(90)", "76102")),
        (Redaction.CONTACTS, ("555-0123", "acmetools.com"), ("76102", "Acme")),
        (
            Redaction.AMOUNTS,
            ("250,000", "1 million", "fifty thousand"),
            ("ninety (90)", "The fee is ", "4417", "January 5"),
        ),
    ],
)
def test_each_kind_hides_its_own_and_nothing_else(
    kind: Redaction, gone: tuple[str, ...], stays: tuple[str, ...]
) -> None:
    hidden = hide(CONTRACT, kind)
    assert [word for word in gone if word in hidden] == []
    assert [word for word in stays if word not in hidden] == []


def test_all_ways_to_write_a_name_get_one_number() -> None:
    hidden = usual().hidden(["Acme Tools, Inc. and Acme", "Bright Ideas LLC", "ACME TOOLS, INC.", "Acme\n Tools Inc."])
    assert hidden.data == ["[PARTY_1]. and [PARTY_1B]", "[PARTY_2]", "[PARTY_1C].", "[PARTY_1D]."]
    assert hidden.words["[PARTY_1D]"] == "Acme\n Tools Inc"


def test_a_party_without_a_kind_of_company_is_hidden_and_its_role_is_not() -> None:
    text = (
        "This Agreement is made between McDATA and Reseller.\n\n1. Sale. McDATA sells to Reseller, and Reseller pays."
    )
    assert hide("McDATA sells to Reseller.", Redaction.PARTIES, of=text) == "[PARTY_1] sells to Reseller."


def test_numbers_depend_on_the_request_alone() -> None:
    noise = "\n\n".join(
        f"{number}. Noise. Contact Zoe Zimmer{number}@noise.com of Noise{number} Corp." for number in range(9, 40)
    )
    whole = Redactor(contract(CONTRACT.replace("1. Services", f"{noise}\n\n1. Services", 1)), USUAL)
    request = {"clauses": [{"id": "1", "text": OPENING}, {"id": "2", "text": "Acme Tools Inc. pays Jane Roe."}]}
    assert whole.hidden(request).data == Redactor(contract(), USUAL).hidden(request).data


def test_placeholders_of_somebody_else_are_left_alone() -> None:
    said = ["[PARTY_1] and party 2 owe Acme nothing.", "[PERSON_1]", {"PARTY_3": "Acme"}]
    hidden = usual().hidden(said)
    assert hidden.data[0] == "[PARTY_1] and party 2 owe [PARTY_4] nothing."
    assert hidden.shown(hidden.data) == said
    assert hidden.shown("[PARTY_1] [PERSON_1] [PARTY_77] [EMAIL_1]") == "[PARTY_1] [PERSON_1] [PARTY_77] [EMAIL_1]"


def test_an_answer_gets_the_words_back_and_its_quotes_stand_in_the_contract() -> None:
    whole = contract()
    hidden = Redactor(whole, USUAL).hidden(CONTRACT)
    sentence = next(line for line in hidden.data.splitlines() if line.startswith("3. Liability"))
    answer = hidden.shown({"findings": [{"quote": sentence, "title": "PARTY_1 is not liable"}]})["findings"][0]
    assert answer["title"] == "Acme Tools, Inc is not liable"
    text = whole.document.text
    assert find_quote(text, Span(0, len(text)), answer["quote"])


def test_a_name_that_the_end_of_a_text_cuts_in_two_is_hidden_too() -> None:
    assert "Too" not in hide("It is owed by Acme Too")
    assert "Cherry" not in hide("It goes to 801 Cherry Str")


def test_invisible_characters_within_a_name_do_not_save_it() -> None:
    hidden = usual().hidden("paid by Ac\u200bme To\u00adols, Inc. today")
    assert hidden.data == "paid by [PARTY_1]. today"
    assert hidden.shown(hidden.data) == "paid by Ac\u200bme To\u00adols, Inc. today"


def test_sums_are_hidden_as_numbers_too_and_other_figures_are_not() -> None:
    shared = {"statement": "most often $100,000 in 21 of 28", "count": 21, "sampled": 28}
    data = {"terms": [{"name": "fee", "value": 250000.0, "unit": "USD"}, ["cap", 1000000, "USD"]], "usual": shared}
    hidden = usual().hidden(data)
    assert hidden.data["terms"] == [{"name": "fee", "value": "[AMOUNT_1]", "unit": "USD"}, ["cap", "[AMOUNT_2]", "USD"]]
    assert hidden.data["usual"] == shared
    assert hidden.shown("[AMOUNT_1]") == "250000"


def test_sums_that_differ_little_are_two() -> None:
    text = "It pays $1,234,567 and then $1,234,568."
    hidden = Redactor(contract(f"{OPENING}\n\n1. Pay. {text}"), {Redaction.AMOUNTS}).hidden(text)
    assert hidden.data == "It pays [AMOUNT_1] and then [AMOUNT_2]."


def test_an_answer_that_is_nested_without_end_does_no_harm() -> None:
    deep: Any = "[PARTY_1]"
    for _ in range(900):
        deep = [deep]
    hidden = usual().hidden("Acme")
    assert "Acme" not in str(hidden.shown({"a": "[PARTY_2]", "b": deep}))


def test_a_contract_cannot_have_its_own_words_hidden() -> None:
    """Who calls people and parties by words of the law would blind the model to what the clauses say."""
    text = CONTRACT.replace("Jane Roe", "Unlimited Liability").replace("“Acme”", "“Payment”")
    said = "Payment is due. Unlimited Liability: the liability of Supplier is unlimited, and Termination is excluded."
    assert hide(said, of=text) == said


def test_the_report_says_what_was_replaced_what_not_and_what_is_left() -> None:
    redactor = Redactor(contract(CONTRACT + "\nThe Honey Hole show is produced by Ada Lovelace.\n"), {Redaction.PEOPLE})
    sent = [redactor.hidden(OPENING), redactor.hidden("Jane Roe and Mr. Public. The Honey Hole show by Ada Lovelace")]
    told = redactor.report(sent)
    assert told.replaced == ((Redaction.PEOPLE, 2),)
    assert set(told.uncovered) == set(Redaction) - {Redaction.PEOPLE}
    assert "Ada Lovelace" in told.left
    assert told.left_count >= len(told.left)
    assert not any("Jane" in word or "PERSON" in word for word in told.left)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.sampled_from([OPENING, "[PARTY_1]", "Acme]", "[[Acme", "PARTY_"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON)
def test_everything_comes_back_as_it_was(value: Any) -> None:
    hidden: Hidden = usual().hidden(value)
    json.dumps(hidden.data)
    assert _as_text(hidden.shown(hidden.data)) == _as_text(value)


PIECES = st.sampled_from(
    [
        "Acme",
        "ACME",
        "Tools",
        "Inc.",
        ", ",
        " ",
        "\n",
        "[",
        "]",
        "PARTY_1",
        "_",
        "B",
        "1",
        "@",
        "Jane Roe",
        "$250,000",
        ".",
        "’s",
        "(817) 555-0123",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_names_come_back_whatever_stands_around_them(text: str) -> None:
    hidden = usual().hidden({"text": text})
    assert hidden.shown(hidden.data) == {"text": text}


def _as_text(value: Any) -> Any:
    """Numbers as words, for a sum that was hidden as a number comes back as words."""
    if isinstance(value, dict):
        return {key: _as_text(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_text(held) for held in value]
    return str(value)


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "A ",
        "Aa ",
        "1",
        "1-",
        "1 ",
        "a@",
        "a.",
        "Mr. A",
        "Attn: ",
        "x, ",
        "A, ",
        "located at ",
        "1 A ",
        "Name: A\n",
        "€1",
        "AB12 ",
        "Inc ",
        "A. ",
    ],
)
def test_long_and_odd_texts_take_time_in_proportion_to_their_length(piece: str) -> None:
    start = time.process_time()
    redactor = Redactor(contract(f"{OPENING}\n\n1. Odd. {piece * (40_000 // len(piece))}"), frozenset(Redaction))
    redactor.hidden(piece * (10_000 // len(piece)))
    assert time.process_time() - start < 4


def test_many_names_are_found_in_one_pass() -> None:
    text = (
        OPENING
        + "\n\n1. Many. "
        + " ".join(f"Alice Surname{number} and Company{number} Ltd." for number in range(2_000))
    )
    redactor = Redactor(contract(text), USUAL)
    start = time.process_time()
    redactor.hidden(text)
    assert time.process_time() - start < 5
