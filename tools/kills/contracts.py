"""Small contracts that are quick to review, and a few files that are none."""

import random
from pathlib import Path
from typing import Final

_CLAUSES: Final = (
    "Services. Supplier shall provide the services described in Exhibit {0} to Customer.",
    "Payment. Customer shall pay each undisputed invoice within {0} days after receipt.",
    "Liability. Supplier's liability shall not exceed the fees paid in the {0} months before the claim.",
    "Termination. Customer may terminate this Agreement on {0} days' notice.",
    "Confidentiality. The duty of confidence lasts for {0} years after this Agreement ends.",
    "Indemnity. Supplier shall indemnify Customer against {0} kinds of claims of third parties.",
    "Governing Law. This Agreement is governed by the laws of the State of New York.",
)
_OTHERS: Final = {
    "damaged.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type",
    "empty.txt": b"",
    "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 64,
}
_FOLDERS: Final = ("north", "south", "south/late")
_SAME_EVERY: Final = 15


def make_contracts(root: Path, count: int, seed: int) -> None:
    """Write `count` files below `root`: every fifteenth is a copy of an earlier one, and three are no contracts."""
    chance, written = random.Random(seed), list(_OTHERS.items())[: count // 4]
    for number in range(count - len(written)):
        data = chance.choice(written)[1] if number % _SAME_EVERY == _SAME_EVERY - 1 else _contract(number, chance)
        written.append((f"contract-{number:03}.txt", data))
    for name, data in written:
        path = root / chance.choice(_FOLDERS) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _contract(number: int, chance: random.Random) -> bytes:
    parties = f'between Acme {number} Inc. ("Customer") and Bright Ideas LLC ("Supplier")'
    chosen = [clause for clause in _CLAUSES if chance.random() < 0.8]
    lines = [f"{place}. {clause.format(chance.randrange(1, 120))}" for place, clause in enumerate(chosen, 1)]
    return "\n\n".join(("SERVICES AGREEMENT", f"This Services Agreement is entered into {parties}.", *lines)).encode()
