"""`clausecheck playbook` and `review --playbook`, run as people run them."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Program
from tests.messages_server import answer, serve

HOUSE = """\
side = "seller"

[term.payment_days]
standard = 30
fallback = 41
walk_away = 67
priority = "must"
why = "Zanzibar wages."

[clause.publicity]
standard = "present"
wording = "{seller} may name {buyer} as a customer."
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def test_a_review_tells_the_line_that_fired(program: Program, text_file: Path, house: Path) -> None:
    done = program("review", text_file, "--offline", "--playbook", house, "--format", "json")
    assert done.returncode == 0, done.stderr
    lines = {one["playbook"]["rule"]: one["playbook"] for one in json.loads(done.stdout)["findings"] if one["playbook"]}
    fired = lines["payment_days"]
    assert (fired["file"], fired["line"], fired["step"]) == ("house.toml", 6, "walk_away")
    assert lines["publicity"]["line"] == 11
    shown = program("review", text_file, "--offline", "--playbook", house)
    assert "house.toml, line 6 (payment_days)" in " ".join(shown.stdout.split())


def test_what_is_begun_is_right_and_can_be_used(program: Program, text_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    begun = program("playbook", "init", "--side", "buyer", "-o", path)
    assert begun.returncode == 0, begun.stderr
    checked = program("playbook", "check", path)
    assert checked.returncode == 0, checked.stdout
    assert "nothing wrong" in checked.stdout
    assert "time to pay that binds the buyer (should): ask for 30 days or more" in checked.stdout
    assert program("review", text_file, "--offline", "--side", "buyer", "--playbook", path).returncode == 0
    again = program("playbook", "init", "--side", "buyer", "-o", path)
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_everything_wrong_is_told_with_its_line(program: Program, text_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(HOUSE.replace("payment_days", "payment_day").replace("present", "here"), encoding="utf-8")
    done = program("playbook", "check", path)
    assert done.returncode == 10
    assert "line 3: unknown term 'payment_day'; did you mean payment_days?" in done.stdout
    assert "line 11: standard must be one of absent" in done.stdout
    told = json.loads(program("playbook", "check", path, "--format", "json").stdout)
    assert [problem["line"] for problem in told["problems"]] == [3, 11]
    jsonschema.validate(told, json.loads(program("schema", "playbook").stdout))
    refused = program("review", text_file, "--offline", "--playbook", path)
    assert refused.returncode == 2
    assert refused.stderr.splitlines()[0].startswith("error: bad.toml, line 3: unknown term 'payment_day'")
    assert len(refused.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("key", "example", "said"),
    [("fires", "Payment: {buyer} shall pay within 20 days after receipt of the invoice.", "finds nothing in"),
     ("quiet", "Payment: {buyer} shall pay within 80 days after receipt of the invoice.", "finds something in")],
)  # fmt: skip
def test_examples_of_an_own_rule_are_tried(program: Program, tmp_path: Path, key: str, example: str, said: str) -> None:
    path = tmp_path / "house.toml"
    path.write_text(HOUSE.replace('why = "Zanzibar wages."', f'{key} = "{example}"'), encoding="utf-8")
    done = program("playbook", "check", path)
    assert done.returncode == 10
    assert f"line 8: the rule on payment_days {said}" in done.stdout


def test_a_playbook_of_the_other_side_is_refused(program: Program, text_file: Path, house: Path) -> None:
    done = program("review", text_file, "--offline", "--side", "buyer", "--playbook", house)
    assert done.returncode == 2
    assert done.stderr == "error: house.toml is the playbook of a seller\nhint: use --side seller\n"


def test_the_report_never_replaces_the_playbook(program: Program, text_file: Path, house: Path) -> None:
    done = program("review", text_file, "--offline", "--playbook", house, "--format", "json", "-o", house)
    assert done.returncode == 2
    assert house.read_text(encoding="utf-8") == HOUSE


@pytest.mark.parametrize("more", [(), ("--ask", "all", "--runs", "2")])
def test_no_model_and_no_message_to_the_other_side_holds_any_of_it(
    program: Program, text_file: Path, house: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    manifest = tmp_path / "manifest.json"
    with serve(answer()) as service:
        done = program(
            "review", text_file, "--reviewer", "claude", "--playbook", house, "--format", "json",
            "--manifest", manifest, *more, ANTHROPIC_API_KEY="sk-ant-test", ANTHROPIC_BASE_URL=service.url,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Zanzibar" in done.stdout
    sent = b"".join(service.bodies).decode()
    message = program("review", text_file, "--offline", "--playbook", house, "--message").stdout
    for text in (sent, message, manifest.read_text(encoding="utf-8")):
        assert text
        assert not [
            canary for canary in ("Zanzibar", "house.toml", "walk_away = 67", "67 days", "41 days") if canary in text
        ]
    rows = {row["name"]: row for row in json.loads(manifest.read_text(encoding="utf-8"))["datasets"]}
    assert (rows["own playbook"]["rows"], rows["own playbook"]["digest"]) == (2, None)


def test_without_one_the_manifest_says_that_there_was_none(program: Program, text_file: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.json"
    assert program("review", text_file, "--offline", "--manifest", manifest, "-q").returncode == 0
    rows = {row["name"]: row for row in json.loads(manifest.read_text(encoding="utf-8"))["datasets"]}
    assert rows["own playbook"]["rows"] == 0
    assert {"playbooks/seller.toml", "playbooks/buyer.toml"} <= rows.keys()
