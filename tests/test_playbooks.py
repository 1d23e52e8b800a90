"""Every entry of the playbooks: complete, known, and proven by its examples."""

import re
import string
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from clausecheck import resources
from clausecheck.model import Clause, Part, Side, Span
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.reviewers.playbook import playbook
from clausecheck.reviewers.rules.fragment import bind
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.reading import Match, Reading, library, matches
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.view import View, plain

FOLDER = resources.folder("playbooks")
FILES = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("readings*.toml"))]
DATA: dict[str, list[dict[str, Any]]] = {
    name: [entry for data in FILES for entry in data.get(name, ())] for name in ("reading", "essential", "synonyms")
}
ENTRIES = {entry["id"]: entry for entry in DATA["reading"]}
READINGS = {reading.id: reading for reading in library().readings}
BOTH: dict[str, Any] = tomllib.loads((FOLDER / "both.toml").read_text(encoding="utf-8"))
PLACEHOLDERS = {"A", "B", "seller", "buyer", "value", "type", "term", "said", "quote"}


def _examples(reading_id: str, kind: str) -> list[tuple[str, str, Side]]:
    """(heading, text, who is {A}) of each example, with either side as {A} where it names them."""
    made = []
    for example in ENTRIES[reading_id].get(kind, ()):
        for side in Side:
            if side is Side.BUYER and "{A}" not in example and "{B}" not in example:
                continue
            text = example.replace("{A}", side.name).replace("{B}", side.other.name)
            heading = ""
            if (READINGS[reading_id].where or READINGS[reading_id].in_types) and ": " in text:
                heading, text = text.split(": ", 1)
            made.append((heading, text, side))
    return made


def _lowered(text: str) -> str:
    """`text` as sentences in roles are: in lower case but for the roles."""
    roles = {"SELLER", "BUYER", "PARTY", "OTHER"}
    return re.sub(r"[A-Za-z]+", lambda word: word[0] if word[0] in roles else word[0].lower(), text)


def _read(reading: Reading, heading: str, text: str) -> list[Match]:
    seen = plain([_lowered(text)], library().synonyms, library().marks)[0]
    clause = Clause(
        id="c1", number="", path="", heading=heading, level=1, parent=None, span=Span(0, 1), text="x",
        whole=Span(0, 1), part=Part.BODY, page=None, paragraph=1,
    )  # fmt: skip
    return matches(reading, Sieve([View(clause=clause, span=Span(0, 1), text=seen)]), {}, {"c1": heading})


@pytest.mark.parametrize("reading_id", sorted(READINGS))
def test_a_reading_flags_its_examples_for_the_right_side(reading_id: str) -> None:
    reading, examples = READINGS[reading_id], _examples(reading_id, "flag")
    assert examples, "a reading needs an example that it flags"
    for heading, text, side in examples:
        found = _read(reading, heading, text)
        assert found, text
        if reading.favors == "A":
            assert {match.favored for match in found} == {side}, text
        else:
            expected = None if reading.favors == "neither" else Side(reading.favors)
            assert {match.favored for match in found} == {expected}, text


@pytest.mark.parametrize("reading_id", sorted(READINGS))
def test_a_reading_leaves_its_quiet_examples_alone(reading_id: str) -> None:
    examples = _examples(reading_id, "quiet")
    assert examples, "a reading needs an example that it leaves alone"
    for heading, text, _ in examples:
        assert not _read(READINGS[reading_id], heading, text), text


def test_ids_are_unique() -> None:
    assert len(ENTRIES) == len(DATA["reading"])


def test_readings_use_known_keys_types_and_topics() -> None:
    known = {
        "id",
        "family",
        "topic",
        "kind",
        "types",
        "confidence",
        "favors",
        "does",
        "all",
        "any",
        "at_least",
        "none",
        "unless",
    }
    known |= {"mirror", "where", "in_types", "over", "under", "why", "step", "flag", "quiet"}
    positions = playbook(Side.SELLER).positions
    for entry in DATA["reading"]:
        assert set(entry) <= known, entry["id"]
        assert set(entry["types"]) | set(entry.get("in_types", ())) <= set(CLAUSE_TYPES), entry["id"]
        assert entry.get("topic", entry["id"]) in positions, entry["id"]
        assert entry.get("all") or entry.get("any"), entry["id"]
        for fragment in (
            *entry.get("all", ()),
            *entry.get("any", ()),
            *entry.get("none", ()),
            *entry.get("unless", ()),
        ):
            assert fragment.count("(") == fragment.count(")"), fragment
            assert "\n" not in fragment
            assert "||" not in fragment


def test_a_limit_comes_with_an_amount() -> None:
    for reading in READINGS.values():
        counts = any("#" in fragment for fragment in (*reading.all, *reading.any))
        assert counts or (reading.over is None and reading.under is None), reading.id


def test_a_limit_comes_with_a_reason() -> None:
    for reading in READINGS.values():
        limited = reading.over is not None or reading.under is not None
        assert bool(reading.why) is limited, f"{reading.id}: a limit says why it is that number, and nothing else does"
        assert reading.why.endswith(".") or not limited, reading.id


