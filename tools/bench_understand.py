"""Type clauses and read texts beside scikit-learn and spaCy: all figures in one run, in CPU time.

    python tools/bench_understand.py CORPORA [--texts 60] [--rounds 3]

CORPORA is a folder with `cuad/contracts.jsonl.gz` and `cuad/spans.jsonl.gz`. So many of its texts, evenly chosen, are
read and cut into clauses beforehand. Timed, turn by turn on each text: the types of the clauses, beside TF-IDF with
LinearSVC, trained on the spot on the other contracts; and facts, sentences, values and what else `terms` reads, each
apart and together, beside spaCy's tokenizer, sentencizer and Matcher. A round goes over all texts; the fewest seconds
of the rounds count, after a warm-up. Threads are counted too, so a figure is one core's. Then, each in fresh processes:
what loading costs over a bare Python, spaCy's import apart, and the most memory held.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from train_data import rows
from understand_peers import SpacyRules, TfidfSvm

from clausecheck import classify, read, segment, terms
from clausecheck.classify.models import MODELS, TOPICS
from clausecheck.model import Clause, Definition, Document, Reference
from clausecheck.resources import folder
from clausecheck.review import understand

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has its bytecode; the first process writes what is missing and is not counted."""
_LOADS = 9
_TRAIN = 120
"""Contracts that the peer for types learns from."""
_CLAUSE = """
from clausecheck.model import Clause, Part, Span
one = Clause(id="c1", number="1", path="1", heading="Fees", level=1, parent=None, span=Span(0, 4), text="Fees",
             whole=Span(0, 4), part=Part.BODY, page=None, paragraph=1)
"""
_STARTS = {
    "numpy": ("", "import numpy"),
    "types over numpy, with one clause": (
        f"import numpy\n{_CLAUSE}",
        "from clausecheck.classify import classify; classify([one])",
    ),
    "terms": ("from clausecheck.model import Clause", "import clausecheck.terms"),
    "spaCy": ("", "import spacy; spacy.blank('en')"),
    "scikit-learn over numpy": ("import numpy", "import sklearn.svm, sklearn.feature_extraction.text"),
}
"""What is there already, and what is timed."""
_UNDERSTAND = """
import sys
from pathlib import Path
from clausecheck import read
from clausecheck import classify, segment, terms
from clausecheck.review import understand
if len(sys.argv) > 1:
    understand(read.read(Path(sys.argv[1])))
"""
_MEMORY = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Asked of a small process in between: a child counts what its parent held when it was made."""
_UNIT = 1 / 1024 if sys.platform != "darwin" else 1 / 1024 / 1024
_TERMS = ("facts", "sentences", "values", "contradictions", "norms", "limits of liability", "defined terms")
"""What is read of clauses once they are cut: who the parties are, what each sentence says and whom it binds."""
_SPACY = ("tokenizer", "sentencizer", "matcher")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """A contract as it is before its clauses are understood."""

    id: str
    document: Document
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    definitions: tuple[Definition, ...]


class Clock:
    """CPU seconds of this process, all threads together, by what they were spent on."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def __call__(self, name: str, work: Callable[..., T], *args: Any) -> T:
        """What `work` returns; its seconds are added to `name`."""
        begun = time.process_time()
        result = work(*args)
        self.spent[name] += time.process_time() - begun
        return result


def main(argv: Sequence[str] | None = None) -> None:
    """Print all comparisons."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--texts", type=int, default=60, help="only so many texts, evenly chosen; 0 for all")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    texts = read_texts(args.corpora / "cuad")
    chosen = texts[:: max(1, len(texts) // args.texts)] if args.texts else texts
    ids = {text.id for text in chosen}
    others = [text for text in texts if text.id not in ids] or texts
    begun = time.process_time()
    svm = TfidfSvm(args.corpora / "cuad", {text.id: text.clauses for text in others[:: max(1, len(others) // _TRAIN)]})
    trained = time.process_time() - begun
    best = rounds(chosen, svm, SpacyRules(), args.rounds)
    show_types(best, chosen, svm.examples, trained)
    show_terms(best, chosen)
    show_starts()
    show_memory(max(texts, key=lambda text: len(text.document.text)))


def read_texts(cuad: Path) -> list[Text]:
    """CUAD's contracts, read and cut into clauses."""
    texts = []
    for row in rows(cuad / "contracts.jsonl.gz"):
        document = read.read_bytes(row["text"].encode(), f"{row['id']}.txt")
        clauses = segment.segment(document)
        references = segment.find_references(document, clauses)
        definitions = segment.find_definitions(document, clauses, references)
        texts.append(Text(row["id"], document, clauses, references, definitions))
    return texts


