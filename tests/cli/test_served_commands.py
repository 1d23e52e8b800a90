"""What is served, through the installed command: context, policy, manifest and parity, for both sides."""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests import statistics_files as making
from tests.cli.conftest import Program

DOCS = Path(__file__).parents[2] / "docs" / "data-policy.md"
WITHHELD = 'id = "mine"\nversion = 2\n[withhold]\ntypes = ["cap_on_liability"]\nterms = ["payment_days"]\n'


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policy") / "mine.toml"
    path.write_text(WITHHELD, encoding="utf-8")
    return path


def review(program: Program, file: Path, side: str, *options: str | Path) -> dict[str, Any]:
    done = program(
        "review", file, "--side", side, "--category", "services", "--offline", "--no-history", *options,
        "--format", "json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def schema(program: Program, name: str) -> dict[str, Any]:
    return json.loads(program("schema", name).stdout)


def documented(start: str, folder: Path) -> str:
    """What the command in docs/data-policy.md that begins like this prints, in a folder with a context.json."""
    blocks = re.findall(r"^```sh\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (command,) = [block for block in blocks if block.startswith(start)]
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_context_is_canonical_on_one_line_and_its_digest_can_be_made_with_standard_tools(
    program: Program, tmp_path: Path
) -> None:
    path = tmp_path / "context.json"
    done = program("context", "--category", "consulting", "--region", "US-NY", "--deal-size", "50k")
    path.write_text(done.stdout, encoding="utf-8")
    data = json.loads(done.stdout)
    assert sorted(data) == ["content", "digest", "schema"]
    assert done.stdout == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    assert documented("python3 -c", tmp_path) == data["digest"]
    assert data["content"]["cell"] == {"category": "consulting", "region": "US-NY", "size": "10000-99999"}
    jsonschema.validate(data, schema(program, "context"))


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_jq_makes_the_same_digest(program: Program, tmp_path: Path) -> None:
    done = program("context", "--category", "nda")
    (tmp_path / "context.json").write_text(done.stdout, encoding="utf-8")
    assert f"sha256:{documented('jq ', tmp_path)}".split()[0] == json.loads(done.stdout)["digest"]


def test_the_policy_in_the_documentation_can_be_used(program: Program, tmp_path: Path) -> None:
    text = re.search(r"^```toml\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert text
    (tmp_path / "policy.toml").write_text(text[1], encoding="utf-8")
    done = program("context", "--category", "saas", "--policy", tmp_path / "policy.toml")
    assert json.loads(done.stdout)["content"]["policy"]["withhold"]["terms"] == ["rate"]


def test_the_context_has_the_digest_of_a_review_of_either_side(program: Program, text_file: Path) -> None:
    context = json.loads(program("context", "--category", "services", "--region", "GB").stdout)
    for side in ("seller", "buyer"):
        shared = review(program, text_file, side, "--region", "GB")["shared_context"]
        assert shared["digest"] == context["digest"]
        assert shared["cell"] == {"category": "services", "region": "GB"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "--category"),
        (["--category", "moon"], "unknown category"),
        (["--category", "saas", "--region", "Atlantis"], "unknown region"),
        (["--category", "saas", "--side", "seller"], "unknown option"),
        (["--category", "saas", "--deal-size", "much"], "--deal-size"),
        (["--category", "saas", "--policy", "none.toml"], "no such file"),
    ],
)
def test_a_context_that_makes_no_sense_is_refused(program: Program, options: list[str], told: str) -> None:
    done = program("context", *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 2


def test_the_policy_beside_the_statistics_is_used_unless_another_is_named(
    program: Program, policy: Path, tmp_path: Path
) -> None:
    rows = making.presence("insurance services 30 90\ncap_on_liability services 50 90")
    making.write(tmp_path, presence=rows)
    (tmp_path / "policy.toml").write_text('id = "beside"\nversion = 1\nwithhold.types = ["insurance"]\n')

    def served(*options: str | Path) -> tuple[str, list[str]]:
        content = json.loads(program("context", "--category", "services", *options).stdout)["content"]
        return content["policy"]["id"], [row["type"] for row in content["presence"]]

    assert served("--stats", tmp_path) == ("beside", ["cap_on_liability"])
    assert served("--stats", tmp_path / "statistics.json") == ("beside", ["cap_on_liability"])
    assert served("--stats", tmp_path, "--policy", policy) == ("mine", ["insurance"])


def test_the_context_is_never_written_over_the_statistics(program: Program, tmp_path: Path) -> None:
    from clausecheck import resources

    path = Path(shutil.copy(resources.folder("clause_stats") / "statistics.json", tmp_path))
    before = path.read_bytes()
    for given in (path, tmp_path):
        done = program("context", "--category", "saas", "--stats", given, "-o", path)
        assert (done.returncode, path.read_bytes() == before) == (2, True)
        assert "-o names the statistics itself" in done.stderr


def _evidence(found: dict[str, Any], clause_type: str) -> list[dict[str, Any]]:
    return [
        evidence
        for finding in found["findings"]
        if finding["clause_type"] == clause_type
        for evidence in finding["evidence"]
    ]


@pytest.mark.parametrize("side", ["seller", "buyer"])
def test_what_the_policy_withholds_is_gone_from_the_review_of_either_side(
    program: Program, text_file: Path, policy: Path, side: str
) -> None:
    whole, narrowed = (review(program, text_file, side, *options) for options in ([], ["--policy", policy]))
    told = [evidence["statement"] for evidence in _evidence(whole, "payment_terms")]
    assert any("days to pay" in statement for statement in told), "else this test shows nothing"
    assert "days to pay" not in json.dumps([finding["evidence"] for finding in narrowed["findings"]])
    assert _evidence(narrowed, "cap_on_liability") == []
    assert narrowed["shared_context"]["policy"] == "mine 2"
    assert narrowed["shared_context"]["digest"] != whole["shared_context"]["digest"]


def test_what_the_policy_withholds_is_gone_from_the_context(program: Program, policy: Path) -> None:
    def rows(*options: str | Path) -> str:
        content = json.loads(program("context", "--category", "services", *options).stdout)["content"]
        return json.dumps([rows for table, rows in content.items() if table not in {"policy", "sources"}])

    assert '"payment_days"' in rows()
    assert '"cap_on_liability"' in rows()
    assert '"liability_cap"' in rows(), "a term of that type"
    narrowed = rows("--policy", policy)
    assert not any(f'"{word}"' in narrowed for word in ("payment_days", "cap_on_liability", "liability_cap"))


@pytest.mark.parametrize("name", ["payment_days", "cap_on_liability"])
def test_what_the_policy_withholds_is_gone_from_stats_show(program: Program, policy: Path, name: str) -> None:
    def figures(*options: str | Path) -> str:
        done = program("stats", "show", name, "--category", "services", "--format", "json", *options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    counted = re.compile(r'"sampled": [1-9]')
    assert counted.search(figures())
    assert not counted.search(figures("--policy", policy))


def test_the_manifest_lists_what_was_given_with_counts_and_digests(
    program: Program, text_file: Path, tmp_path: Path
) -> None:
    paths = {side: tmp_path / f"{side}.json" for side in ("seller", "buyer")}
    for side, path in paths.items():
        review(program, text_file, side, "--manifest", path)
    seller, buyer = (json.loads(path.read_text(encoding="utf-8")) for path in paths.values())
    jsonschema.validate(seller, schema(program, "manifest"))
    assert seller["document"]["sha256"] == hashlib.sha256(text_file.read_bytes()).hexdigest()
    assert (seller["side"], seller["reviewer"]["name"], seller["reviewer"]["maker"]) == (
        *("seller", "rules"),
        "the clausecheck developers",
    )
    assert any("CUAD" in source for source in seller["shared_context"]["sources"])
    both = [[entry for entry in given["datasets"] if entry["reach"] == "both"] for given in (seller, buyer)]
    assert both[0] == both[1]
    listed = {entry["name"]: entry for entry in seller["datasets"]}
    presence = listed["statistics/presence"]
    content = json.loads(program("context", "--category", "services").stdout)["content"]
    data = json.dumps(content["presence"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert presence["rows"] == len(content["presence"]) > 0
    assert presence["digest"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert set(presence["sources"]) == {row["source"] for row in content["presence"]}
    assert listed["own history"] == {
        "name": "own history", "reach": "owner", "version": "", "rows": 0, "sources": [], "digest": None,
    }  # fmt: skip
    assert {"policy", "playbooks/both.toml", "clause_stats/types.npy"} <= set(listed)
    assert {"playbooks/seller.toml", "playbooks/buyer.toml"} <= set(listed), "the rules of both sides are given to both"


def test_every_file_that_shapes_an_answer_is_in_the_manifest(program: Program, text_file: Path, tmp_path: Path) -> None:
    """What a review opens below the folders of shipped data is listed, each file by its own digest."""
    from clausecheck import resources

    path = tmp_path / "manifest.json"
    code = (
        "import sys\nopened = set()\n"
        "sys.addaudithook(lambda event, args: event == 'open' and opened.add(str(args[0])))\n"
        "from clausecheck.cli import run\nrun(sys.argv[1:])\nprint(*opened, sep='\\n', file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "review", text_file, "--offline", "--no-history", "-q", "-o", tmp_path / "r.json"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    review(program, text_file, "seller", "--manifest", path)
    listed = {entry["name"] for entry in json.loads(path.read_text(encoding="utf-8"))["datasets"]}
    for name in ("clause_stats", "playbooks", "prompts"):
        folder = resources.folder(name)
        opened = {
            Path(line) for line in done.stderr.splitlines() if Path(line).parent == folder and Path(line).is_file()
        }
        shaping = {f"{name}/{file.name}" for file in opened} - {
            "clause_stats/statistics.json",
            "clause_stats/policy.toml",
        }
        assert shaping <= listed
        assert shaping or name == "prompts"


def test_the_manifest_replaces_a_file_whole_and_never_the_contract_or_the_report(
    program: Program, text_file: Path, tmp_path: Path
) -> None:
    contract = Path(shutil.copy(text_file, tmp_path / "contract.txt"))
    before = contract.read_bytes()
    for target in (contract, tmp_path / "report.json", tmp_path, tmp_path / "no" / "such.json", "-"):
        done = program("review", contract, "--offline", "-o", tmp_path / "report.json", "--manifest", target)
        assert done.returncode == 2
        assert "--manifest" in done.stderr
    assert contract.read_bytes() == before
    assert not (tmp_path / "report.json").exists()
    path = tmp_path / "manifest.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    review(program, contract, "seller", "--manifest", path)
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "clausecheck/manifest/1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(file.name for file in tmp_path.iterdir()) == ["contract.txt", "manifest.json"]


@pytest.fixture(scope="module")
def pair(program: Program, text_file: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pair")
    paths = {side: folder / f"{side}.json" for side in ("seller", "buyer")}
    for side, path in paths.items():
        path.write_text(json.dumps(review(program, text_file, side)), encoding="utf-8")
    return paths


def test_two_sides_are_proven_equal(program: Program, pair: dict[str, Path]) -> None:
    done = program("parity", pair["seller"], pair["buyer"])
    assert done.returncode == 0
    assert "Equal: both sides were served the same shared context." in done.stdout
    assert "recomputed and right" in done.stdout
    data = json.loads(program("parity", pair["seller"], pair["buyer"], "--format", "json").stdout)
    assert data["equal"]
    assert (data["a"]["state"], data["b"]["side"]) == ("recomputed", "buyer")
    jsonschema.validate(data, schema(program, "parity"))


def test_another_region_is_told_in_plain_words(
    program: Program, pair: dict[str, Path], text_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps(review(program, text_file, "buyer", "--region", "GB")), encoding="utf-8")
    done = program("parity", pair["seller"], other)
    assert done.returncode == 10
    assert "region: none in A, GB in B" in done.stdout


def test_figures_that_differ_are_told_twenty_at_most_and_all_in_json(
    program: Program, pair: dict[str, Path], policy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "context.json"
    assert program("context", "--category", "license", "-o", other).returncode == 0
    done = program("parity", pair["seller"], other, "--format", "markdown")
    assert done.returncode == 10
    section = done.stdout.split("## Figures that differ")[1].split("## ")[0]
    data = json.loads(program("parity", pair["seller"], other, "--format", "json").stdout)
    assert section.count("\n- ") == 21
    assert f"{len(data['rows']) - 20} more" in section
    assert all(row["a"] != row["b"] for row in data["rows"])
    jsonschema.validate(data, schema(program, "parity"))


def test_a_made_up_digest_is_caught_and_said_where_it_cannot_be_checked(
    program: Program, pair: dict[str, Path], policy: Path, tmp_path: Path
) -> None:
    data = json.loads(pair["buyer"].read_text(encoding="utf-8"))
    data["shared_context"]["digest"] = "sha256:" + "0" * 64
    made_up = tmp_path / "buyer.json"
    made_up.write_text(json.dumps(data), encoding="utf-8")
    done = program("parity", made_up, made_up)
    assert done.returncode == 10
    assert "a file does not tell what was served" in done.stdout
    elsewhere = program("parity", made_up, made_up, "--policy", policy)
    assert elsewhere.returncode == 0
    assert "cannot be recomputed here (the policy at hand is mine 2, not" in " ".join(elsewhere.stdout.split())


def test_prompts_that_are_no_equals_are_told(program: Program, pair: dict[str, Path], tmp_path: Path) -> None:
    from clausecheck import resources

    folder = shutil.copytree(resources.folder("prompts"), tmp_path / "prompts")
    path = folder / "buyer-v2.md"
    path.write_text(path.read_text(encoding="utf-8").replace("- Being bound:", "Being bound:"), encoding="utf-8")
    done = program("parity", pair["seller"], pair["buyer"], "--prompts", folder)
    assert done.returncode == 10
    assert "What matters most: points: 5 / 4" in done.stdout


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "clausecheck/review/1"}', "[" * 50_000])
def test_a_file_that_is_no_such_json_is_refused(
    program: Program, pair: dict[str, Path], tmp_path: Path, text: str
) -> None:
    path = tmp_path / "strange.json"
    path.write_text(text, encoding="utf-8")
    done = program("parity", pair["seller"], path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: strange.json")
    assert done.stderr.count("\n") == 2


def test_nothing_in_a_file_can_act_on_the_terminal(program: Program, pair: dict[str, Path], tmp_path: Path) -> None:
    data = json.loads(pair["buyer"].read_text(encoding="utf-8"))
    data["shared_context"] |= {"statistics": "\x1b[2J\u202eevil", "policy": "\x9b31m\r\nEqual: both sides"}
    data["reviewer"] |= {"name": "\x1b]0;title\x07", "model": "\u200b"}
    path = tmp_path / "evil.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    for form in ("terminal", "markdown"):
        done = program("parity", pair["seller"], path, "--format", form)
        assert done.returncode == 10
        assert not set(done.stdout) & {"\x1b", "\x07", "\x9b", "\u202e", "\u200b", "\r"}
        assert "\nEqual: both" not in done.stdout


def test_a_file_that_is_compared_is_never_written_over(program: Program, pair: dict[str, Path]) -> None:
    before = pair["buyer"].read_bytes()
    done = program("parity", pair["seller"], pair["buyer"], "-o", pair["buyer"], "--format", "json")
    assert (done.returncode, pair["buyer"].read_bytes() == before) == (2, True)
    assert program("parity", pair["seller"], "nowhere.json").returncode == 2
