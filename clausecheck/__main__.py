"""The `clausecheck` command."""

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from clausecheck.cli import run

    gc.set_threshold(100_000, 50, 50)  # what is read lives to the end; sweeping it often takes a twentieth of the time
    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # it counts what is left behind and complains
        gc.freeze()  # as it ends, Python sweeps what is not frozen, to no use: a tenth of a short review
    sys.exit(code)


if __name__ == "__main__":
    main()
