"""From a file to what it says: document → clauses → types, facts and terms."""

from collections.abc import Callable
from pathlib import Path

from clausecheck import read
from clausecheck.errors import UnreadableError
from clausecheck.model import Contract, Document, Scan, View


def read_contract(source: Path | bytes, name: str = "-", view: View = View.FINAL) -> Contract:
    """Read and understand one contract, without comparing or judging it.

    `source` is a file, or its bytes with a `name` to show; `view` is how tracked changes are read. Raises
    UnreadableError when nothing can be read; a contract that could be read in part has `document.partial` set.
    """
    return understand(_read(source, name, view, _load_stages))


def scan_file(source: Path | bytes, name: str = "-", view: View = View.FINAL) -> tuple[Document, Scan]:
    """Read one file and look for what it hides, without understanding what it says. As `read_contract` otherwise."""
    return _scanned(_read(source, name, view, None))


def scan_unread(source: Path | bytes, name: str, fault: UnreadableError) -> tuple[Document, Scan]:
    """What can be said of a file that could not be read; raises `fault` again for what is no contract's file."""
    return _scanned(read.unread(source, name, fault))


def _scanned(document: Document) -> tuple[Document, Scan]:
    from clausecheck import scan, segment

    clauses = segment.segment(document)
    return document, scan.scan(document, clauses, segment.find_references(document, clauses))


def _read(source: Path | bytes, name: str, view: View, meanwhile: Callable[[], None] | None) -> Document:
    if isinstance(source, Path):
        return read.read(source, meanwhile=meanwhile, view=view)
    return read.read_bytes(source, name, meanwhile=meanwhile, view=view)


def understand(document: Document) -> Contract:
    """What a document says: its clauses, what each is, what it says and whom it binds. Raises nothing of its own."""
    from clausecheck import classify, segment, terms

    clauses = segment.segment(document)
    references = segment.find_references(document, clauses)
    definitions = segment.find_definitions(document, clauses, references)
    uses = segment.find_uses(document, clauses, definitions)
    types = classify.classify(clauses)
    facts = terms.read_facts(document, clauses)
    sentences = terms.read_sentences(document, clauses, facts)
    limits = terms.read_limits(document, clauses, sentences, facts, references, uses)
    resolved = terms.resolve(document, sentences, uses, facts)
    values = terms.read_terms(document, clauses, types, sentences, limits)
    return Contract(
        document=document,
        facts=facts,
        category=classify.detect_category(facts.title, document),
        clauses=clauses,
        types=types,
        terms=terms.with_resolved(clauses, values, resolved, document),
        limits=limits,
        sentences=sentences,
        resolved=resolved,
        norms=terms.read_norms(document, sentences),
        references=references,
        definitions=definitions,
        uses=uses,
        notices=(
            *terms.role_notices(facts),
            *segment.order_notices(document, clauses, references, definitions),
            *classify.heading_notices(clauses, types),
        ),
        by_id={clause.id: clause for clause in clauses},
    )


def _load_stages() -> None:
    """Import what follows the reading; numpy alone costs as much as reading a short file."""
    from clausecheck import classify, segment, terms  # noqa: F401
