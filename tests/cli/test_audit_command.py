"""The record of reviews through the installed command: what enters it, what does not, and what can be made of it."""

import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.audit.models import finds
from tests.cli.conftest import CONTRACT, Program
from tests.messages_server import Service, serve, text

KEY = "sk-ant-canary-0123456789"
CANARY = "zebra-canary"
COMMON = 12
"""Characters in common with the contract from which on a record points at it."""


BOT = """\
import json, sys
request = json.load(sys.stdin)
clause = next(one for one in request["clauses"] if "unlimited" in one["text"])
found = {"clause": {"id": clause["id"]}, "quote": clause["text"], "kind": "unusual_wording", "severity": "high",
         "title": "No limit", "explanation": "There is no limit here."}
json.dump({"findings": [found, found | {"quote": "no such words"}]}, sys.stdout)
"""
DOCS = Path(__file__).parents[2] / "docs" / "audit.md"


class Desk:
    """A folder with a contract and a record."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.file = folder / "agreement.txt"
        self.file.write_text(CONTRACT, encoding="utf-8")
        self.record = folder / "audit.jsonl"

    def run(self, *arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return self.program(*arguments, CLAUSECHECK_DATA=str(self.folder), CLAUSECHECK_ACCOUNT="tester", **env)

    def review(self, *options: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return self.run("review", self.file, *options, **env)

    def ask(self, service: Service, *options: str | Path) -> subprocess.CompletedProcess[str]:
        return self.review(
            "--reviewer", "claude", "--ask", "all", *options,
            ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=service.url, NO_PROXY="127.0.0.1",
        )  # fmt: skip

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line)["record"] for line in self.record.read_text("ascii").splitlines()]

    def replay(self, *options: str | Path, file: Path | None = None, code: int = 0) -> dict[str, Any]:
        done = self.run("audit", "replay", "last", "--file", file or self.file, "--format", "json", *options)
        assert done.returncode == code, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def verify(self, *options: str | Path) -> dict[str, Any]:
        done = self.run("audit", "verify", "--format", "json", *options)
        found: dict[str, Any] = json.loads(done.stdout)
        assert done.returncode == (0 if found["intact"] else 10)
        return found


@pytest.fixture
def desk(program: Program, tmp_path: Path) -> Desk:
    return Desk(program, tmp_path)


@pytest.fixture(scope="module")
def asked(program: Program, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Service]:
    """A review by a model, with its report beside it."""
    desk = Desk(program, tmp_path_factory.mktemp("asked"))
    with serve(text(finds)) as service:
        done = desk.ask(service, "-o", desk.folder / "review.json")
    assert done.returncode == 0, done.stderr
    return desk, service


def test_a_review_adds_a_line_that_is_its_owners_alone(desk: Desk) -> None:
    assert desk.review("-o", desk.folder / "review.json").returncode == 0
    (record,) = desk.records
    assert record["outcome"] == "reviewed"
    assert record["document"]["sha256"] == hashlib.sha256(CONTRACT.encode()).hexdigest()
    assert record["review"]["report"]["digest"] == _digest(desk.folder / "review.json")
    assert record["review"]["exchanges"] == []
    assert desk.record.stat().st_mode & 0o777 == 0o600
    assert desk.verify()["records"] == 1


def test_the_report_in_the_record_is_the_whole_one_whatever_is_printed(desk: Desk) -> None:
    desk.review("--format", "json", "-o", desk.folder / "review.json", "--min-severity", "high")
    desk.review("--min-severity", "high")
    desk.review("--min-severity", "high", "--format", "markdown", "-o", desk.folder / "review.md")
    assert {record["review"]["report"]["digest"] for record in desk.records} == {_digest(desk.folder / "review.json")}


def test_no_audit_keeps_nothing(desk: Desk) -> None:
    assert desk.review("--no-audit").returncode == 0
    assert not desk.record.exists()


def test_a_dry_run_is_no_review(desk: Desk) -> None:
    assert desk.review("--dry-run", "--offline").returncode == 0
    assert not desk.record.exists()


@pytest.mark.parametrize("option", [("--audit", "x.jsonl"), ("--anchor", "x.json"), ("--audit-full",)])
def test_options_that_contradict_each_other(desk: Desk, option: tuple[str, ...]) -> None:
    done = desk.review("--no-audit", *option)
    assert done.returncode == 2
    assert "contradict" in done.stderr


@pytest.mark.parametrize("option", ["--audit", "--anchor"])
def test_a_record_never_takes_the_place_of_another_file(desk: Desk, option: str) -> None:
    for name in (desk.file, desk.folder, "-", desk.folder / "no" / "such"):
        assert desk.review(option, name).returncode == 2
    report = desk.folder / "same.json"
    assert desk.review(option, report, "-o", report).returncode == 2
    assert desk.file.read_text("utf-8") == CONTRACT


def test_what_fails_is_recorded_with_its_kind_and_no_words(desk: Desk) -> None:
    broken = desk.folder / f"{CANARY}.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    done = desk.run("review", broken)
    assert done.returncode == 3
    (record,) = desk.records
    assert (record["outcome"], record["exit_code"], record["review"]) == ("failed", 3, None)
    assert record["error"] in {"DamagedFile", "UnsupportedFormat", "EmptyFile"}
    assert record["document"]["sha256"] == hashlib.sha256(broken.read_bytes()).hexdigest()
    assert CANARY not in desk.record.read_text("ascii")
    assert desk.run("audit", "show", "last").returncode == 0
    assert desk.run("audit", "replay", "last", "--file", broken).returncode == 2


def test_wrong_usage_is_no_review(desk: Desk) -> None:
    assert desk.run("review", desk.folder / "nothing.txt").returncode == 2
    assert not desk.record.exists()


def test_the_exit_code_stands_in_the_record(desk: Desk) -> None:
    assert desk.review("--fail-on", "high").returncode == 10
    assert desk.records[0]["exit_code"] == 10
    assert desk.records[0]["outcome"] == "reviewed"


def test_a_report_that_cannot_be_written_is_recorded_as_failed(desk: Desk) -> None:
    folder = desk.folder / "gone"
    folder.mkdir()
    (folder / "review.json").mkdir()
    done = desk.review("--manifest", "/dev/full")
    assert done.returncode == 1
    assert desk.records[0]["outcome"] == "failed"
    assert desk.records[0]["review"]["findings"]


def test_what_was_asked_and_answered_is_recorded_without_words_of_the_contract(asked: tuple[Desk, Service]) -> None:
    desk, service = asked
    (record,) = desk.records
    exchanges = record["review"]["exchanges"]
    assert len(exchanges) == len(service.bodies)
    assert {one["body"] for one in exchanges} == {None}
    assert record["review"]["sent_to"] == service.url.removeprefix("http://")
    assert any(one["reason"] and one["count"] for one in record["review"]["dropped"])
    assert {clause for one in exchanges for clause in one["clauses"]} == set(record["review"]["asked"])
    words = [part for one in exchanges for part in one["answer"] if isinstance(part, str)]
    assert any("nobody explains them" in part for part in words)
    kept = json.dumps(record)
    assert not [piece for piece in _pieces(CONTRACT, COMMON) if any(piece in part for part in words)]
    assert not [piece for piece in _pieces(CONTRACT, 20) if json.dumps(piece)[1:-1] in kept]


def test_a_full_record_has_the_same_request_digests(desk: Desk, asked: tuple[Desk, Service]) -> None:
    with serve(text(finds)) as service:
        desk.ask(service, "--audit-full")
    one, other = (
        [exchange["request"] for exchange in record["review"]["exchanges"]]
        for record in (*desk.records, *asked[0].records)
    )
    assert one == other


def test_nothing_secret_enters_a_record(asked: tuple[Desk, Service]) -> None:
    desk, _ = asked
    kept = desk.record.read_text("ascii")
    for secret in (KEY, str(desk.folder), "agreement.txt", "tester", str(Path.home())):
        assert secret not in kept


def test_a_record_follows_its_schema(asked: tuple[Desk, Service]) -> None:
    desk, _ = asked
    line = json.loads(desk.record.read_text("ascii"))
    jsonschema.validate(line, json.loads(desk.run("schema", "audit").stdout))
    show = json.loads(desk.run("audit", "show", "--format", "json").stdout)
    jsonschema.validate(show, json.loads(desk.run("schema", "audit-show").stdout))
    jsonschema.validate(desk.verify(), json.loads(desk.run("schema", "audit-verify").stdout))
    jsonschema.validate(desk.replay(), json.loads(desk.run("schema", "audit-replay").stdout))


def test_one_record_is_told_in_plain_words(asked: tuple[Desk, Service]) -> None:
    desk, service = asked
    told = " ".join(desk.run("audit", "show", "1", COLUMNS="400").stdout.split())
    for part in ("What was read", "What was sent", "What was answered", "What was refused", "What came of it"):
        assert part in told
    assert service.url.removeprefix("http://") in told
    assert "Names and numbers were sent as they stand" in told
    assert "dropped: quote not in the document: 1" in told
    assert "1: " in desk.run("audit", "show").stdout
    assert desk.run("audit", "show", "2").returncode == 2


def test_a_replay_gives_the_same_bytes_and_asks_nobody(asked: tuple[Desk, Service]) -> None:
    desk, _ = asked
    again = desk.folder / "again.json"
    found = desk.replay("-o", again)
    assert found["same"] is True
    assert again.read_bytes() == (desk.folder / "review.json").read_bytes()
    assert any(finding["origin"] == "model" for finding in json.loads(again.read_text("ascii"))["findings"])


def test_a_full_record_holds_name_and_requests(desk: Desk) -> None:
    with serve(text(finds)) as service:
        desk.ask(service, "--audit-full")
    (record,) = desk.records
    assert record["document"]["name"] == "agreement.txt"
    for one, body in zip(record["review"]["exchanges"], service.requests, strict=True):
        assert json.loads(one["body"]) == {key: value for key, value in body.items() if key != "stream"}
        assert one["request"] == f"sha256:{hashlib.sha256(one['body'].encode()).hexdigest()}"
    assert KEY not in desk.record.read_text("ascii")
    moved = desk.folder / "moved.txt"
    shutil.copy(desk.file, moved)
    assert desk.replay(file=moved)["same"] is True


def test_another_name_changes_the_report_and_is_told(asked: tuple[Desk, Service]) -> None:
    desk, _ = asked
    moved = desk.folder / "moved.txt"
    shutil.copy(desk.file, moved)
    found = desk.replay(file=moved, code=10)
    assert "--name" in found["why"][0]
    assert desk.replay("--name", "agreement.txt", file=moved)["same"] is True


def test_another_file_is_no_replay(asked: tuple[Desk, Service]) -> None:
    desk, _ = asked
    other = desk.folder / "other.txt"
    other.write_text(CONTRACT.replace("ninety (90)", "thirty (30)"), encoding="utf-8")
    done = desk.run("audit", "replay", "last", "--file", other)
    assert done.returncode == 2
    assert "not the file that was reviewed" in done.stderr


def test_other_prompts_and_figures_are_told(asked: tuple[Desk, Service], tmp_path: Path) -> None:
    desk, _ = asked
    prompts = tmp_path / "prompts"
    desk.run("prompts", "copy", prompts)
    for seller in prompts.glob("seller-v*.md"):
        seller.write_text(seller.read_text("utf-8") + "\nBe brief.\n", encoding="utf-8")
    found = desk.replay("--prompts", prompts, code=10)
    assert found["same"] is False
    assert any("prompts are others" in why for why in found["why"])
    policy = tmp_path / "policy.toml"
    policy.write_text('id = "mine"\nversion = 2\n', encoding="utf-8")
    assert any("the policy is another" in why for why in desk.replay("--policy", policy, code=10)["why"])


def test_another_version_of_the_program_is_told(asked: tuple[Desk, Service], tmp_path: Path) -> None:
    desk, _ = asked
    record = tmp_path / "other.jsonl"
    line = json.loads(desk.record.read_text("ascii"))
    line["record"]["program"] = "clausecheck 0.0.1"
    record.write_text(_chained([line["record"]]), encoding="ascii")
    done = desk.run("audit", "replay", "1", "--file", desk.file, "--audit", record)
    assert done.returncode == 2
    assert "was made by clausecheck 0.0.1" in done.stderr


def test_own_rules_and_deals_are_sealed_and_needed_for_a_replay(desk: Desk) -> None:
    playbook = desk.folder / "mine.toml"
    desk.run("playbook", "init", "-o", playbook, "--side", "seller")
    assert playbook.exists()
    playbook.write_text(f"# {CANARY}\n{playbook.read_text('utf-8')}", encoding="utf-8")
    for number in range(2):
        deal = desk.folder / f"deal{number}.txt"
        deal.write_text(CONTRACT.replace("Acme", f"Acme{number}{CANARY}"), encoding="utf-8")
        assert desk.run("history", "add", deal, "--side", "seller").returncode == 0
    done = desk.review("--playbook", playbook, "-o", desk.folder / "review.json")
    assert done.returncode == 0, done.stderr
    review = desk.records[0]["review"]
    assert review["own_deals"]["count"] == 2
    assert CANARY not in desk.record.read_text("ascii")
    assert hashlib.sha256(playbook.read_bytes()).hexdigest() not in desk.record.read_text("ascii")
    missing = desk.run("audit", "replay", "1", "--file", desk.file)
    assert missing.returncode == 2
    assert "playbook" in missing.stderr
    assert desk.replay("--playbook", playbook)["same"] is True
    later = desk.folder / "later.txt"
    later.write_text(CONTRACT.replace("Acme", "Later"), encoding="utf-8")
    desk.run("history", "add", later, "--side", "seller")
    assert desk.replay("--playbook", playbook)["same"] is True
    desk.run("history", "forget", "1", "--side", "seller")
    changed = desk.run("audit", "replay", "1", "--file", desk.file, "--playbook", playbook)
    assert changed.returncode == 2
    assert "not those of then" in changed.stderr


def test_a_bot_is_replayed_without_being_started_and_what_it_was_given_is_not_kept(desk: Desk) -> None:
    folder = desk.folder / CANARY
    folder.mkdir()
    bot, playbook = folder / "bot.py", desk.folder / "mine.toml"
    bot.write_text(BOT, encoding="utf-8")
    desk.run("playbook", "init", "-o", playbook, "--side", "seller")
    playbook.write_text(f"# {CANARY}\n{playbook.read_text('utf-8')}", encoding="utf-8")
    done = desk.review(
        "--reviewer", f"command:{sys.executable} {bot}", "--give-private", "--playbook", playbook, "--audit-full",
        "-o", desk.folder / "review.json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    kept = desk.record.read_text("ascii")
    assert CANARY not in kept
    assert str(sys.executable) not in kept
    assert desk.records[0]["review"]["dropped"]
    bot.unlink()
    again = desk.folder / "again.json"
    assert desk.replay("--playbook", playbook, "-o", again)["same"] is True
    assert again.read_bytes() == (desk.folder / "review.json").read_bytes()
    assert any(finding["origin"] == "model" for finding in json.loads(again.read_text("ascii"))["findings"])


def test_the_same_playbook_is_sealed_anew_each_time(desk: Desk) -> None:
    playbook = desk.folder / "mine.toml"
    desk.run("playbook", "init", "-o", playbook, "--side", "seller")
    desk.review("--playbook", playbook)
    desk.review("--playbook", playbook)
    one, other = (record["review"]["own_playbook"] for record in desk.records)
    assert one["digest"] != other["digest"]


def test_standard_tools_check_the_chain_as_documented(desk: Desk) -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (command,) = [block for block in blocks if block.startswith("python3 -c")]
    for _ in range(2):
        desk.review()
    done = subprocess.run(["bash", "-c", command], cwd=desk.folder, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == desk.verify()["hash"]
    desk.record.write_bytes(desk.record.read_bytes().replace(b'"seller"', b'"sellar"', 1))
    done = subprocess.run(["bash", "-c", command], cwd=desk.folder, capture_output=True, text=True)
    assert "line 1" in done.stderr


def test_an_edited_record_is_found_and_named(desk: Desk) -> None:
    for _ in range(3):
        desk.review()
    lines = desk.record.read_bytes().splitlines(keepends=True)
    desk.record.write_bytes(b"".join([lines[0], lines[1].replace(b'"high"', b'"info"', 1), lines[2]]))
    assert desk.verify()["fault"]["line"] == 2
    done = desk.run("audit", "verify")
    assert done.returncode == 10
    assert "Line 2" in done.stdout
    assert "not as it was written" in desk.run("audit", "show").stderr
    gone = desk.run("audit", "replay", "2", "--file", desk.file)
    assert (gone.returncode, gone.stdout) == (1, "")
    assert "line 2 of the record" in gone.stderr


def test_an_anchor_finds_a_cut_end_and_is_not_moved_past_it(desk: Desk) -> None:
    anchor = desk.folder / "anchor.json"
    for _ in range(2):
        assert desk.review("--anchor", anchor).returncode == 0
    jsonschema.validate(json.loads(anchor.read_text()), json.loads(desk.run("schema", "anchor").stdout))
    assert desk.verify("--anchor", anchor)["intact"] is True
    kept = anchor.read_bytes()
    desk.record.write_bytes(desk.record.read_bytes().splitlines(keepends=True)[0])
    assert desk.verify()["intact"] is True
    assert desk.verify("--anchor", anchor)["fault"]["what"] == "missing"
    done = desk.review("--anchor", anchor, "-q")
    assert done.returncode == 0
    assert "the anchor is left as it is" in done.stderr
    assert anchor.read_bytes() == kept
    assert desk.verify("--anchor", anchor)["fault"]["what"] == "rewritten"
    desk.record.unlink()
    fault = desk.verify("--anchor", anchor)["fault"]
    assert (fault["line"], fault["record"], fault["what"]) == (1, 1, "missing")


def test_a_record_that_cannot_be_kept_is_told_and_changes_nothing_else(desk: Desk) -> None:
    plain = desk.review("--no-audit", "--format", "json")
    done = desk.review("--audit", "/dev/full", "--format", "json", "-q")
    assert done.returncode == 0
    assert done.stdout == plain.stdout
    assert "warning: this review is not in the record" in done.stderr
    desk.record.write_text('{"count":1}\n', encoding="ascii")
    done = desk.review("--format", "json", "-q")
    assert (done.returncode, done.stdout) == (0, plain.stdout)
    assert "the last line of the record was changed" in done.stderr
    assert desk.record.read_text("ascii") == '{"count":1}\n'


def test_a_full_disk_leaves_the_record_as_it_was(desk: Desk) -> None:
    desk.review()
    before = desk.record.read_bytes()
    most = len(before) + 100
    done = subprocess.run(
        [str(Path(sys.executable).with_name("clausecheck")), "review", str(desk.file), "--offline"],
        env=os.environ | {"CLAUSECHECK_DATA": str(desk.folder)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "not in the record" in done.stderr
    assert desk.record.read_bytes() == before


def test_several_reviews_at_once_make_one_chain(desk: Desk) -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", str(desk.file), "--offline"]
    running = [
        subprocess.Popen(command, env=os.environ | {"CLAUSECHECK_DATA": str(desk.folder)}, stdout=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert [process.wait(timeout=60) for process in running] == [0] * 4
    assert desk.verify()["records"] == 4


def test_a_review_that_is_interrupted_is_recorded(desk: Desk) -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", str(desk.file), "--reviewer", "claude"]
    with serve(lambda _handler, _body: time.sleep(3), text(finds)) as service:
        process = subprocess.Popen(
            [*command, "--ask", "all", "--runs", "2"],
            env=os.environ
            | {"CLAUSECHECK_DATA": str(desk.folder), "ANTHROPIC_API_KEY": KEY, "ANTHROPIC_BASE_URL": service.url},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 30
        while len(service.bodies) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    (record,) = desk.records
    assert (record["outcome"], record["exit_code"], record["review"]) == ("interrupted", 130, None)
    (answered,) = record["unfinished"]
    assert (answered["tries"], answered["trouble"]) == (1, [])
    assert "nobody explains them" in json.dumps(answered["answer"])
    assert "about 6 clauses" in " ".join(desk.run("audit", "show", "last").stdout.split())


def _digest(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def _pieces(words: str, length: int) -> set[str]:
    return {words[at : at + length] for at in range(len(words) - length + 1)}


def _chained(records: list[dict[str, Any]]) -> str:
    """Lines as docs/audit.md describes them, made without the program."""
    lines, previous = [], ""
    for count, record in enumerate(records, 1):
        held = {"count": count, "previous": previous, "record": record}
        plain = json.dumps(held, sort_keys=True, separators=(",", ":"))
        previous = f"sha256:{hashlib.sha256(plain.encode()).hexdigest()}"
        lines.append(json.dumps(held | {"hash": previous}, sort_keys=True, separators=(",", ":")))
    return "".join(f"{line}\n" for line in lines)
