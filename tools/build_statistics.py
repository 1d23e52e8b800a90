"""Count clause statistics from CUAD and ContractNLI, take over published figures, and write them as one file.

    python tools/build_statistics.py CORPORA [--out clause_stats/statistics.json] [--observations FOLDER]

CORPORA holds `cuad/`, `contractnli/` and `market_figures/`. The same input gives the same bytes. `--observations` keeps
the table that is counted, with its settings: `clausecheck stats build FOLDER/observations.csv --settings
FOLDER/settings.toml --public` counts the same. What is counted, and how, stands in docs/statistics.md.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from statistics_corpus import Contract, read_contracts
from statistics_nda import agreements, judgements, statements
from statistics_observations import COLUMNS, observations
from statistics_published import published
from statistics_tables import write

from clausecheck.build import build, read_settings
from clausecheck.stats.write import to_text

HERE: Final = Path(__file__).parent


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=HERE.parent / "clause_stats" / "statistics.json")
    parser.add_argument("--observations", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        folder = options.observations or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        text = to_text(statistics(options.corpora, folder))
    options.out.write_text(text, encoding="utf-8", newline="\n")


def statistics(corpora: Path, folder: Path) -> dict[str, Any]:
    """The figures; the table of observations and its settings are written to `folder`, and counted from there."""
    contracts = read_contracts(corpora / "cuad")
    table, settings = folder / "observations.csv", folder / "settings.toml"
    settings.write_text(settings_text(corpora, contracts), encoding="utf-8", newline="\n")
    write(table, COLUMNS, observations(corpora, contracts))
    counted: dict[str, Any] = dict(build([table], read_settings(settings, public=True)).content)
    figures, sources = published(corpora / "market_figures")
    others = {"published": figures, "statements": statements(corpora / "contractnli")}
    return {**counted, **others, "sources": [*counted["sources"], *sources]}


def settings_text(corpora: Path, contracts: Sequence[Contract]) -> str:
    """The settings of the build, with the counts and years of the contracts filled in."""
    nli = corpora / "contractnli"
    years = sorted(contract.date[:4] for contract in contracts if contract.date)
    filled = {
        "YEARS": f"{years[0]}-{years[-1]}",
        "CONTRACTS": len(contracts),
        "AGREEMENTS": len(list(agreements(nli))),
        "JUDGED": len(judgements(nli)),
    }
    text = (HERE / "statistics_settings.toml").read_text(encoding="utf-8")
    for key, value in filled.items():
        text = text.replace(f"@{key}@", str(value))
    return text


if __name__ == "__main__":
    main()
