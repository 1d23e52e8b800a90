"""What the tests of bots share with those of the command line."""

from tests.cli.conftest import program, text_file

__all__ = ["program", "text_file"]
