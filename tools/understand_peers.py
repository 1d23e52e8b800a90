"""What `bench_understand.py` compares with: TF-IDF with a linear SVM for types, spaCy's rules for reading."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC
from spacy.matcher import Matcher
from spacy.tokens import Doc
from train_data import rows, type_id

from clausecheck.model import Clause

LONGEST_RUN: Final = 200
"""Characters without a space that spaCy is given at once; its tokenizer is slow on longer ones."""
_OPENING: Final = 60
_Tokens = list[dict[str, Any]]
_FIGURE: Final = {
    "LOWER": {
        "REGEX": "^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|hundred|thousand"
        "|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:-[a-z]+)?)$"
    }
}
_NUMBER: Final[_Tokens] = [{**_FIGURE, "OP": "?"}, {"LIKE_NUM": True}]
_WRITTEN: Final[_Tokens] = [_FIGURE, {"ORTH": "("}, {"LIKE_NUM": True}, {"ORTH": ")"}]
_UNIT: Final = {"LOWER": {"REGEX": "^(?:day|week|month|year)s?$"}}
_SORT: Final = {"LOWER": {"IN": ["business", "calendar", "working", "consecutive", "full"]}, "OP": "?"}
_PARTY: Final = {
    "LOWER": {
        "REGEX": "^(?:party|parties|company|customer|client|buyer|purchaser|licensee|provider|supplier|seller|vendor"
        "|licensor|consultant|contractor|distributor|reseller|manufacturer|agent)$"
    }
}
_MODAL: Final = {"LOWER": {"IN": ["shall", "will", "must", "may", "agrees", "undertakes", "warrants", "represents"]}}
PATTERNS: Final[dict[str, list[_Tokens]]] = {
    "duration": [[*_NUMBER, _SORT, _UNIT], [*_WRITTEN, _SORT, _UNIT]],
    "percent": [
        [*_NUMBER, {"LOWER": {"IN": ["%", "percent"]}}],
        [*_WRITTEN, {"LOWER": {"IN": ["%", "percent"]}}],
        [*_NUMBER, {"LOWER": "per"}, {"LOWER": "cent"}],
    ],
    "money": [
        [{"IS_CURRENCY": True}, {"LIKE_NUM": True}, {"LOWER": {"IN": ["million", "thousand"]}, "OP": "?"}],
        [*_NUMBER, {"LOWER": {"IN": ["dollars", "euros", "usd", "eur", "gbp"]}}],
    ],
    "multiple": [[*_NUMBER, {"LOWER": "times"}], [{"LOWER": {"IN": ["twice", "double"]}}]],
    "lasting": [[{"LOWER": {"IN": ["perpetual", "perpetually", "indefinitely", "forever", "unlimited"]}}]],
    "law": [[{"LOWER": "laws"}, {"LOWER": "of"}, {"LOWER": "the", "OP": "?"}, {"IS_TITLE": True, "OP": "+"}]],
    "courts": [[{"LOWER": {"IN": ["court", "courts", "venue"]}}, {"IS_ALPHA": True, "OP": "*"}, {"IS_TITLE": True}]],
    "effective": [[{"LOWER": {"IN": ["dated", "effective"]}}, {"LOWER": "as"}, {"LOWER": "of"}]],
    "norm": [
        [_PARTY, _MODAL, {"LOWER": "not", "OP": "?"}, {"IS_ALPHA": True}],
        [{"LOWER": {"IN": ["each", "either", "neither"]}}, {"LOWER": "party"}, _MODAL, {"IS_ALPHA": True}],
    ],
    "indemnity": [
        [_PARTY, _MODAL, {"IS_ALPHA": True, "OP": "?"}, {"LOWER": {"IN": ["indemnify", "defend"]}}],
        [{"LOWER": "hold"}, {"LOWER": "harmless"}],
    ],
    "cap": [
        [{"LOWER": {"IN": ["aggregate", "total", "maximum"]}}, {"LOWER": "liability"}],
        [{"LOWER": "liability"}, {"IS_ALPHA": True, "OP": "*"}, {"LOWER": {"IN": ["exceed", "limited"]}}],
        [{"LOWER": {"IN": ["indirect", "consequential", "incidental", "special", "punitive"]}}, {"IS_PUNCT": True}],
    ],
}
"""Numbers with a unit, laws and courts, whom a verb binds, words of liability: the same matters, more crudely."""


class SpacyRules:
    """`blank("en")` with its sentence boundaries and a token matcher."""

    def __init__(self) -> None:
        self._language = spacy.blank("en")
        self._sentencizer = self._language.add_pipe("sentencizer")
        self._matcher = Matcher(self._language.vocab)
        for name, patterns in PATTERNS.items():
            self._matcher.add(name, patterns)

    def tokens(self, text: str) -> list[Doc]:
        """The text in pieces that spaCy takes, each as tokens."""
        return [self._language.make_doc(piece) for piece in self._pieces(text)]

    def sentences(self, docs: Sequence[Doc]) -> int:
        """Mark and count the sentences."""
        return sum(1 for doc in docs for _ in self._sentencizer(doc).sents)

    def matches(self, docs: Sequence[Doc]) -> int:
        """How many matches there are."""
        return sum(len(self._matcher(doc)) for doc in docs)

    def _pieces(self, text: str) -> Iterator[str]:
        text = re.sub(rf"(\S{{{LONGEST_RUN}}})(?=\S)", r"\1 ", text)
        size = self._language.max_length - 1
        yield from (text[start : start + size] for start in range(0, len(text), size))


class TfidfSvm:
    """TF-IDF of words and word pairs, with a linear SVM for each of CUAD's types."""

    def __init__(self, cuad: Path, contracts: dict[str, Sequence[Clause]]) -> None:
        """Train on the labelled passages of these contracts, and on as many of their clauses without a label."""
        passages = defaultdict(set)
        for span in rows(cuad / "spans.jsonl.gz"):
            if span["id"] in contracts:
                passages[span["id"], span["text"]].add(type_id(span["label"]))
        openings = defaultdict(list)
        for name, text in passages:
            openings[name].append(text[:_OPENING])
        bare = [
            clause.text
            for name, clauses in contracts.items()
            for clause in clauses
            if not any(opening in clause.text or clause.text in opening for opening in openings[name])
        ]
        bare = bare[:: max(1, len(bare) // max(1, len(passages)))]
        self.examples = len(passages) + len(bare)
        self._vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
        self._model = OneVsRestClassifier(LinearSVC(class_weight="balanced", max_iter=5000))
        labels = MultiLabelBinarizer().fit_transform([*passages.values(), *([()] * len(bare))])
        self._model.fit(self._vectorizer.fit_transform([*(text for _, text in passages), *bare]), labels)

    def types(self, clauses: Sequence[Clause]) -> int:
        """How many types are told of the clauses."""
        found = self._model.predict(self._vectorizer.transform([clause.text for clause in clauses]))
        return int(found.sum())
