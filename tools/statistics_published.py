"""Figures that others published, taken over as they are: market figures, and rates by words in job titles."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import rtoml
from statistics_tables import table

HERE: Final = Path(__file__).parent
_CEILING: Final = "2016 prices; a ceiling rate: the most that may be charged, not what was paid"
Row = dict[str, Any]


def published(folder: Path) -> tuple[list[Row], list[Row]]:
    """The rows of published figures, every one of `folder`, and their sources.

    Raises KeyError for a figure whose address, topic or ranked clause is not mapped, so that none is left out unseen.
    """
    mapping = rtoml.loads((HERE / "statistics_published.toml").read_text(encoding="utf-8"))
    by_url = {source["url"]: source for source in mapping["source"]}
    figures = table(folder / "figures.csv")
    seen = Counter[str]()
    rows = []
    for figure in figures:
        source = by_url[figure["url"]]
        seen[source["id"]] += 1
        rows.append(_figure(figure, source, f"{source['id']}-{seen[source['id']]}", mapping))
    sources = [_source(by_url[url], rows) for url in dict.fromkeys(figure["url"] for figure in figures)]
    rates = mapping["rates"]
    return [*rows, *_rates(folder, rates["id"])], [*sources, rates]


def _figure(figure: Mapping[str, str], source: Mapping[str, Any], id_: str, mapping: Mapping[str, Any]) -> Row:
    topic, measure = figure["topic"], figure["measure"]
    row = {
        "id": id_,
        "topic": topic,
        "measure": measure,
        "population": figure["population"],
        "value": float(figure["value"]) if re.fullmatch(r"[\d.]+", figure["value"]) else figure["value"],
        "unit": figure["unit"],
        "types": _types(topic, measure, mapping),
        "categories": mapping["categories"].get(topic, []),
        "date": figure["date"],
        "sampled_words": source["sample"],
        "source": source["id"],
    }
    if "sampled" in source:
        row["sampled"] = source["sampled"]
    return row | ({"note": figure["note"]} if figure["note"] else {})


def _types(topic: str, measure: str, mapping: Mapping[str, Any]) -> list[str]:
    if topic in mapping["types"]:
        return list(mapping["types"][topic])
    ranked = {_folded(name): types for name, types in mapping["ranked"].items()}
    return list(ranked[_folded(measure)])


def _folded(name: str) -> str:
    return re.sub(r"\s*/\s*", "/", name).casefold()


def _source(source: Mapping[str, Any], rows: list[Row]) -> Row:
    told = {key: source[key] for key in ("id", "title", "url", "years", "note")}
    fixed = {"licence": "facts, quoted with their source", "method": "taken over as published", "public": True}
    as_of = max(row["date"] for row in rows if row["source"] == source["id"])
    return {**told, **fixed, "as_of": as_of} | ({"second_hand": True} if source.get("second_hand") else {})


def _rates(folder: Path, source: str) -> Iterator[Row]:
    """Mean ceiling rates by the stem of a word in the job title, for the categories of rates_by_job_word.csv."""
    categories = {row["word_stem"]: row["categories"].split(";") for row in table(HERE / "rates_by_job_word.csv")}
    for row in table(folder / "gsa_calc_2016_rates_by_job_word.csv"):
        stem, sampled = row["word_stem"], int(row["n_price_rows"])
        years = row["mean_min_years_experience"]
        yield {
            "id": f"{source}-{stem}",
            "topic": "hourly rate",
            "measure": f"mean ceiling rate of jobs with “{stem}…” in the title",
            "population": "service contracts of the US government",
            "value": float(row["mean_hourly_usd"]),
            "unit": "USD/hour",
            "types": [],
            "categories": categories[stem],
            "date": "2016",
            "sampled": sampled,
            "sampled_words": f"{sampled:,} rates in price lists",
            "spread": float(row["sd_hourly_usd"]),
            "note": f"{_CEILING}; jobs that ask for {years} years of experience on average",
            "source": source,
        }
