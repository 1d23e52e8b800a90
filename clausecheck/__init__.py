"""Review a contract for one side, counted against real contracts."""

__version__ = "0.1.0"
