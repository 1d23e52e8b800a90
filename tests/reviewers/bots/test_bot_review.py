"""A whole review with a bot: whatever it answers, what statistics and rules found stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.model import Asking, Contract, Origin, Redaction, Review, Severity, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.bots.reviewer import BotReviewer
from tests.cli.conftest import CONTRACT
from tests.reviewers.bots.making import EVERY, FINDING, READ, command

OWN = {"history": {"deals": [{"other": "Quetzal Holdings", "days": 77}]}, "playbook": None}


@pytest.fixture(scope="module")
def contract() -> Contract:
    return read_contract(CONTRACT.encode(), "agreement.txt")


@pytest.fixture(scope="module")
def counted(contract: Contract) -> Review:
    return review(contract, Side.SELLER)


def asked(contract: Contract, folder: Path, code: str, side: Side = Side.SELLER, **more: object) -> Review:
    asking = replace(Asking(reviewer=command(folder, code)), **more)  # type: ignore[arg-type]
    return review(contract, side, reviewer=BotReviewer(asking))


def dropped(result: Review) -> dict[str, int]:
    return {one.reason: one.count for one in result.dropped}


def test_findings_are_added_to_those_of_the_rules(contract: Contract, counted: Review, tmp_path: Path) -> None:
    result = asked(contract, tmp_path, EVERY)
    own = [finding for finding in result.findings if finding.origin is Origin.MODEL]
    assert {finding.clause_id for finding in own} == {clause.id for clause in contract.clauses if clause.text}
    assert all(finding.quote in contract.document.text for finding in own)
    assert tuple(finding for finding in result.findings if finding not in own) == counted.findings
    assert (result.reviewer.name, result.unread, result.notes) == ("command:bot.py", (), counted.notes)
    assert result.sent_to == "a program on this machine"


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("time.sleep(60)", "it took longer than 0.5 seconds"),
        ("print('x' * 9_000_000)", "its answer is longer than 8 MB"),
        ("raise SystemExit(7)", "it ended with exit code 7"),
        ("print('sorry')", "its answer is not in the form that is asked for"),
        ("sys.stdout.buffer.write(b'\\xff\\xfe')", "its answer is not UTF-8 text"),
        ("", "its answer is not in the form that is asked for"),
        ("print({'findings': []})", "its answer is not in the form that is asked for"),
        ("raise KeyError('no such\\x1b[31m')", "it said “KeyError: 'no such\\x1b[31m'”"),
        ("open('/home/someone/secret/file.txt')", "No such file or directory: 'file.txt'”"),
    ],
)
def test_a_fault_leaves_the_rules_review_whole(
    contract: Contract, counted: Review, tmp_path: Path, code: str, note: str
) -> None:
    result = asked(contract, tmp_path, code, max_time=0.5 if "sleep" in code else None)
    assert result.findings == counted.findings
    assert any(note in said and said.endswith("the rules' review below is complete.") for said in result.notes)
    assert result.unread == result.asked != ()


def test_a_program_that_is_not_there_is_a_fault_like_others(contract: Contract, counted: Review) -> None:
    result = review(
        contract, Side.SELLER, reviewer=BotReviewer(Asking(reviewer="command:no-such-program --key k3y-a8b9"))
    )
    assert result.findings == counted.findings
    assert result.notes[-1].startswith("command:no-such-program did not answer (there is no such program);")
    assert "k3y-a8b9" not in repr(replace(result, contract=contract))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("quote='Customer shall pay within nine days of receipt'", "quote not in the document"),
        ("clause={'id': 'c99'}", "clause that was not asked about"),
        ("title='Only 12345 contracts say so'", "figure that was not given"),
        ("explanation='See https://example.invalid/x'", "link in the text"),
        ("clause_type='nonsense'", "unknown clause type"),
        ("severity=9", "finding that is not in the form that is asked for"),
    ],
)
def test_what_cannot_be_proven_is_dropped_and_counted(
    contract: Contract, counted: Review, tmp_path: Path, change: str, reason: str
) -> None:
    result = asked(contract, tmp_path, READ + FINDING + f"print(json.dumps(told({change})))")
    assert result.findings == counted.findings
    assert set(dropped(result)) == {reason}
    assert result.unread == ()


def test_a_bot_cannot_take_a_finding_away_or_lower_it(contract: Contract, counted: Review, tmp_path: Path) -> None:
    code = READ + (
        "def rated(one):\n    return {'finding': one['id'], 'severity': 'info', 'why': 'Harmless between friends.'}\n"
        "print(json.dumps({'findings': [], 'ratings': [rated(one) for one in request['findings']]}))"
    )
    result = asked(contract, tmp_path, code)
    assert tuple(replace(finding, opinion=None) for finding in result.findings) == counted.findings
    rated = [finding for finding in result.findings if finding.opinion]
    assert rated
    assert {finding.opinion.severity for finding in rated if finding.opinion} == {Severity.INFO}


def test_what_favours_the_own_side_is_no_risk(contract: Contract, tmp_path: Path) -> None:
    result = asked(contract, tmp_path, READ + FINDING + "print(json.dumps(told(favors='seller')))")
    own = [finding for finding in result.findings if finding.origin is Origin.MODEL]
    assert {finding.severity for finding in own} == {Severity.INFO}


def test_runs_are_told_with_how_many_agree(contract: Contract, tmp_path: Path) -> None:
    counter = tmp_path / "runs"
    counter.write_text("")
    code = (
        READ
        + FINDING
        + (
            f"runs = open({str(counter)!r}, 'a+'); runs.write('x'); runs.seek(0); run = len(runs.read())\n"
            "print(json.dumps(told()[:run]))"
        )
    )
    result = asked(contract, tmp_path, code, runs=3)
    found = [
        one.agreement.found
        for one in sorted(result.findings, key=lambda f: f.span.start if f.span else -1)
        if one.agreement
    ]
    assert found == [3, 2, 1]
    assert len(result.exchanges) == 3


def test_private_data_reaches_the_bot_and_no_record(contract: Contract, tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    code = (
        READ
        + FINDING
        + (
            f"open({str(seen)!r}, 'w').write(json.dumps(request['private']))\n"
            "print(json.dumps(told(title='Your own deals have 77 days')[:1]))"
        )
    )
    reviewer = BotReviewer(Asking(reviewer=command(tmp_path, code), private=True), private=OWN)
    result = review(contract, Side.SELLER, reviewer=reviewer)
    assert json.loads(seen.read_text()) == OWN
    assert all(b"Quetzal" not in exchange.request for exchange in result.exchanges)
    assert [one.title for one in result.findings if one.origin is Origin.MODEL] == ["Your own deals have 77 days"]
    assert any("keep this report to yourself" in note for note in result.notes)


def test_the_words_of_a_bot_that_fails_with_private_data_are_not_told(contract: Contract, tmp_path: Path) -> None:
    code = READ + "raise SystemExit(request['private']['history']['deals'][0]['other'])"
    reviewer = BotReviewer(Asking(reviewer=command(tmp_path, code), private=True), private=OWN)
    assert "Quetzal" not in repr(review(contract, Side.SELLER, reviewer=reviewer).notes)


def test_replaced_words_are_put_back_and_quotes_hold(contract: Contract, tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    code = READ + FINDING + f"open({str(seen)!r}, 'w').write(json.dumps(request)); print(json.dumps(told()))"
    result = asked(contract, tmp_path, code, redact=frozenset({Redaction.PARTIES}))
    assert "Acme Tools" not in seen.read_text()
    own = [finding for finding in result.findings if finding.origin is Origin.MODEL]
    assert any("Acme Tools Inc." in finding.quote for finding in own)
    assert dropped(result) == {}
    assert result.redacted is not None


def test_a_bot_of_the_wrong_place_is_not_started(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    reviewer = BotReviewer(Asking(reviewer=command(tmp_path, f"open({str(ran)!r}, 'w')")))
    assert reviewer.name == "command:bot.py"
    assert not ran.exists()
    first = reviewer.version
    assert BotReviewer(Asking(reviewer=command(tmp_path, "pass"))).version != first
