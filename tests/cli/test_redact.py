"""`--redact` through the installed command, the real client and a local service."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.messages_server import Service, asked_ids, serve, shown, text
from tests.reviewers.redaction.test_redactor import CONTRACT

SECRET = (
    *("Acme", "ACME", "acme-tools", "Bright Ideas", "Cherry Street", "76102", "Public", "Jane", "Roe"),
    *("4417", "DE89", "555-0123", "acmetools"),
)
WORDS = "The manager of [PARTY_1] decides."


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "acme-tools.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    return path


def review(program: Program, path: Path, service: Service, *options: str) -> dict[str, Any]:
    command = ("review", path, "--ask", "all", "--format", "json", *options)
    done = program(*command, ANTHROPIC_API_KEY="test", ANTHROPIC_BASE_URL=service.url)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def quoting(body: dict[str, Any]) -> str:
    """A model that quotes the clause on services as it reads it."""
    found = [clause for clause in shown(body)["clauses"] if "project manager" in clause["text"]]
    claims = [
        {
            "clause_id": clause["id"], "quote": clause["text"], "kind": "unusual_wording", "severity": "high",
            "favors": "buyer", "clause_type": "scope_of_services", "title": WORDS, "explanation": WORDS, "ask": "",
            "fallback": "", "walk_away": "", "proposed_text": "", "priority": "must", "reason": "",
        }
        for clause in found
    ]  # fmt: skip
    named = {clause["id"] for clause in found}
    verdicts = [{"clause_id": name, "verdict": "finding" if name in named else "usual"} for name in asked_ids(body)]
    return json.dumps({"ratings": [], "findings": claims, "verdicts": verdicts})


def test_no_request_holds_a_name_and_the_report_holds_them_all(program: Program, agreement: Path) -> None:
    with serve(text(quoting)) as service:
        told = review(program, agreement, service, "--redact")
        sent = b"".join(service.bodies).decode()
        assert [word for word in SECRET if word in sent] == []
        assert "[PARTY_1]" in sent
        assert "$250,000" in sent
        plain = review(program, agreement, service)
        assert "Acme Tools" in service.bodies[-1].decode()
    made = [found for found in told["findings"] if found["origin"] == "model"]
    assert [found["quote"] for found in made] == [
        found["quote"] for found in plain["findings"] if found["origin"] == "model"
    ]
    assert made[0]["quote"].endswith("to Acme. ACME's project manager is Mr. John Q. Public.")
    assert made[0]["title"].startswith("The manager of Acme")
    assert "PARTY_1" not in json.dumps(told)
    assert told["disclosure"]["sent"]["replaced"] == ["parties", "people", "addresses", "accounts", "contacts"]
    assert plain["disclosure"]["sent"]["replaced"] == []


def test_the_report_names_what_was_not_covered(program: Program, agreement: Path) -> None:
    agreement.write_text(CONTRACT.replace("the services to", "the Zanzibar Nights services to"), encoding="utf-8")
    with serve(text(quoting)) as service:
        env = {"ANTHROPIC_API_KEY": "test", "ANTHROPIC_BASE_URL": service.url}
        done = program("review", agreement, "--ask", "all", "--redact", "parties,people", "-v", **env)
    report = " ".join(done.stdout.split())
    assert "sent as they stand: addresses, accounts, contacts, amounts." in report
    assert "Zanzibar Nights" in report.partition("may be names or numbers too:")[2].partition(".")[0]


def test_a_bot_is_sent_placeholders_too(program: Program, agreement: Path, tmp_path: Path) -> None:
    bot = tmp_path / "bot.py"
    bot.write_text(
        "import json, pathlib, sys\n"
        f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(sys.stdin.read())\n"
        "print(json.dumps({'findings': []}))\n",
        encoding="utf-8",
    )
    done = program("review", agreement, "--reviewer", f"command:python3 {bot}", "--redact")
    assert done.returncode == 0, done.stderr
    seen = (tmp_path / "seen").read_text(encoding="utf-8")
    assert [word for word in SECRET if word in seen] == []
    assert "PARTY_1" in seen
