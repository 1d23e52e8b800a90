"""What each kind finds, and what looks like it and is none."""

from collections.abc import Callable, Iterable

import pytest

from clausecheck.model import Redaction
from clausecheck.review import read_contract
from clausecheck.reviewers.redaction import Redactor
from clausecheck.reviewers.redaction.accounts import find_accounts, iban, luhn
from clausecheck.reviewers.redaction.addresses import find_addresses
from clausecheck.reviewers.redaction.amounts import find_amounts, value
from clausecheck.reviewers.redaction.companies import without_kind
from clausecheck.reviewers.redaction.contacts import find_contacts
from clausecheck.reviewers.redaction.forms import Found

CONTRACT = (
    "1. Mark License. Supplier grants a license of the mark. Its price is due. {}\n\n2. Liability. Its liability ends."
)


def people(text: str) -> set[str]:
    """The people named in a contract that holds `text`."""
    contract = read_contract(CONTRACT.format(text).encode(), "x.txt")
    hidden = Redactor(contract, {Redaction.PEOPLE}).hidden(contract.document.text)
    return set(hidden.words.values())


def words(find: Callable[[str], Iterable[Found]], text: str) -> list[str]:
    return sorted({text[found.start : found.end] for found in find(text)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pay to IBAN GB82 WEST 1234 5698 7654 32 at the bank", "GB82 WEST 1234 5698 7654 32"),
        ("to DE89370400440532013000.", "DE89370400440532013000"),
        ("by card 4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("account no. 937710023900152 of the bank", "937710023900152"),
        ("Account #375-100-6936 Reference", "375-100-6936"),
        ("ABA 0260-0959-3 Account", "0260-0959-3"),
        ("Routing Number: 125 - 0000 - 24 and", "125 - 0000 - 24"),
        ("SWIFT Code #: BOFAUS3N Trust", "BOFAUS3N"),
        ("Tax ID No.: 20-8495821", "20-8495821"),
        ("VAT n° 4310178506, Registered", "4310178506"),
        ("VAT DE123456789", "DE123456789"),
        ("registered in England and Wales under number 01234567", "01234567"),
        ("with registration number HE 301373, whose", "HE 301373"),
        ("HRB 12345 B", "HRB 12345 B"),
        ("his U.S. Passport No. 047605878", "047605878"),
    ],
)
def test_accounts(text: str, found: str) -> None:
    assert words(find_accounts, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "registered under the Securities Exchange Act of 1934. 19.8 of it",
        "13.1 Registration 18 13.2 Procedures 21 13.5",
        "the Company shall within 30 days and no later than 2026-01-31 report 1,000,000 units",
        "DE89 3704 0044 0532 0130 01",
        "4111 1111 1111 1112",
        "account for 12.5 % of 10,000 tons",
    ],
)
def test_no_accounts(text: str) -> None:
    assert words(find_accounts, text) == []


def test_check_digits() -> None:
    assert iban("GB82WEST12345698765432")
    assert not iban("GB82WEST12345698765423")
    assert luhn("4111111111111111")
    assert not luhn("4111111111111112")
    assert not luhn("0000000000000000")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to legal@acme.co.uk.", "legal@acme.co.uk"),
        ("see https://acme.com/terms?a=1, which", "https://acme.com/terms?a=1"),
        ("see www.acme.com.", "www.acme.com"),
        ("on Acme.com or", "Acme.com"),
        ("Tel: (817) 555-0123", "(817) 555-0123"),
        ("Telephone 212-605-0200", "212-605-0200"),
        ("Fax No.: 949.752.1085", "949.752.1085"),
        ("call +44 20 7946 0958 now", "+44 20 7946 0958"),
        ("Telephone:+1-416-246-9997", "+1-416-246-9997"),
        ("Telefon 089 1234567", "089 1234567"),
    ],
)
def test_contacts(text: str, found: str) -> None:
    assert words(find_contacts, text) == [found]


@pytest.mark.parametrize(
    "text", ["12,000,199 shares", "Sections 3.1 to 5.2", "2019-10-31 to 2020-10-30", "U.S.C. 1002", "e.g. it"]
)
def test_no_contacts(text: str) -> None:
    assert words(find_contacts, text) == []


