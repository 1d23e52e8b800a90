"""A review or a contract as a page for people or JSON for programs; one module a format.

Modules are imported one by one by those who need them, so that a JSON run does not load what draws on a terminal.
"""
