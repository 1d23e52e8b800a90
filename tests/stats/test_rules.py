import time
from pathlib import Path

import pytest

from clausecheck import stats
from clausecheck.errors import UsageError
from clausecheck.model.taxonomy import CLAUSE_TYPES

RULES = stats.presence_rules()


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, rule in RULES.items() for t in rule.matching])
def test_examples_that_must_match(kind: str, text: str) -> None:
    assert RULES[kind].find(stats.prepare(text))


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, rule in RULES.items() for t in rule.other])
def test_examples_that_must_not_match(kind: str, text: str) -> None:
    assert RULES[kind].find(stats.prepare(text)) is None


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_every_rule_is_whole(rule: stats.PresenceRule) -> None:
    assert rule.clause_type in CLAUSE_TYPES
    assert rule.says
    assert rule.matching
    assert rule.other
    assert all(literal == literal.lower() for literal, _ in rule.patterns)
    checks = {"right_hits": rule.right_hits, "right_misses": rule.right_misses}
    for name, right in checks.items():
        needed = "cuad" in rule.counted or (bool(rule.counted) and name == "right_hits")
        assert (right is not None and 20 <= right <= 30) if needed else right is None
    assert set(rule.counted) <= {"cuad", "contractnli"}


def test_text_is_prepared_for_rules() -> None:
    assert stats.prepare("The Party’s “Fee”\n\n is  1.5 %. Done") == 'the party\'s "fee" is 1,5 %. done'


@pytest.mark.parametrize(
    "hostile",
    ["confidential " * 8_000, "( " * 50_000, "1 " * 50_000, "not disclose " * 8_000, "a" * 100_000, "tax pay " * 12_000,
     "liable terminat breach may warrant notice invalid interest arbitrat agreement amended assign " * 1_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_text_costs_little(hostile: str) -> None:
    start = time.process_time()
    prepared = stats.prepare(hostile)
    for rule in RULES.values():
        rule.find(prepared)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "text",
    ["rule = 3", "[[rule]]\n", "[[rule]]\ntype='a'\nsays='b'\npatterns=[['a']]\nmatching=[]\nother=[]\n", "]"],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"rules\.toml is no list of rules"):
        stats.presence_rules(tmp_path / "rules.toml")