@pytest.mark.parametrize("entry", DATA["essential"], ids=lambda entry: entry["type"])
def test_an_essential_is_told_from_its_absence(entry: dict[str, Any]) -> None:
    essential = next(e for e in library().essentials if e.type == entry["type"])
    assert entry["type"] in CLAUSE_TYPES
    assert essential.not_for <= {*CATEGORY_PARENT, "employment"}
    for kind, expected in (("found", True), ("absent", False)):
        for example in entry[kind]:
            for side in Side:
                text = example.replace("{A}", side.name).replace("{B}", side.other.name)
                assert essential.said_in(plain([text], library().synonyms, library().marks)) is expected, text


@pytest.mark.parametrize("side", Side)
def test_positions_are_complete_and_their_words_can_be_filled(side: Side) -> None:
    names = Names("the Provider", "Acme")
    for topic, position in playbook(side).positions.items():
        for text in (position.title, position.explanation, position.ask, position.fallback, position.walk_away,
                     position.proposed, position.reason):  # fmt: skip
            assert text.strip(), topic
            used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
            assert used <= PLACEHOLDERS, (topic, used)
            filled = names.fill(text, Side.SELLER, value="5", type="x", term="x", said="x", quote="X;")
            assert "{" not in filled, (topic, filled)
            assert filled[0].isupper() or not filled[0].isalpha(), (topic, filled)
        assert position.proposed.rstrip().endswith((".", "”")), topic


@pytest.mark.parametrize("side", Side)
def test_edits_and_topics_that_are_named_exist(side: Side) -> None:
    book = playbook(side)
    for topic, position in book.positions.items():
        assert set(position.edits) <= {*book.edits, "mutual", "agreed"}, topic
    for rule in book.values.values():
        assert rule.topic in book.positions
        assert rule.favors in {"seller", "buyer", "neither", "bound", "unbound", "actor"}
        assert rule.usually in {"", "seller", "buyer"}
        assert not rule.usually or rule.favors in {"bound", "unbound"}
        assert rule.family in {reading.family for reading in READINGS.values()}
    for topic, favored in book.favors.items():
        assert topic in book.positions
        assert favored in {"seller", "buyer", "neither"}


def test_a_side_only_changes_positions_that_both_know() -> None:
    for side in Side:
        own = tomllib.loads((FOLDER / f"{side.value}.toml").read_text(encoding="utf-8"))
        assert set(own) <= {"side", "levels", "term", "clause", "position"}
        assert set(own["position"]) <= set(BOTH["position"])


def test_an_edit_changes_the_words() -> None:
    for pairs in playbook(Side.SELLER).edits.values():
        for old, new in pairs.items():
            assert old == old.lower()
            assert old not in new


def test_a_name_stands_for_any_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "readings.toml").write_text(
        '[words]\nstaff = ["people", "crew"]\nothers = ["@staff", "guest"]\n'
        '[[reading]]\nid = "x"\nfamily = "x"\ntypes = []\nall = ["{A} may .. @others$"]\n',
        encoding="utf-8",
    )
    (reading,) = library(tmp_path).readings
    assert reading.all == ("{A} may .. ((people|crew)|guest)$",)
    assert _read(reading, "", "SELLER may hire the crew")
    assert not _read(reading, "", "SELLER may hire the crews")


def test_names_of_words_are_known() -> None:
    for reading in READINGS.values():
        written = (*reading.all, *reading.any, *reading.none, *reading.unless)
        assert not any("@" in source for source in written), reading.id


def test_synonyms_are_read_alike() -> None:
    assert plain(["SELLER is entitled, at will, to cancel"], library().synonyms) == [
        " SELLER may for any reason to terminate "
    ]
    for each in library().synonyms:
        assert all(synonym.said != synonym.written for synonym in each)


HOSTILE = ("SELLER may shall " * 6000, "<days 1> " * 9000, "(" * 90000, " " * 90000, "liab fees " * 9000, "a" * 90000)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_fragments_stay_fast_on_hostile_text(text: str) -> None:
    begin = time.process_time()
    for number, reading in enumerate(READINGS.values()):
        if number % 7 == 0:
            for source in (*reading.all, *reading.any[:3]):
                bind(source, "SELLER", "BUYER").found(f" {text} ")
    assert time.process_time() - begin < 8


def test_user_facing_words_are_plain() -> None:
    for topic, entry in BOTH["position"].items():
        for text in entry.values():
            if isinstance(text, str):
                assert not re.search(r"\b(?:shall|herein|thereof|pursuant)\b", entry.get("explanation", "")), topic
                assert "  " not in text, topic


@pytest.mark.parametrize("name", ["both", "seller", "buyer"])
def test_no_position_says_how_frequent_something_is(name: str) -> None:
    """Frequency is a figure, and figures come with their count and sample."""
    positions = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["position"]
    claims = re.compile(
        r"\bmost (?!of the|that|\d)\w+|\busual(?! in the industry)|normally|typical|average|rarely|seldom|often"
    )
    for position, fields in positions.items():
        for field, text in fields.items():
            claimed = claims.search(text.lower().replace("at most", "")) if isinstance(text, str) else None
            assert not claimed or field == "proposed", f"{position}.{field}: {text}"
