import hashlib
import inspect
import json

import pytest

from clausecheck import stats
from clausecheck.context import shared_context
from clausecheck.model.taxonomy import CATEGORY_PARENT


def test_the_same_category_gives_the_same_bytes() -> None:
    one = shared_context(stats.load(), "consulting")
    other = shared_context(stats.load(), "consulting")
    assert one == other
    assert one.canonical == other.canonical
    assert one.digest == f"sha256:{hashlib.sha256(one.canonical).hexdigest()}"


def test_it_cannot_be_told_a_side() -> None:
    assert list(inspect.signature(shared_context).parameters) == ["statistics", "category"]
    words = shared_context(stats.load(), "consulting").canonical.decode("utf-8").lower()
    assert "buyer" not in words
    assert "seller" not in words


def test_it_is_canonical_json_of_all_that_is_served() -> None:
    figures = stats.load()
    shared = shared_context(figures, "consulting")
    content = json.loads(shared.canonical)
    again = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    assert again == shared.canonical
    assert content["chain"] == ["consulting", "services", "all"]
    assert {row[1] for row in content["presence"]} == {"consulting", "services", "all"}
    assert len(content["presence"]) == sum(key[1] in content["chain"] for key in figures.presence_rows)
    assert len(content["values"]) == sum(key[2] in content["chain"] for key in figures.value_rows)
    assert len(content["names"]) == sum(key[1] in content["chain"] for key in figures.name_rows)
    assert {source["id"] for source in content["sources"]} == set(figures.sources)
    assert (shared.category, shared.as_of) == ("consulting", figures.as_of)
    assert shared.statistics == f"{figures.id} {figures.version}"


def test_every_figure_that_a_review_may_show_is_in_it() -> None:
    figures = stats.load()
    for category in CATEGORY_PARENT:
        rows = {tuple(row) for row in json.loads(shared_context(figures, category).canonical)["presence"]}
        for kind in ("confidentiality", "cap_on_liability", "most_favored_nation"):
            if usual := figures.usual_presence(kind, category):
                row = usual.found
                assert (row.clause_type, row.category, row.count, row.sampled, row.source) in rows


def test_another_category_has_another_digest() -> None:
    figures = stats.load()
    digests = {shared_context(figures, category).digest for category in CATEGORY_PARENT}
    assert len(digests) == len(CATEGORY_PARENT)


def test_a_changed_figure_changes_the_digest(tmp_path) -> None:
    from clausecheck.resources import folder

    for name in ("sources.toml", "presence.csv", "values.csv", "names.csv"):
        (tmp_path / name).write_bytes((folder("clause_stats") / name).read_bytes())
    before = shared_context(stats.load(tmp_path), "all")
    path = tmp_path / "presence.csv"
    head, first, *rest = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("acceptance,affiliate,")
    all_row = next(row for row in rest if row.startswith("acceptance,all,"))
    cells = all_row.split(",")
    cells[2] = str(int(cells[2]) + 1)
    rest[rest.index(all_row)] = ",".join(cells)
    path.write_text("\n".join([head, first, *rest]) + "\n", encoding="utf-8")
    assert shared_context(stats.load(tmp_path), "all").digest != before.digest


def test_an_unknown_category_is_refused() -> None:
    with pytest.raises(KeyError):
        shared_context(stats.load(), "moon")