def rounds(texts: Sequence[Text], svm: TfidfSvm, spacy: SpacyRules, times: int) -> dict[str, float]:
    """The fewest CPU seconds of each stage over all texts."""
    gc.collect()
    gc.freeze()  # the texts are not what is measured, so they are not walked through either
    for text in texts[:2]:
        one_text(text, svm, spacy, Clock())
    clocks = [Clock() for _ in range(times)]
    for clock in clocks:
        for text in texts:
            one_text(text, svm, spacy, clock)
    return {name: min(clock.spent[name] for clock in clocks) for name in clocks[0].spent}


def one_text(text: Text, svm: TfidfSvm, spacy: SpacyRules, clock: Clock) -> None:
    """Each way once over one text."""
    document, clauses = text.document, text.clauses
    types = clock("types", classify.classify, clauses)
    clock("svm", svm.types, clauses)
    facts = clock("facts", terms.read_facts, document, clauses)
    sentences = clock("sentences", terms.read_sentences, document, clauses, facts)
    uses = clock("defined terms", segment.find_uses, document, clauses, text.definitions)
    limits = clock("limits of liability", terms.read_limits, document, clauses, sentences, facts, text.references, uses)
    resolved = clock("defined terms", terms.resolve, document, sentences, uses, facts)
    values = clock("values", terms.read_terms, document, clauses, types, sentences, limits)
    clock("defined terms", terms.with_resolved, clauses, values, resolved, document)
    clock("contradictions", terms.find_contradictions, document, clauses)
    clock("norms", terms.read_norms, document, sentences)
    docs = clock("tokenizer", spacy.tokens, document.text)
    clock("sentencizer", spacy.sentences, docs)
    clock("matcher", spacy.matches, docs)
    clock("understand", understand, document)


def show_types(spent: dict[str, float], texts: Sequence[Text], examples: int, trained: float) -> None:
    """Print what typing costs."""
    clauses = sum(len(text.clauses) for text in texts)
    print(f"types of {clauses:,} clauses in {len(texts)} texts")
    for name, label in (("types", "classify"), ("svm", "TF-IDF and LinearSVC")):
        seconds = spent[name]
        print(f"  {label:34} {1e6 * seconds / clauses:8.0f} µs a clause {clauses / seconds:10,.0f} a CPU second")
    print(f"  classify is {spent['svm'] / spent['types']:.2f} times as fast")
    place = folder("clause_stats")
    size = sum(path.stat().st_size for name in (*MODELS, TOPICS) for path in place.glob(f"{name}.*"))
    print(f"  the models are {size / 1e6:.2f} MB; LinearSVC learnt {examples:,} texts in {trained:.0f} CPU seconds")


def show_terms(spent: dict[str, float], texts: Sequence[Text]) -> None:
    """Print how much text goes through each stage of `terms`, and through spaCy."""
    size = sum(len(text.document.text.encode()) for text in texts) / 1e6
    print(f"reading of {size:.2f} MB of text, in MB a CPU second")
    for stages, label in ((_TERMS, "terms together"), (_SPACY, "spaCy together")):
        for name in stages:
            print(f"  {name:34} {size / spent[name]:8.2f}")
        print(f"  {label:34} {size / sum(spent[name] for name in stages):8.2f}")
    ratio = sum(spent[name] for name in _SPACY) / sum(spent[name] for name in _TERMS)
    print(f"  terms are {ratio:.2f} times as fast as spaCy")
    print(f"  {'understand, clauses and types too':34} {size / spent['understand']:8.2f}")


def show_starts() -> None:
    """Print what loading costs, the middle of nine fresh processes."""
    print(f"loading, in CPU milliseconds, the middle of {_LOADS} fresh processes")
    for label, (before, work) in _STARTS.items():
        code = f"import time\n{before}\nbegun = time.process_time()\n{work}\nprint(time.process_time() - begun)"
        seconds = [float(fresh(code)) for _ in range(_LOADS + 1)][1:]
        print(f"  {label:34} {1000 * statistics.median(seconds):8.1f}")


def show_memory(text: Text) -> None:
    """Print the most memory of a process that understands a text, and of one that only loads what reads it."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "long.txt")
        path.write_text(text.document.text, encoding="utf-8")
        idle, busy = (int(fresh(_MEMORY, _UNDERSTAND, *given)) * _UNIT for given in ((), (str(path),)))
    print(f"most memory held with a text of {len(text.document.text) / 1e6:.2f} million characters")
    print(f"  process that understands it {busy:.0f} MB, of which {idle:.0f} MB before it is read")


def fresh(code: str, *arguments: str) -> str:
    """What a fresh Python prints."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=_ENVIRONMENT).stdout


if __name__ == "__main__":
    main()
