"""The page on statistics and the figures agree."""

from pathlib import Path

from clausecheck import stats

PAGE = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text(encoding="utf-8")
FIGURES = stats.load()


def test_the_table_of_text_rules_is_the_shipped_one() -> None:
    for kind, rule in stats.presence_rules().items():
        if "cuad" in rule.counted:
            every, services = (FIGURES.presence_rows[kind, name] for name in ("all", "services"))
            assert (
                f"| `{kind}` | {rule.says} | {every[0]} of {every[1]} | {services[0]} of {services[1]} "
                f"| {rule.right_hits} | {rule.right_misses} |" in PAGE
            )


def test_the_table_of_values_is_the_shipped_one() -> None:
    for (term, unit, category), (values, _) in FIGURES.value_rows.items():
        if category == "all":
            assert f"| `{term}` | {unit} | {sum(count for _, count in values)} |" in PAGE
    names, _ = FIGURES.name_rows["governing_law", "all"]
    assert f"| `governing_law` | name | {sum(count for _, count in names)} |" in PAGE


def test_the_split_of_the_liability_label_is_the_shipped_one() -> None:
    for kind in ("cap_on_liability", "exclusion_of_consequential_damages"):
        count, sampled, _ = FIGURES.presence_rows[kind, "all"]
        assert f"`{kind}`, {count} of {sampled}" in PAGE
    union, sampled, _ = FIGURES.presence_rows["limitation_of_liability", "all"]
    assert f"{union} of {sampled} contracts carry it" in PAGE


def test_sources_and_columns_are_named() -> None:
    for source in FIGURES.sources:
        assert f"`{source}`" in PAGE
    assert FIGURES.sources["cuad-v1"].years.replace("-", " to ") in PAGE
