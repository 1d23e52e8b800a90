"""Write a set of hostile files and benign controls, with the manifest that says what a scan must report of each.

    python tools/make_hostile.py OUT [--set first|second] [--every N]

All parties, prices and terms in them are invented, nothing in them works as an exploit, and addresses end in
`.invalid` or `.example`. The manifest has the schema `clausecheck-adversarial/1`. The two sets use the same kinds of
technique in different ways: the program was tuned on the first alone, the second says what that is worth. With --every,
only each Nth file is written.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path

from hostile.case import Case, numbered

_FIRST = (
    "word_hidden",
    "word_seen",
    "word_parts",
    "word_quiet",
    "page_hidden",
    "page_parts",
    "page_quiet",
    "plain",
    "plain_quiet",
    "web",
    "addressed",
)
_SECOND = (
    "second_word_hidden",
    "second_word_parts",
    "second_word_quiet",
    "second_page_hidden",
    "second_page_letters",
    "second_page_parts",
    "second_page_quiet",
    "second_plain",
    "second_plain_quiet",
    "second_addressed",
)
SETS = {"first": _FIRST, "second": _SECOND}


def main(argv: Sequence[str] | None = None) -> None:
    """Write a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=SETS, default="first")
    parser.add_argument("--every", type=int, default=1)
    args = parser.parse_args(argv)
    cases = made(args.set)[:: args.every]
    write(cases, args.out, args.set)
    print(f"{len(cases)} files, {sum(case.kind == 'control' for case in cases)} of them controls, in {args.out}")


def made(name: str) -> list[Case]:
    """The cases of a set."""
    return [case for module in SETS[name] for case in numbered(module, _cases(module))]


def _cases(module: str) -> Iterable[Case]:
    cases: Callable[[], Iterable[Case]] = import_module(f"hostile.{module}").cases
    return cases()


def write(cases: Iterable[Case], out: Path, name: str) -> None:
    """Write the files and their manifest."""
    out.mkdir(parents=True, exist_ok=True)
    entries = []
    for case in cases:
        (out / case.name).write_bytes(case.data)
        entries.append(case.entry())
    manifest = {"schema": "clausecheck-adversarial/1", "set": name, "files": entries}
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
