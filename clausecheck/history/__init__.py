"""A side's own signed deals, in a file on this machine that its owner alone can read."""

from clausecheck.history.place import default_path, make_file, make_folder, tighten

__all__ = ["default_path", "make_file", "make_folder", "tighten"]