@pytest.mark.parametrize(
    ("before", "found", "behind"),
    [
        ("at ", "801 Cherry Street, Suite 3200, Fort Worth, Texas 76102", " (“Acme”)"),
        ("located at ", "One Research Way, Princeton, NJ 08540", "."),
        ("", "P.O. Box 12, Boise, ID 83701-0012", " Attn: Al"),
        ("offices at ", "10 Downing Street, London SW1A 2AA, England", ", and"),
        ("", "Hauptstraße 12, D-10115 Berlin, Germany", "; it"),
        ("siège au ", "12 rue de la Paix, 75002 Paris, France", ""),
        ("address at ", "Eastern Road, Southern Village, Fangshan District, Beijing City", ""),
    ],
)
def test_addresses(before: str, found: str, behind: str) -> None:
    assert words(find_addresses, before + found + behind) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "the laws of the State of New York and the courts of Fort Worth, Texas",
        "within 30 days after the Effective Date, as Section 12 and Exhibit A say",
        "in 2 parts, each of which is an original",
        "The Customer may place 10 Orders a month. Court proceedings are excluded.",
    ],
)
def test_no_addresses(text: str) -> None:
    assert words(find_addresses, text) == []


@pytest.mark.parametrize(
    ("text", "found", "amount"),
    [
        ("a fee of $250,000 a year", "$250,000", 250_000),
        ("up to US$ 1.5 million in all", "US$ 1.5 million", 1_500_000),
        ("EUR 10.000,50 or", "EUR 10.000,50", 10_000.5),
        ("5,000 euros each", "5,000 euros", 5_000),
        ("£3k a month", "£3k", 3_000),
    ],
)
def test_amounts(text: str, found: str, amount: float) -> None:
    places = [(text[place.start : place.end], worth) for place, worth in find_amounts(text)]
    assert places[0] == (found, amount)


def test_amounts_in_words() -> None:
    text = "Five Hundred Thousand United States Dollars are due in thirty days"
    assert [text[place.start : place.end] for place, _ in find_amounts(text)] == [text[:43]]


@pytest.mark.parametrize(
    ("number", "worth"),
    [
        ("1,000", 1000),
        ("1,000.50", 1000.5),
        ("3,5", 3.5),
        ("1.000,50", 1000.5),
        ("1.000.000", 1e6),
        ("2.50", 2.5),
        ("1'000", 1000),
    ],
)
def test_numbers_are_read_as_contracts_write_them(number: str, worth: float) -> None:
    assert value(number) == worth


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Acme Tools, Inc.", "Acme Tools"),
        ("Acme Co., Ltd.", "Acme"),
        ("Martin Midstream Partners L.P.", "Martin Midstream Partners"),
        ("Muster GmbH", "Muster"),
        ("Silicon Valley Bank", "Silicon Valley Bank"),
        ("Limited", "Limited"),
    ],
)
def test_the_kind_of_company_is_no_part_of_its_short_name(name: str, short: str) -> None:
    assert without_kind(name) == short


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By: /s/ Iwald Mons", {"Iwald Mons"}),
        ("Name: Mark Price\nTitle: Head", {"Mark Price"}),
        ("Attention: Chen Mengli, CEO", {"Chen Mengli"}),
        ("led by Dr. van der Berg", {"van der Berg"}),
        ("Ola Nordmann, an individual,", {"Ola Nordmann"}),
        ("Jolyon Burton\nChief Executive Officer", {"Jolyon Burton"}),
        ("It names Robert W. Stallings, Jr. twice", {"Robert W. Stallings, Jr"}),
        ("Attention: General Counsel", set()),
        ("By: Its: Title: Date: Name: Title:", set()),
        ("Mark License. Supplier may", set()),
        ("under the laws of Virginia Beach", set()),
    ],
)
def test_people(text: str, names: set[str]) -> None:
    assert people(text) == names


def test_who_is_named_in_full_is_known_by_the_last_name() -> None:
    text = "Attn: Jane Q. Rowe, CEO. Ms. Rowe, ROWE and Jane Rowe; the rowe of a fish."
    assert people(text) == {"Jane Q. Rowe", "Rowe", "ROWE", "Jane Rowe"}
