"""A made-up statistics file with every kind of figure, of public contracts and of a platform's own."""

from pathlib import Path
from typing import Any

from tests import statistics_files as files

PLATFORM: dict[str, Any] = {
    "id": "platform",
    "title": "Deals of a platform",
    "licence": "proprietary",
    "url": "",
    "years": "2021-2025",
    "as_of": "2025-12",
    "method": "recorded by the platform",
    "note": "Made up for a test.",
    "public": False,
}
SURVEY: dict[str, Any] = files.SOURCE | {
    "id": "survey-2022",
    "title": "A survey, as reported by a blog",
    "url": "https://example.org/survey",
    "years": "",
    "as_of": "2022-12-31",
    "second_hand": True,
}
RATES: dict[str, Any] = files.SOURCE | {"id": "rates-2016", "title": "Ceiling rates", "as_of": "2016"}

PRESENCE = """
cap_on_liability consulting 2 9
cap_on_liability services 36 118
cap_on_liability services@US 12 31
cap_on_liability services:..2009 30 60
cap_on_liability services:2010.. 6 58
cap_on_liability all 102 398
insurance services 38 118
survival nda 20 40
"""
VALUES = """
liability_cap months_of_fees all 6:1 12:13 24:2
payment_days days consulting 30:4
payment_days days services 7:2 10:2 15:3 30:20 45:5 60:7 90:1
payment_days days services:..2009 15:3 30:12
payment_days days services:2010.. 30:8 45:5 60:7
"""
NAMES = """
governing_law services New_York:25 California:9 Delaware:9 England:5
"""


def write(folder: Path, **changes: Any) -> Path:
    """Write the public figures and return the folder."""
    return files.write(folder, **(public() | changes))


def public() -> dict[str, Any]:
    """Tables of public contracts, with what others have published."""
    return {
        "sources": [files.SOURCE, SURVEY, RATES],
        "presence": files.presence(PRESENCE),
        "values": files.values(VALUES),
        "names": files.names(NAMES),
        "directions": [_row("cap_on_liability", "services", mutual=20, seller=4, buyer=9, sampled=33)],
        "outcomes": [_outcome("seller", 12, 9, 4), _outcome("buyer", 3, 18, 6)],
        "statements": [
            {
                "id": "nda-11",
                "statement": "Some obligations may survive termination.",
                "type": "survival",
                "category": "nda",
                "count": 30,
                "contradicted": 2,
                "sampled": 40,
                "source": "one",
            }
        ],
        "published": [
            _published("cap-12", "liability cap = 12 months of fees", 51, "% of contracts", ["cap_on_liability"]),
            _published("cap-less", "liability cap below 12 months of fees", 11, "% of contracts", ["cap_on_liability"]),
            {
                **_published("rate-consultant", "mean ceiling rate, consultant", 158, "USD/hour", []),
                "topic": "hourly rate",
                "population": "US government service contracts",
                "categories": ["consulting"],
                "date": "2016",
                "sampled": 3661,
                "sampled_words": "rates",
                "spread": 74,
                "source": "rates-2016",
            },
        ],
    }


def private() -> dict[str, Any]:
    """Tables of a platform, rounded for privacy."""
    rows = {"category": "consulting", "source": "platform"}
    return {
        "sources": [PLATFORM],
        "disclosure": {
            "least_accounts": 20,
            "share_points": 5,
            "new_deals": 10,
            "largest_share": 0.5,
            "p_percent": 10,
        },
        "presence": [{"type": "cap_on_liability", **rows, "count": 24, "sampled": 60}],
        "values": [
            {
                "term": "payment_days",
                "unit": "days",
                **rows,
                "values": [[15, 8], [30, 20], [60, 8]],
                "beyond": 4,
                "sampled": 40,
                "quantiles": {"p25": 30, "p50": 30, "p75": 60},
            },
            {
                "term": "rate",
                "unit": "USD_per_hour",
                **rows,
                "values": [[50, 10], [100, 20], [150, 5]],
                "beyond": 5,
                "sampled": 40,
                "quantiles": {"p25": 50, "p50": 100, "p75": 150},
            },
        ],
    }


def _row(kind: str, category: str, **counts: int) -> dict[str, Any]:
    return {"type": kind, "category": category, "source": "one", **counts}


def _outcome(side: str, accepted: int, changed: int, removed: int) -> dict[str, Any]:
    counts = {"accepted": accepted, "changed": changed, "removed": removed, "sampled": accepted + changed + removed}
    return {
        **_row("cap_on_liability", "services", **counts),
        "proposed_by": side,
        "rounds": [[1, accepted], [2, changed + removed]],
    }


def _published(name: str, measure: str, value: float, unit: str, types: list[str]) -> dict[str, Any]:
    return {
        "id": name,
        "topic": "liability cap",
        "measure": measure,
        "population": "vendor starting forms (IT)",
        "value": value,
        "unit": unit,
        "types": types,
        "categories": [],
        "date": "2022-12-31",
        "sampled_words": "1,000+ IT contracts",
        "source": "survey-2022",
    }
