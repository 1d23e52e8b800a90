"""Time what a user waits for, as a ratio to a bare start of Python, in one run.

    python tools/bench_startup.py [--rounds 15] [--check]

Each round runs every command once, so that a busy machine slows all of them alike; medians are compared. With --check
the exit code is 1 where a command is slower than its limit.
"""

import argparse
import compileall
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

PROGRAM = str(Path(sys.executable).with_name("clausecheck"))
BARE = [sys.executable, "-c", "pass"]
_DATA = tempfile.TemporaryDirectory(prefix="clausecheck-bench-")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "CLAUSECHECK_DATA": _DATA.name
}
"""An installed program has its bytecode; the first round writes what is missing and is not counted. The record of its
reviews lies in a folder of its own."""

_PARAGRAPHS = """\
SERVICES AGREEMENT
This Agreement is made on January 5, 2026 between Acme Tools Inc. ("Customer") and Bright Ideas LLC ("Supplier").
1. Services. Supplier shall provide the consulting services described in Exhibit A with reasonable skill and care.
2. Fees. Customer shall pay each undisputed invoice within ninety (90) days after receipt of the invoice.
3. Intellectual Property. All work results are owned by Customer from the moment of their creation, paid for or not.
4. Confidentiality. Each party shall keep the other party's information secret for five (5) years.
5. Warranty. Supplier warrants that the services conform to Exhibit A for a period of twelve (12) months.
6. Liability. In no event shall Customer be liable to Supplier for any damages of any kind.
7. Indemnity. Supplier shall indemnify Customer against all claims arising from the services.
8. Termination. Customer may terminate this Agreement at any time without cause and without notice.
9. Assignment. Supplier may not assign this Agreement without the prior written consent of Customer.
10. Governing Law. This Agreement is governed by the laws of the State of New York.
""".splitlines()
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""


def one_page() -> bytes:
    """A DOCX of one page."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in _PARAGRAPHS)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {_WORD}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def seconds(command: list[str]) -> float:
    """The time of one run. Raises RuntimeError where it fails."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT)
    took = time.perf_counter() - begin
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
    return took


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    package = find_spec("clausecheck")
    for folder in (package and package.submodule_search_locations) or ():
        compileall.compile_dir(folder, quiet=1)  # the process that reads files may write none
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "one-page.docx")
        path.write_bytes(one_page())
        commands = {
            "--help": ([PROGRAM, "--help"], 8),
            "--version": ([PROGRAM, "--version"], 8),
            "parse, JSON": ([PROGRAM, "parse", str(path), "--format", "json"], 40),
            "review, JSON": ([PROGRAM, "review", str(path), "--offline", "--format", "json"], 40),
            "review, terminal": ([PROGRAM, "review", str(path), "--offline"], 40),
        }
        times: dict[str, list[float]] = {name: [] for name in ("bare", *commands)}
        for _ in range(args.rounds + 1):
            times["bare"].append(seconds(BARE))
            for name, (command, _limit) in commands.items():
                times[name].append(seconds(command))
    middle = {name: statistics.median(values[1:]) for name, values in times.items()}
    print(f"bare python -c pass: {1000 * middle['bare']:.1f} ms (median of {args.rounds}, {os.cpu_count()} processors)")
    slow = False
    for name, (_command, limit) in commands.items():
        ratio = middle[name] / middle["bare"]
        slow |= ratio > limit
        print(f"{name:18} {1000 * middle[name]:7.1f} ms  {ratio:5.1f} x  (limit {limit} x)")
    return int(args.check and slow)


if __name__ == "__main__":
    sys.exit(main())
