"""Build statistics from a million observations beside plain pandas on the same counting: all figures in one run.

    python tools/bench_build.py [--rows 1000000] [--rounds 3] [--database postgresql://user@host/database]

The observations are made up (`bench_observations.py`). First the counting of the two is compared, every tally of every
cell: different bytes end the run. Then they take turns, each in a process of its own: pandas, the engine on the same
counting, and the whole of `clausecheck stats build`, which also applies disclosure control and writes the release.
Printed are seconds by the clock, CPU seconds and the most memory held; of the rounds the least of each. Both of the
engine's check every row, which pandas does not. With --database the rows are copied into a new table there, and the
command reads them from it too; the release must be the same bytes. On a busy machine the clock says little; CPU seconds
say more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TOOLS = Path(__file__).parent
_PROGRAM = str(Path(sys.executable).with_name("clausecheck"))
_MEGABYTES = 1 / 1024 if sys.platform != "darwin" else 1 / 1024 / 1024
_TABLE = "clausecheck_bench_observations"
_COUNT = """
import json, sys, tempfile
from pathlib import Path
from clausecheck.build.engine import start
from clausecheck.build.observations import load
from clausecheck.build.settings import Settings
from clausecheck.build.tallies import count
source, settings = Path(sys.argv[1]), Settings()
with tempfile.TemporaryDirectory() as folder:
    connection = start(Path(folder), [source])
    load(connection, [source], settings, Path(folder))
    tallies = count(connection, settings).tallies
with open(sys.argv[2], "w", encoding="utf-8") as stream:
    stream.writelines(sorted(json.dumps({
        "table": tally.table,
        "key": tally.key,
        "cell": (tally.cell.category, tally.cell.region, tally.cell.size, tally.cell.years),
        "parts": tally.parts,
        "sampled": tally.sampled,
        "accounts": tally.accounts,
    }) + "\\n" for tally in tallies))
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took."""

    wall: float
    cpu: float
    megabytes: float


def main(argv: Sequence[str] | None = None) -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--database", default="", help="a PostgreSQL database in which a table may be made")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "observations.parquet"
        spend([sys.executable, str(_TOOLS / "bench_observations.py"), str(source), "--rows", str(args.rows)])
        pandas = [sys.executable, str(_TOOLS / "bench_pandas.py"), str(source), str(folder / "pandas.jsonl")]
        engine = [sys.executable, "-c", _COUNT, str(source), str(folder / "engine.jsonl")]
        check(folder, pandas, engine)
        commands = {
            "pandas, counting": pandas,
            "the engine, the same counting": engine,
            "clausecheck stats build, Parquet": build(str(source), folder / "parquet"),
        }
        if args.database:
            fill(args.database, source)
            commands["clausecheck stats build, PostgreSQL"] = [
                *build(args.database, folder / "database"),
                *("--table", _TABLE),
            ]
        try:
            report(commands, args.rounds)
        finally:
            if args.database:
                execute(args.database, f"DROP TABLE {_TABLE}")
        releases = {path.read_bytes() for path in folder.glob("*/statistics.json")}
        if len(releases) > 1:
            raise SystemExit("the releases from Parquet and from the database differ")
        print(f"release: {len(min(releases)) / 1e6:.1f} MB" + (", the same bytes from both" if args.database else ""))


def build(source: str, folder: Path) -> list[str]:
    """The command that builds a release into a new folder."""
    folder.mkdir()
    return [_PROGRAM, "stats", "build", source, "-o", str(folder / "statistics.json")]


def check(folder: Path, pandas: list[str], engine: list[str]) -> None:
    """Leave the program where the two do not count the same."""
    spend(pandas)
    spend(engine)
    by_pandas, by_engine = (folder / f"{name}.jsonl" for name in ("pandas", "engine"))
    if by_pandas.read_bytes() != by_engine.read_bytes():
        raise SystemExit("pandas and the engine do not count the same; nothing is measured")
    print(f"{len(by_engine.read_bytes().splitlines()):,} tallies are the same in both")


def spend(command: list[str]) -> Spent:
    """Run a command alone and say what it took. Leaves the program where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{Path(command[0]).name} {' '.join(command[1:3])} failed: {said.decode()[-2000:]}")
    process.stderr.close()
    return Spent(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * _MEGABYTES)


def report(commands: dict[str, list[str]], rounds: int) -> None:
    """Let the commands take turns and print the least of each figure, and its ratio to the first command's."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            spent[name].append(spend(command))
    first: Spent | None = None
    print(f"{'':38}{'clock s':>16}{'CPU s':>16}{'peak MB':>16}")
    for name, figures in spent.items():
        least = Spent(*(min(getattr(one, field) for one in figures) for field in ("wall", "cpu", "megabytes")))
        first = first or least
        cells = (
            f"{getattr(least, field):9.1f} {getattr(least, field) / getattr(first, field):5.2f}×"
            for field in ("wall", "cpu", "megabytes")
        )
        print(f"{name:38}{''.join(cells)}")


def fill(url: str, source: Path) -> None:
    """Copy the observations into a new table."""
    import duckdb

    columns = (
        "deal text, seller text, buyer text, category text, region text, date date, deal_size numeric(14, 2), "
        "currency text, rate numeric(8, 2), clause_type text, present boolean, term text, value double precision, "
        "unit text, name text, direction text, proposed_by text, outcome text, round smallint"
    )
    written = source.with_suffix(".csv")
    duckdb.read_parquet(str(source)).write_csv(str(written), header=True)
    execute(url, f"CREATE TABLE {_TABLE} ({columns})")
    execute(url, f"COPY {_TABLE} FROM STDIN (FORMAT csv, HEADER)", written)


def execute(url: str, statement: str, source: Path | None = None) -> None:
    """One statement by the driver itself, which can send a file."""
    from sqlalchemy import create_engine, make_url

    engine = create_engine(make_url(url).set(drivername="postgresql+pg8000"))
    with engine.connect() as connection:
        own: Any = connection.connection.driver_connection
        cursor = own.cursor()
        if source is None:
            cursor.execute(statement)
        else:
            with source.open("rb") as stream:
                cursor.execute(statement, stream=stream)
        own.commit()
    engine.dispose()


if __name__ == "__main__":
    main()
