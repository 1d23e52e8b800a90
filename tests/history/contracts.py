"""Small services agreements that are alike but for the values that a test is about."""

from pathlib import Path

_TEXT = """\
SERVICES AGREEMENT

This Services Agreement is entered into as of {date} between {buyer}, a Delaware corporation
("Customer"), and {seller}, a New York limited liability company ("Supplier").

1. Services. Supplier shall provide the consulting services described in Exhibit A to Customer.

2. Payment. Customer shall pay each undisputed invoice within {days} days after receipt.

3. Liability. {liability}

4. Term. This Agreement continues for an initial term of {months} months.

5. Warranty. Supplier warrants the services for a warranty period of {warranty} days after delivery.

6. Confidentiality. Each party shall keep the other party's Confidential Information secret for a period of three (3)
years after disclosure.

7. Indemnification. {indemnity}

8. Governing Law. This Agreement is governed by the laws of the State of {law}.
"""
CAPPED = (
    "Supplier's total liability under this Agreement shall not exceed the fees paid in the twelve (12) months before "
    "the claim."
)
UNLIMITED = "Supplier's liability under this Agreement shall be unlimited."
MUTUAL = "Each party shall indemnify the other party against third-party claims arising from its negligence."
ONE_WAY = "Supplier shall indemnify, defend and hold harmless Customer from all claims arising from this Agreement."


def agreement(
    *,
    date: str = "March 1, 2025",
    buyer: str = "Acme Tools Inc.",
    seller: str = "Bright Ideas LLC",
    days: int = 30,
    months: int = 12,
    warranty: int = 30,
    law: str = "New York",
    liability: str = CAPPED,
    indemnity: str = MUTUAL,
) -> str:
    return _TEXT.format(
        date=date, buyer=buyer, seller=seller, days=days, months=months, warranty=warranty, law=law,
        liability=liability, indemnity=indemnity,
    )  # fmt: skip


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
