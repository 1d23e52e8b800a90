"""Chances become probabilities: 0.5 decides, and is right about half the time."""

import json
from pathlib import Path

import numpy as np
import pytest

from clausecheck.classify import models
from clausecheck.classify.mixing import KINDS, Evidence
from clausecheck.classify.net import JUST, Cuts, likeliest, probabilities, sizes
from clausecheck.model.contract import DECIDED

CUTS = Cuts(first=0.3, other=0.4, plain=0.7)


def rows(types: list[int]) -> Evidence:
    count = len(types)
    return Evidence(np.arange(count), np.array(types), np.zeros((count, len(KINDS)), dtype=np.float32))


def test_the_likeliest_of_each_type_is_the_first_of_equals() -> None:
    chances = np.array([0.2, 0.9, 0.9, 0.1, 0.3], dtype=np.float32)
    assert likeliest(chances, rows([0, 0, 0, 1, 1])).tolist() == [False, True, False, False, True]


def test_a_lower_chance_decides_for_the_likeliest_clause() -> None:
    told = probabilities(np.array([0.35, 0.34], dtype=np.float32), rows([0, 0]), CUTS)
    assert told[0] >= DECIDED > told[1]


def test_a_type_may_decide_from_another_chance() -> None:
    cuts = Cuts(CUTS.first, CUTS.other, CUTS.plain, offsets=(0.0, 0.1, -0.1))
    chances = np.array([0.9, 0.45, 0.35, 0.8, 0.45, 0.35, 0.8, 0.45, 0.35], dtype=np.float32)
    told = probabilities(chances, rows([0, 0, 0, 1, 1, 1, 2, 2, 2]), cuts)
    assert (told >= DECIDED).tolist() == [True, True, False, True, False, False, True, True, True]
    assert (told[[1, 7, 8]] <= DECIDED + JUST).all()


def test_an_offset_holds_for_the_likeliest_clause_too() -> None:
    cuts = Cuts(CUTS.first, CUTS.other, CUTS.plain, offsets=(0.1, -0.1))
    told = probabilities(np.array([0.35, 0.25], dtype=np.float32), rows([0, 1]), cuts)
    assert (told >= DECIDED).tolist() == [False, True]


def test_all_chances_keep_their_order_and_their_side() -> None:
    chances = np.linspace(0, 1, 201, dtype=np.float32)
    told = probabilities(chances, rows([0] * 201), CUTS)
    assert (np.diff(told) >= 0).all()
    others = chances[:-1]  # the last is the likeliest
    assert ((told[:-1] >= DECIDED) == (others >= np.float32(CUTS.other))).all()
    just = (others >= np.float32(CUTS.other)) & (others < np.float32(CUTS.plain))
    assert (told[:-1][just] <= DECIDED + JUST).all()
    plain = others >= np.float32(CUTS.plain)
    assert told[:-1][plain] == pytest.approx(others[plain])


def test_shipped_nets_fit_their_models() -> None:
    shipped = models.load()
    for stages in shipped.stages:
        shapes = sizes(len(stages.linear.classes), len(shipped.topics.classes))
        arrays = [getattr(stages.net, name) for name in stages.net.__slots__]
        assert [array.shape for array in arrays] == list(shapes)
        assert all(np.isfinite(array).all() for array in arrays)
        assert 0 < stages.cuts.first <= stages.cuts.other <= stages.cuts.plain <= 1
        assert len(stages.cuts.offsets) in {0, len(stages.linear.classes)}
        assert all(-stages.cuts.first < one <= stages.cuts.plain - stages.cuts.other for one in stages.cuts.offsets)


def test_a_file_of_another_size_is_refused(tmp_path: Path) -> None:
    from clausecheck.classify import net
    from clausecheck.resources import folder

    np.save(tmp_path / "types.net.npy", np.zeros(10, dtype=np.float32))
    settings = (folder("clause_stats") / "types.net.json").read_text(encoding="utf-8")
    (tmp_path / "types.net.json").write_text(json.dumps(json.loads(settings)), encoding="utf-8")
    with pytest.raises(ValueError, match="reshape"):
        net.read(tmp_path, "types")
