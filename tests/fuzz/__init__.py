"""Fuzzing of the readers and of what follows them: `python -m tests.fuzz --help`."""
