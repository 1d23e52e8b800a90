"""Tests of reading parties, roles, sentences and values."""
