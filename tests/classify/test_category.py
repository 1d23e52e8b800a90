"""The category of a contract from its title, its opening, or its words."""

import pytest

from clausecheck.classify import category, detect_category
from clausecheck.classify.rules import plain
from clausecheck.model import Block, BlockKind, Document, Format, Span
from clausecheck.model.taxonomy import CATEGORY_PARENT, category_chain

RULES = category.load()


def document(text: str) -> Document:
    blocks = (Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(text)), paragraph=1),) if text else ()
    return Document(name="a.txt", format=Format.TEXT, sha256="", text=text, blocks=blocks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.category}-{'title' if rule.title else 'opening'}")
def test_examples(rule: category.CategoryRule) -> None:
    assert rule.category in CATEGORY_PARENT
    hits = rule.names if rule.title else rule.opens
    assert rule.match
    assert rule.no_match
    for text in rule.match:
        assert hits(plain(text)), text
    for text in rule.no_match:
        assert not hits(plain(text)), text


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.title], ids=lambda rule: rule.category)
def test_the_order_of_the_rules_keeps_each_alive(rule: category.CategoryRule) -> None:
    for title in rule.match:
        assert detect_category(title, document("")).id == rule.category


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("WEB SITE HOSTING AGREEMENT", "", "hosting"),
        ("Mutual Non-Disclosure Agreement", "", "nda"),
        ("Software Development Agreement", "", "development"),
        (
            "AGREEMENT",
            'This Consulting Agreement (the "Agreement") is made between Jane Roe and Acme Inc.',
            "consulting",
        ),
        ("", "FRANCHISE AGREEMENT\nThe Franchisor grants the Franchisee a right.", "franchise"),
    ],
)
def test_title_then_opening(title: str, text: str, expected: str) -> None:
    guess = detect_category(title, document(text))
    assert guess.id == expected
    assert guess.probability >= 0.7


def test_words_decide_where_nothing_is_named() -> None:
    text = "The Franchisee shall pay a royalty to the Franchisor on Gross Sales of the franchised restaurant. " * 30
    guess = detect_category("", document(text))
    assert guess.id in {"franchise", "all"}
    assert 0 < guess.probability <= 1


def test_words_alone_are_never_sure() -> None:
    text = "The first party shall give advice to the second party, and the parties shall meet about it. " * 40
    guess = detect_category("", document(text))
    assert guess.likely
    assert guess.id == category_chain(guess.likely[0])[1]


def test_a_sure_guess_names_no_others() -> None:
    assert detect_category("CONSULTING AGREEMENT", document("")).likely == ()


def test_a_text_that_is_no_contract_is_unsure_of_its_title() -> None:
    text = "The kitchen on the second floor is painted blue and has four windows. " * 40
    guess = detect_category("Hosting a dinner", document(text))
    assert guess.likely == ("hosting",)
    assert guess.id == "services"
    assert guess.probability < category.SURE


@pytest.mark.parametrize("text", ["", "x" * 100_000, "agreement " * 10_000, "license " * 10_000])
def test_hostile_text(text: str) -> None:
    assert detect_category(text[:5000], document(text)).id in CATEGORY_PARENT
