from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.model import (
    Block,
    BlockKind,
    CategoryGuess,
    ClassifiedType,
    Clause,
    Contract,
    Document,
    Facts,
    Format,
    Notice,
    Part,
    Span,
    Term,
)
from tests.statistics_files import names, presence, values, write

Types = Mapping[str, float]

TABLES = {
    "presence": presence("""
        confidentiality all 60 100
        confidentiality services 38 40
        confidentiality nda 5 5
        exclusivity all 40 100
        exclusivity services 1 40
        governing_law all 12 20
        indemnification all 490 1000
        limitation_of_liability all 70 100
        most_favored_nation all 2 100
        most_favored_nation services 0 12
        non_compete all 0 20
    """),
    "values": values("""
        initial_term months all 12:30 36:10
        late_interest percent_per_month all 1:10 1.5:23 2:2
        liability_cap months_of_fees all 6:2 12:10
        payment_days days all 10:4 30:40 45:4 60:2
        payment_days days all@US-NY 90:20
        renewal_notice days all 30:5
        renewal_notice days services 30:2
        warranty_period months all 3:15 12:15
    """),
    "names": names("""
        governing_law all New_York:97 England:3
        governing_law services New_York:40
    """),
}


@pytest.fixture
def figures(tmp_path: Path) -> stats.Statistics:
    return stats.load(write(tmp_path, **TABLES))


@pytest.fixture
def contract() -> Callable[..., Contract]:
    """Makes a contract of paragraphs with their types and terms: `make(("text", {"type": 0.9}), …, terms=[…])`."""

    def make(*paragraphs: tuple[str, Types], terms: tuple[Term, ...] = (), partial: bool = False) -> Contract:
        text = "\n".join(words for words, _ in paragraphs)
        clauses, blocks, types, start = [], [], {}, 0
        for at, (words, probabilities) in enumerate(paragraphs, start=1):
            span = Span(start, start + len(words))
            start = span.end + 1
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span, paragraph=at))
            clauses.append(
                Clause(
                    id=f"c{at}", number=str(at), path=str(at), heading="", level=1, parent=None, span=span, text=words,
                    whole=span, part=Part.BODY, page=None, paragraph=at,
                )
            )  # fmt: skip
            types[f"c{at}"] = tuple(ClassifiedType(id=kind, probability=p) for kind, p in probabilities.items())
        notices = (Notice(code="page_without_text", message="page 2 is a picture", partial=True),) if partial else ()
        document = Document(
            name="a.txt", format=Format.TEXT, sha256="0" * 64, text=text, blocks=tuple(blocks), notices=notices
        )
        return Contract(
            document=document,
            facts=Facts(),
            category=CategoryGuess(id="services", probability=1.0),
            clauses=tuple(clauses),
            types=types,
            terms=terms,
            by_id={clause.id: clause for clause in clauses},
        )

    return make
