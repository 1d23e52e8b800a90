"""Lines of tables and keys in TOML files, however they are written."""

import tomllib

from clausecheck import resources
from clausecheck.reviewers.playbook.lines import line_numbers, line_of

TEXT = '''# a comment with [brackets] = "and an equals sign"
side = "seller"

[term.payment_days]   # [not.a.table]
standard = 30
why = """
fallback = 99
[not.a.table]
"""
"quoted key" = 'a # in it'
must_not_say = [
  "one",   # fallback = 1
  "two]",
]
walk_away = 60

[position."late.interest"]
levels = { money = 1,
  likelihood = 2 }
accept = true
'''


def test_tables_and_keys_are_found_where_they_stand() -> None:
    numbers = line_numbers(TEXT)
    assert numbers["side",] == 2
    assert numbers["term", "payment_days"] == 4
    assert numbers["term", "payment_days", "standard"] == 5
    assert numbers["term", "payment_days", "why"] == 6
    assert numbers["term", "payment_days", "quoted key"] == 10
    assert numbers["term", "payment_days", "must_not_say"] == 11
    assert numbers["term", "payment_days", "walk_away"] == 15
    assert numbers["position", "late.interest"] == 17
    assert numbers["position", "late.interest", "accept"] == 20


def test_text_in_strings_is_no_table_and_no_key() -> None:
    numbers = line_numbers(TEXT)
    assert ("not", "a", "table") not in numbers
    assert ("term", "payment_days", "fallback") not in numbers


def test_what_is_not_there_is_told_by_the_nearest_table_around_it() -> None:
    assert line_of(TEXT, ("term", "payment_days", "fallback")) == 4
    assert line_of(TEXT, ("position", "late.interest", "levels", "money")) == 18
    assert line_of(TEXT, ("clause", "nothing")) == 1


def test_every_key_of_the_shipped_files_is_found() -> None:
    for name in ("seller", "buyer", "both"):
        text = (resources.folder("playbooks") / f"{name}.toml").read_text(encoding="utf-8")
        lines, numbers = text.split("\n"), line_numbers(text)
        for table, entries in tomllib.loads(text).items():
            for entry in entries if isinstance(entries, dict) else ():
                line = lines[numbers[table, entry] - 1]
                assert entry in line, (name, table, entry, line)
