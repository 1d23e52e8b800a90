"""Words to paste: the quoted words mended where a small edit is enough, else a sentence of the playbook."""

import re
from collections.abc import Mapping
from typing import Final

from clausecheck.model import Side
from clausecheck.model.number_words import ONES, TENS
from clausecheck.reviewers.playbook import Position
from clausecheck.reviewers.rules.names import Names
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.words import lower

_MAY: Final = (
    r"(?:alone |only )?(?:may|can|shall have the right|has the right|is entitled|shall be entitled|will be entitled)"
)
_DEFINED: Final = re.compile(r'["“]([^"”]{2,60})["”]|^\W*([A-Z][\w -]{2,50}?)\s+(?:means|includes|shall mean)\b')


def defined_term(quote: str) -> str:
    """The term that `quote` defines, or "the term" where none is seen."""
    match = _DEFINED.search(quote)
    return (match[1] or match[2]).strip(" ,") if match else "the term"


def propose(
    position: Position,
    edits: Mapping[str, Mapping[str, str]],
    names: Names,
    favored: Side | None,
    quote: str,
    value: float | None,
) -> str:
    """Wording to put in place of `quote`; to insert where nothing is quoted."""
    if quote and value is not None:
        for kind, usual in (
            (Kind.DURATION, position.set_days),
            (Kind.PERCENT, position.set_percent),
            (Kind.TIMES, position.set_times),
        ):
            if usual is not None and (mended := _with_value(quote, kind, value, usual)):
                return mended
    mended = quote
    for name in position.edits if quote else ():
        if name == "mutual":
            mended = _mutual(mended, names, favored)
        else:
            mended = _edited(mended, edits[name])
    if mended != quote:
        return mended
    text = names.fill(position.proposed, favored, term=defined_term(quote))
    return text.upper() if len(quote) > 20 and quote.upper() == quote else text


def _edited(text: str, pairs: Mapping[str, str]) -> str:
    ways = sorted(pairs, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways), re.IGNORECASE)

    def change(match: re.Match[str]) -> str:
        new = pairs[match[0].lower()]
        return new.upper() if match[0].isupper() and len(match[0]) > 1 else new

    return pattern.sub(change, text)


def _mutual(text: str, names: Names, favored: Side | None) -> str:
    """`text` with the favoured side's right given to either party."""
    if favored is None:
        return text
    side, other = names.of(favored), names.of(favored.other)
    opened = re.sub(
        rf"^{re.escape(side)} (?={_MAY}\b)(?:alone |only )?", "Either party ", text, count=1, flags=re.IGNORECASE
    )
    if opened == text:
        return text
    return re.sub(rf"(?<!\w){re.escape(other)}(?!\w)", "the other party", opened, flags=re.IGNORECASE)


def _with_value(quote: str, kind: Kind, value: float, usual: float) -> str:
    for amount in find_quantities(lower(quote)):
        if amount.kind is not kind:
            continue
        read = amount.days if kind is Kind.DURATION else amount.value
        if abs(read - value) <= 0.01 * max(1.0, abs(value)):
            return quote[: amount.start] + _written_alike(quote, amount, usual) + quote[amount.end :]
    return ""


def _written_alike(quote: str, amount: Quantity, usual: float) -> str:
    figure = f"{usual:g}"
    if amount.kind is Kind.DURATION:
        count, name = _period(usual)
        figure, unit_word = f"{count:g}", name if count == 1 else f"{name}s"
    else:
        unit_word = quote[amount.number_end : amount.end].strip()
    number = (
        f"{_spelled(float(figure))} ({figure})" if amount.words is not None and float(figure).is_integer() else figure
    )
    gap = "" if unit_word.startswith("%") else " "
    return f"{number}{gap}{unit_word}"


def _period(days: float) -> tuple[float, str]:
    for length, name in ((365, "year"), (365 / 12, "month")):
        if days >= length and abs(days / length - round(days / length)) < 0.02 and days > 90:
            return round(days / length), name
    return round(days), "day"


def _spelled(number: float) -> str:
    whole = int(number)
    if whole < 20:
        return ONES[whole]
    if whole < 100:
        return TENS[whole // 10] + (f"-{ONES[whole % 10]}" if whole % 10 else "")
    rest = f" {_spelled(whole % 100)}" if whole % 100 else ""
    return f"{ONES[whole // 100 % 10]} hundred{rest}"
