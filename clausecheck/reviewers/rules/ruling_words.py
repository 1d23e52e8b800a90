"""The rules of a playbook on words: what the clauses of a type must say, and what they must not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from clausecheck.model import Contract, PlaybookLine, Sentence, Span, Step
from clausecheck.reviewers.playbook import FALLBACK, Playbook, Position
from clausecheck.reviewers.playbook.parse_rules import sides_of
from clausecheck.reviewers.playbook.rulebook import ClauseRule, Rulebook
from clausecheck.reviewers.playbook.words import label, plain_words
from clausecheck.reviewers.rules.fragment import bind
from clausecheck.reviewers.rules.ruling import Ruling, sentences
from clausecheck.reviewers.rules.stated import clause_candidate


def unwanted(
    rule: ClauseRule, contract: Contract, clauses: Mapping[str, Span], rulebook: Rulebook, book: Playbook
) -> Iterator[Ruling]:
    """A ruling for each sentence that says what it must not."""
    for sentence in contract.sentences:
        said = next(
            (words for words in rule.must_not_say if sentence.clause_id in clauses and _says(sentence, words)), ""
        )
        if said:
            here = f"The clause on {label(rule)} says “{plain_words(said)}”, which {_whose(rulebook)} does not accept."
            words = replace(
                book.position(FALLBACK),
                title=f"The clause on {label(rule)} says what it must not",
                explanation=sentences(here, rule.stance.why),
                ask=f"Take out “{plain_words(said)}”.",
                fallback="Keep it only with a limit that you can live with.",
                walk_away="The words stay as they are.",
                proposed=rule.stance.wording or _cut(sentence, said) or book.position(FALLBACK).proposed,
            )
            yield _on_words(rule, "must_not_say", said, contract, sentence.span, rulebook, words)


def unsaid(
    rule: ClauseRule, contract: Contract, clauses: Mapping[str, Span], rulebook: Rulebook, book: Playbook
) -> Iterator[Ruling]:
    """A ruling for each thing that no clause of the type says."""
    said = [sentence for sentence in contract.sentences if sentence.clause_id in clauses]
    for needed in rule.must_say:
        if said and not any(_says(sentence, needed) for sentence in said):
            here = f"No clause on {label(rule)} says “{plain_words(needed)}”, which {_whose(rulebook)} asks for."
            words = replace(
                book.position(FALLBACK),
                title=f"The clause on {label(rule)} does not say what it should",
                explanation=sentences(here, rule.stance.why),
                ask=f"Say “{plain_words(needed)}”.",
                fallback="Other words that come to the same.",
                walk_away="The clause stays without it.",
                proposed=rule.stance.wording,
            )
            place = min((span for span in clauses.values() if len(span)), key=lambda span: span.start)
            yield _on_words(rule, "must_say", needed, contract, place, rulebook, words)


def _on_words(
    rule: ClauseRule, key: str, said: str, contract: Contract, place: Span, rulebook: Rulebook, words: Position
) -> Ruling:
    stance = rule.stance
    line = PlaybookLine(
        file=rulebook.file,
        line=rulebook.line(stance.table, stance.about, key),
        rule=stance.about,
        step=Step.FALLBACK,
        text=f"{key.replace('_', ' ')} “{plain_words(said)}”",
    )
    words = replace(
        words,
        priority=stance.priority,
        edits=(),
        reason=stance.reason or words.reason,
    )
    candidate = clause_candidate(rule, Step.FALLBACK, contract, place, rulebook, words, line)
    candidate = replace(candidate, rule=f"{candidate.rule}.{key}", family=f"{candidate.family}.{said}")
    return Ruling(
        line=line, candidate=candidate, families=frozenset(), clause_type=stance.about, place=place
    )  # fmt: skip


def _says(sentence: Sentence, words: str) -> bool:
    """Whether a sentence holds a fragment, in its own words or with the parties named by what they do."""
    fragment = bind(sides_of(words) if "{" in words else words.lower(), "SELLER", "BUYER")
    return any(fragment.found(f" {' '.join(text.split())} ") for text in (_lowered(sentence.text), sentence.roles))


def _lowered(text: str) -> str:
    return text.lower().replace("’", "'")


def _cut(sentence: Sentence, words: str) -> str:
    """The sentence without plain words that it holds; empty where they are no plain words."""
    at = _lowered(sentence.text).find(words.lower())
    left = f"{sentence.text[:at].rstrip()} {sentence.text[at + len(words) :].lstrip()}" if at >= 0 else ""
    return re.sub(r" (?=[.,;])", "", left)


def _whose(rulebook: Rulebook) -> str:
    return "your playbook" if rulebook.own else f"the playbook for a {rulebook.side}"
