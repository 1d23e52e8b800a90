"""Bots of one's own: any program that reads one JSON request and writes one JSON answer."""
