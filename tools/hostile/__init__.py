"""Hostile files and benign controls, made from scratch: what a scan must report and where it must stay quiet."""
