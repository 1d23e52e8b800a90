"""A history whose every field holds words and numbers that stand nowhere else, and a search for them."""

import base64
import hashlib
import struct
from pathlib import Path
from urllib.parse import quote

from clausecheck.history import make_file
from clausecheck.history.store import opened
from clausecheck.model import Binds, Side
from clausecheck.model.history import OwnClause, OwnDeal, Owner, OwnTerm

ACCOUNT = "kanärie-account"
WORDS = (
    ACCOUNT, "kanärie-file.docx", "kanärie-category", "KN-ARIE", "Kanärie Seller Holdings", "Kanärie Buyer Works",
    "kanärie_clause", "kanärie_term", "kanärie-unit", "kanärie value", "Kanärieland", "c0ffee" * 10 + "cafe",
    "2031-07-19", "2031-08-23",
)  # fmt: skip
NUMBERS = (8147.25, 9263.75, 7351.5, 6841.5)
FIGURES = tuple(f"{number:g}" for number in NUMBERS)


def fill(path: Path, side: Side) -> None:
    """Three deals: the values that reviews compare are canaries, and so is everything else."""
    make_file(path)
    with opened(path, Owner(account=ACCOUNT, side=side)) as store:
        for number, (date, sha) in enumerate(((WORDS[12], WORDS[11]), (WORDS[13], "b" * 64), ("", "d" * 64))):
            store.add(
                OwnDeal(
                    id=0,
                    sha256=sha,
                    name=WORDS[1],
                    date=date,
                    category=WORDS[2],
                    region=WORDS[3],
                    own=WORDS[4],
                    other=WORDS[5] if number else "Acme Tools, Inc.",
                    partial=False,
                    clauses=(
                        OwnClause(type=WORDS[6]),
                        OwnClause(type="indemnification", direction=Binds.BOTH),
                    ),
                    terms=(
                        OwnTerm(name=WORDS[7], value=WORDS[9], unit=WORDS[8], binds=Binds.BOTH),
                        OwnTerm(name="payment_days", value=NUMBERS[0 if number else 1], unit="days", binds=Binds.BUYER),
                        OwnTerm(name="warranty_period", value=NUMBERS[2], unit="months", binds=Binds.SELLER),
                        OwnTerm(name="initial_term", value=NUMBERS[3], unit="months", binds=Binds.BOTH),
                        OwnTerm(name="governing_law", value=WORDS[10], unit="region", binds=Binds.BOTH),
                    ),
                )
            )  # fmt: skip


def disguises() -> dict[str, tuple[bytes, ...]]:
    """Each canary with the bytes that would betray it: as it is, escaped, encoded, as a digest, as stored."""
    found = {word: _of_word(word) for word in WORDS}
    return found | {
        f"{number}": (*_of_word(figure), struct.pack("<d", number), struct.pack(">d", number))
        for number, figure in zip(NUMBERS, FIGURES, strict=True)
    }


def _of_word(word: str) -> tuple[bytes, ...]:
    raw = word.encode()
    escaped = word.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    folded = word.casefold().encode()
    encoded = [
        base64.b64encode(b"x" * shift + raw)[(4 if shift else 0) : -4] for shift in range(3)
    ]  # without the ends, which depend on what stands beside it
    digests = [kind(raw).hexdigest().encode() for kind in (hashlib.sha256, hashlib.md5, hashlib.sha1)]
    forms = (raw, folded, escaped, raw.hex().encode(), quote(word).encode(), word.encode("utf-16-le"), *digests)
    return tuple(dict.fromkeys((*forms, *(part for part in encoded if len(part) > 4))))


def seen(data: bytes) -> set[str]:
    """The canaries that can be made out in some bytes, in any letter case."""
    low = data.decode("utf-8", "replace").casefold().encode()
    return {
        name
        for name, forms in disguises().items()
        if any(form in data or form.decode("utf-8", "replace").casefold().encode() in low for form in forms)
    }
