"""Makes clause statistics from contracts and from tables of observations."""

from clausecheck.build.observations import Rows
from clausecheck.build.release import Built, build
from clausecheck.build.settings import Settings, read_settings

__all__ = ["Built", "Rows", "Settings", "build", "read_settings"]
