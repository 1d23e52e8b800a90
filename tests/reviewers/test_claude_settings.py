"""The models that are known: which is asked, and what it costs."""

from datetime import date
from pathlib import Path

import pytest

from clausecheck.errors import UsageError
from clausecheck.model import Asking, Service
from clausecheck.reviewers.claude.prices import Price, Spent
from clausecheck.reviewers.claude.reviewer import ClaudeReviewer
from clausecheck.reviewers.claude.settings import load_settings

SHIPPED = load_settings()
OWN = """
default = "my-model"
as_of = "2026-11-01"
source = "https://example.com/prices"
batches = 0.5
[services]
anthropic = 1.0
bedrock = 1.0
vertex = 1.0
[models]
my-model = { input = 1.0, output = 2.0, cache_write = 1.0, cache_read = 1.0 }
"""


def test_prices_have_a_date_and_a_source() -> None:
    assert date.fromisoformat(SHIPPED.as_of) > date(2026, 1, 1)
    assert SHIPPED.source.startswith("https://")
    assert SHIPPED.default in SHIPPED.prices


@pytest.mark.parametrize("model", SHIPPED.prices)
def test_each_price_is_plausible(model: str) -> None:
    price = SHIPPED.prices[model]
    assert price.cache_read < price.input < price.cache_write < price.output
    assert price.cost(Spent(fresh=1_000_000)) == price.input
    assert price.cost(Spent(output=1_000_000)) == price.output


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("claude-opus-5", "claude-opus-5"),
        ("claude-opus-5-20261001", "claude-opus-5"),
        ("claude-opus-5-5", "claude-opus-5-5"),
        ("claude-opus-5@20261001", "claude-opus-5"),
        ("anthropic.claude-opus-5-20261001-v1:0", "claude-opus-5"),
        ("eu.anthropic.claude-opus-5-v1", "claude-opus-5"),
        ("claude-opus-5x", None),
        ("claude-opus-6", None),
        ("my-claude", None),
        ("", None),
    ],
)
def test_a_model_is_known_by_any_services_name_for_it(name: str, listed: str | None) -> None:
    assert SHIPPED.price(name, Asking()) == (SHIPPED.prices[listed] if listed else None)


def test_batches_are_half_the_price_and_other_services_may_add_to_it() -> None:
    listed = SHIPPED.prices["claude-opus-5-5"]
    halved = SHIPPED.price("claude-opus-5-5", Asking(batches=True))
    assert halved is not None
    assert (halved.input, halved.output) == (listed.input / 2, listed.output / 2)
    regional = SHIPPED.price("claude-opus-5-5", Asking(service=Service.BEDROCK))
    assert regional is not None
    assert regional.output == pytest.approx(listed.output * 1.1)


def test_the_model_is_the_options_else_the_environments_else_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAUSECHECK_MODEL", raising=False)
    assert SHIPPED.model(Asking()) == SHIPPED.default
    monkeypatch.setenv("CLAUSECHECK_MODEL", "from-the-environment")
    assert SHIPPED.model(Asking()) == "from-the-environment"
    assert SHIPPED.model(Asking(model="from-the-options")) == "from-the-options"


def test_a_folder_of_ones_own_may_bring_models_and_prices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAUSECHECK_MODEL", raising=False)
    assert load_settings(tmp_path) == SHIPPED
    (tmp_path / "models.toml").write_text(OWN, encoding="utf-8")
    own = load_settings(tmp_path)
    assert own.model(Asking()) == "my-model"
    assert own.price("my-model", Asking()) == Price(input=1.0, output=2.0, cache_write=1.0, cache_read=1.0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("default", "standard"),
        ("output = 2.0", "output = -2.0"),
        ("output = 2.0", 'output = "2"'),
        ("output = 2.0", "output = inf"),
        ("output = 2.0,", ""),
        ("[models]", "[models"),
        ("[models]", "[prices]"),
        ('"my-model"', "7"),
        ("batches = 0.5", "batches = true"),
        ("vertex = 1.0", ""),
    ],
)
def test_settings_that_cannot_be_used_are_refused(tmp_path: Path, old: str, new: str) -> None:
    (tmp_path / "models.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"models\.toml cannot be used"):
        load_settings(tmp_path)


def test_a_bound_on_the_cost_needs_a_price() -> None:
    with pytest.raises(UsageError, match="no price is known for my-own-model"):
        ClaudeReviewer(Asking(model="my-own-model", max_cost=1.0))
    assert ClaudeReviewer(Asking(model="my-own-model")).price is None
