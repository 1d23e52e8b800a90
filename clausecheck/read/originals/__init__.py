"""What a conversion to Word's form would lose of an old Word, Rich Text or OpenDocument file, from the original."""

from dataclasses import dataclass

from clausecheck.model import Format, Trace

__all__ = ["NOTHING", "Original", "look_at"]


@dataclass(frozen=True, slots=True)
class Original:
    """What was met in a file before it was converted."""

    traces: tuple[Trace, ...] = ()
    unseen: frozenset[str] = frozenset()
    """Words, with single spaces, that nobody sees and the conversion shows: paragraphs, or stretches of them."""


NOTHING = Original()


def look_at(kind: Format, data: bytes) -> Original:
    """Look through a file of one of the formats that are converted. Raises nothing for a damaged one."""
    match kind:
        case Format.ODT:
            from clausecheck.read.originals.open_document import look_at_odt

            traces, unseen = look_at_odt(data)
            return Original(traces, unseen)
        case Format.RTF:
            from clausecheck.read.originals.rich_text import look_at_rtf

            return Original(look_at_rtf(data))
        case Format.DOC:
            from clausecheck.read.originals.compound import look_at_doc

            return Original(look_at_doc(data))
        case _:
            return NOTHING
