"""Settings that are sent to machines which do not have the files they name."""

import shutil
from pathlib import Path

import pytest

from clausecheck.batch.engines.cluster import parcel
from clausecheck.batch.engines.cluster.parcel import pack, unpack
from clausecheck.batch.identity import Identity
from clausecheck.errors import UsageError
from clausecheck.model import Asking
from clausecheck.model.batch import Reviewing
from clausecheck.resources import folder


@pytest.fixture
def named(tmp_path: Path) -> Reviewing:
    """Settings that name files and folders of the user's own."""
    own = tmp_path / "here"
    shutil.copytree(folder("clause_stats"), own / "figures")
    shutil.copytree(folder("prompts"), own / "words")
    playbook = own / "rules.toml"
    playbook.write_text('side = "seller"\n', encoding="utf-8")
    return Reviewing(
        statistics=own / "figures",
        playbook=playbook,
        asking=Asking(reviewer="claude", prompts=own / "words"),
    )


def test_work_there_is_the_same_work(named: Reviewing, tmp_path: Path) -> None:
    packed, before = pack(named), Identity(named).settings
    shutil.rmtree(tmp_path / "here")
    there = unpack(packed, tmp_path / "there")
    assert Identity(there).settings == before
    assert there.statistics == tmp_path / "there" / "statistics" / "figures"
    assert there.playbook == tmp_path / "there" / "playbook" / "rules.toml"
    assert there.asking
    assert there.asking.prompts == tmp_path / "there" / "prompts" / "words"


def test_a_policy_beside_a_file_of_statistics_goes_along(tmp_path: Path) -> None:
    own = tmp_path / "here"
    shutil.copytree(folder("clause_stats"), own)
    (own / "policy.toml").write_text('id = "ours"\nversion = "1"\n', encoding="utf-8")
    how = Reviewing(statistics=own / "statistics.json")
    there = unpack(pack(how), tmp_path / "there")
    assert Identity(there).settings == Identity(how).settings
    (own / "policy.toml").unlink()
    assert Identity(there).settings != Identity(how).settings


def test_paths_are_those_of_where_the_command_was_given(
    named: Reviewing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "here")
    packed = pack(Reviewing(playbook=Path("rules.toml")))
    monkeypatch.chdir(tmp_path)
    there = unpack(packed, tmp_path / "there")
    assert there.playbook
    assert there.playbook.read_text(encoding="utf-8") == 'side = "seller"\n'


def test_the_model_is_that_of_where_the_command_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAUSECHECK_MODEL", "model-of-here")
    packed = pack(Reviewing(asking=Asking(reviewer="claude")))
    monkeypatch.setenv("CLAUSECHECK_MODEL", "model-of-there")
    there = unpack(packed, tmp_path)
    assert there.asking
    assert there.asking.model == "model-of-here"


def test_nothing_named_is_nothing_sent(tmp_path: Path) -> None:
    assert pack(Reviewing()).files == ()
    assert unpack(pack(Reviewing()), tmp_path) == Reviewing()


def test_more_than_can_be_sent_is_told(named: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcel, "MOST_BYTES", 1000)
    with pytest.raises(UsageError, match="figures holds more than"):
        pack(named)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"rules\.toml cannot be read: No such file"):
        pack(Reviewing(playbook=tmp_path / "rules.toml"))
