"""Mentions of other clauses, and where they lead."""
