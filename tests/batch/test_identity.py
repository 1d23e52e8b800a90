"""Work has one name as long as nothing that its result depends on has changed."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck import resources
from clausecheck.batch import identity
from clausecheck.batch.identity import Identity
from clausecheck.errors import UsageError
from clausecheck.model import Asking, Redaction, Scope, Service, Severity, Side, View
from clausecheck.model.batch import Reviewing, Upload
from clausecheck.model.history import OwnDeal
from tests.batch.uploads import upload

PLAIN = Reviewing()
CLAUDE = Asking(reviewer="claude")
DEAL = OwnDeal(
    id=1,
    sha256="00",
    name="a.docx",
    date="",
    category="",
    region="",
    own="Acme",
    other="",
    partial=False,
    clauses=(),
    terms=(),
)
ONE = upload("folder/a.docx")


def _settings(how: Reviewing) -> str:
    return Identity(how).settings


@pytest.mark.parametrize(
    "how",
    [
        replace(PLAIN, view=View.ORIGINAL),
        replace(PLAIN, deal_size=25_000.0),
        replace(PLAIN, least=Severity.HIGH),
        replace(PLAIN, deals=()),
        replace(PLAIN, deals=(DEAL,)),
        replace(PLAIN, asking=CLAUDE),
        replace(PLAIN, asking=replace(CLAUDE, model="claude-other")),
        replace(PLAIN, asking=replace(CLAUDE, service=Service.BEDROCK)),
        replace(PLAIN, asking=replace(CLAUDE, scope=Scope.ALL)),
        replace(PLAIN, asking=replace(CLAUDE, runs=2)),
        replace(PLAIN, asking=replace(CLAUDE, redact=frozenset({Redaction.PEOPLE}))),
        replace(PLAIN, asking=Asking(reviewer="command:bot")),
    ],
)
def test_what_changes_a_result_changes_the_name(how: Reviewing) -> None:
    assert _settings(how) not in {_settings(PLAIN), _settings(replace(PLAIN, asking=replace(CLAUDE, runs=3)))}


@pytest.mark.parametrize(
    ("how", "other"),
    [
        (PLAIN, replace(PLAIN, full_record=True)),
        (PLAIN, replace(PLAIN, asking=Asking(reviewer="rules"))),
        (PLAIN, replace(PLAIN, deals_of=(Side.SELLER, "acme"))),
        (replace(PLAIN, asking=CLAUDE), replace(PLAIN, asking=replace(CLAUDE, max_cost=5.0, max_time=9.0))),
        (replace(PLAIN, asking=CLAUDE), replace(PLAIN, asking=replace(CLAUDE, batches=True))),
    ],
)
def test_what_changes_no_result_changes_no_name(how: Reviewing, other: Reviewing) -> None:
    assert _settings(how) == _settings(other)


def test_the_model_of_the_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    how = replace(PLAIN, asking=CLAUDE)
    before = _settings(how)
    monkeypatch.setenv("CLAUSECHECK_MODEL", "claude-other")
    assert _settings(how) == _settings(replace(PLAIN, asking=replace(CLAUDE, model="claude-other"))) != before


def test_order_of_redactions_does_not_count() -> None:
    kinds = list(Redaction)
    one, other = (replace(PLAIN, asking=replace(CLAUDE, redact=frozenset(some))) for some in (kinds, kinds[::-1]))
    assert _settings(one) == _settings(other)


WAYS: list[Callable[[Path], Reviewing]] = [
    lambda path: replace(PLAIN, statistics=path),
    lambda path: replace(PLAIN, policy=path),
    lambda path: replace(PLAIN, playbook=path),
]


@pytest.mark.parametrize("way", WAYS)
def test_what_a_file_holds_counts_and_not_where_it_lies(tmp_path: Path, way: Callable[[Path], Reviewing]) -> None:
    here, there = tmp_path / "here.json", tmp_path / "there.json"
    here.write_bytes(b"{}")
    there.write_bytes(b"{}")
    before = _settings(way(here))
    assert _settings(way(there)) == before != _settings(PLAIN)
    here.write_bytes(b"[]")
    assert _settings(way(here)) != before


def test_the_policy_beside_statistics_counts(tmp_path: Path) -> None:
    (tmp_path / "statistics.json").write_bytes(b"{}")
    of_folder, of_file = (replace(PLAIN, statistics=path) for path in (tmp_path, tmp_path / "statistics.json"))
    before = _settings(of_folder)
    assert _settings(of_file) == before
    (tmp_path / "notes.txt").write_bytes(b"no part of it")
    assert _settings(of_folder) == before
    (tmp_path / "policy.toml").write_bytes(b"")
    assert _settings(of_folder) == _settings(of_file) != before


def test_a_prompt_of_ones_own_counts(tmp_path: Path) -> None:
    prompts = shutil.copytree(resources.folder("prompts"), tmp_path / "prompts")
    how = replace(PLAIN, asking=replace(CLAUDE, prompts=prompts))
    before = _settings(how)
    assert before == _settings(replace(PLAIN, asking=CLAUDE))
    (prompts / "seller-v2.md").write_bytes(b"Be brief.")
    assert _settings(how) != before


def test_the_program_and_its_data_count(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = {_settings(PLAIN)}
    for file, content in (("a.toml", b""), ("a.toml", b"x = 1"), ("b.toml", b"x = 1")):
        root = tmp_path / str(len(seen))
        for name in ("clause_stats", "playbooks", "signs"):
            (root / name).mkdir(parents=True)
            (root / name / file).write_bytes(content)
        monkeypatch.setattr(identity, "folder", root.joinpath)
        seen.add(_settings(PLAIN))
    monkeypatch.setattr(identity, "__version__", "0.0.0")
    assert len({*seen, _settings(PLAIN)}) == 5


def test_what_cannot_be_read_is_told_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml cannot be read"):
        Identity(replace(PLAIN, playbook=tmp_path / "gone.toml"))


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, file="a.pdf"),
        replace(ONE, sides=(Side.BUYER,)),
        replace(ONE, sides=tuple(Side)),
        replace(ONE, category="saas"),
        replace(ONE, region="GB"),
    ],
)
def test_what_is_asked_of_a_file_counts(other: Upload) -> None:
    named = Identity(PLAIN)
    assert named.key(b"words", other) != named.key(b"words", ONE)


def test_the_name_of_a_file_does_not_count() -> None:
    named = Identity(PLAIN)
    assert named.key(b"words", replace(ONE, name="b/c.docx", file="C.DOCX")) == named.key(b"words", ONE)
    assert named.key(b"other words", ONE) != named.key(b"words", ONE)


def test_an_account_counts_only_where_its_deals_are_compared() -> None:
    mine, other = (replace(ONE, account=name) for name in ("acme", "other"))
    without, of_acme = Identity(PLAIN), Identity(replace(PLAIN, deals=(DEAL,), deals_of=(Side.SELLER, "acme")))
    assert without.key(b"words", mine) == without.key(b"words", other)
    assert of_acme.key(b"words", mine) != of_acme.key(b"words", other) == of_acme.key(b"words", ONE)
    buyer = replace(mine, sides=(Side.BUYER,))
    assert of_acme.key(b"words", buyer) == of_acme.key(b"words", replace(buyer, account="other"))
