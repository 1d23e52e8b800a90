"""Texts that give orders to a reader, and contract wording that resembles them: to train on and to measure with."""

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

GOLD: Final = Path(__file__).parent / "gold"
_CHOICE: Final = re.compile(r"\{([^{}]*\|[^{}]*)\}")
_LEAST: Final = 12
"""Letters of a text that says anything."""


@dataclass(frozen=True, slots=True)
class Order:
    """A text that is meant for a model."""

    group: str
    """Where it comes from, with its kind; a group is held out as a whole."""
    text: str
    line: str = ""
    """What it was made of, where others were made of the same."""

    @property
    def source(self) -> str:
        """The same for all that are held out together, where single texts are."""
        return self.line or self.text


def own(name: str, times: int, seed: int = 7) -> list[Order]:
    """The written lines of `gold/addressing_NAME.txt`, each with so many of its choices made."""
    chance = random.Random(seed)
    group, made = name, []
    for line in (GOLD / f"addressing_{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = f"own/{line[3:]}"
        elif line and not line.startswith("#"):
            texts = dict.fromkeys(
                " ".join(_CHOICE.sub(lambda one: chance.choice(one[1].split("|")), line).split()) for _ in range(times)
            )
            made += [Order(group, text, line) for text in texts]
    return made


def fetched(shared: Path) -> list[Order]:
    """The orders of the folder `documents/injection`: each list, and each kind in a list, is a group."""
    folder = shared / "documents" / "injection"
    return [
        order
        for order in itertools.chain(_bipia(folder), _garak(folder), _catalogue(folder), _papers(folder))
        if len(order.text) >= _LEAST
    ]


def _bipia(folder: Path) -> Iterator[Order]:
    for kind, texts in _json(folder / "bipia-text-attacks-train.json").items():
        for text in texts:
            yield Order(f"bipia/{kind}", text)


def _garak(folder: Path) -> Iterator[Order]:
    for name in ("dude", "stan"):
        for text in _json(folder / f"garak-{name}.json"):
            yield Order(f"garak/{name}", text)


def _catalogue(folder: Path) -> Iterator[Order]:
    text = (folder / "payloadsallthethings-prompt-injection.md").read_text(encoding="utf-8")
    direct = text[text.index("## Direct Prompt Injection") :]
    for row in re.findall(r"^\|.*\|$", direct, re.MULTILINE):
        kind, _, example = (cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", row)[1:4])
        if kind != "Strategy" and not kind.startswith("-") and "Overload" not in kind and "Poisoning" not in kind:
            yield Order("catalogue/table", example)
    for example in re.findall(r"^\* [^:`]*: `(.*)` \[src\]", direct, re.MULTILINE):
        yield Order("catalogue/direct", example)
    for block in re.findall(r"```(?:ps1|py|js|json)\n(.*?)```", text, re.DOTALL):
        yield Order("catalogue/blocks", block.strip())


def _papers(folder: Path) -> Iterator[Order]:
    for one in _json(folder / "pdf-redteam-ground-truth.json")["expectedInjections"]:
        yield Order("papers", one["text"])


def adversarial(shared: Path) -> list[Order]:
    """The orders of the hostile files; nothing is trained on them."""
    manifest = _json(shared / "adversarial" / "manifest.json")
    wanted = {"instruction_to_reviewer", "metadata_text"}
    texts = {
        one["payload"]: None
        for one in manifest["files"]
        if one.get("payload") and wanted & {report["category"] for report in one.get("must_report", ())}
    }
    return [Order("adversarial", text) for text in texts]


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
