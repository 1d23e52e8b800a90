#!/usr/bin/env python3
"""Draw docs/reliability.svg from the table of chances in docs/model-card.md: draw_reliability.py [--check].

With `--check` nothing is written, and the exit code is 1 where the picture is not the table's.
"""

import argparse
import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
_ROW = re.compile(r"^\| \d\.\d\d to \d\.\d\d \| (\d+) \| (\d\.\d\d) \| (\d\.\d\d) \|$", re.MULTILINE)
SIDE = 320
"""Length of an axis, in points."""
LEFT, TOP = 56, 16
LOOK = 'font-family="sans-serif" font-size="12" role="img" aria-label="Told probability against share right"'


def rows(card: str) -> list[tuple[int, float, float]]:
    """Answers, mean probability and share right of each row of the table."""
    return [(int(told), float(mean), float(right)) for told, mean, right in _ROW.findall(card)]


def drawn(table: list[tuple[int, float, float]]) -> str:
    """The picture: told against right, the area of a dot as the number of answers."""
    most = max(told for told, _, _ in table)
    points = [(LEFT + mean * SIDE, TOP + (1 - right) * SIDE, told) for told, mean, right in table]
    bottom, end, middle = TOP + SIDE, LEFT + SIDE, TOP + SIDE // 2
    ticks = [step / 5 for step in range(6)]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {end + 20} {bottom + 48}" {LOOK}>',
        f'<rect width="{end + 20}" height="{bottom + 48}" fill="#fff"/>',
        f'<path d="M{LEFT} {TOP}V{bottom}H{end}" fill="none" stroke="#333"/>',
        f'<path d="M{LEFT} {bottom}L{end} {TOP}" stroke="#999" stroke-dasharray="4 4"/>',
        *(f'<text x="{LEFT + t * SIDE:.0f}" y="{bottom + 18}" text-anchor="middle">{t:.1f}</text>' for t in ticks),
        *(f'<text x="{LEFT - 8}" y="{bottom - t * SIDE + 4:.0f}" text-anchor="end">{t:.1f}</text>' for t in ticks),
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)}" fill="none" stroke="#2563a8"/>',
        *(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3 + 9 * (told / most) ** 0.5:.1f}" fill="#2563a8" '
            f'fill-opacity="0.6"><title>{told} answers</title></circle>'
            for x, y, told in points
        ),
        f'<text x="{LEFT + SIDE / 2:.0f}" y="{bottom + 40}" text-anchor="middle">probability told</text>',
        f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    picture = drawn(rows((DOCS / "model-card.md").read_text(encoding="utf-8")))
    path = DOCS / "reliability.svg"
    if args.check:
        return int(not path.is_file() or path.read_text(encoding="utf-8") != picture)
    path.write_text(picture, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
