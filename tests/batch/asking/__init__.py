"""Questions of many files, to the real SDK against a local service."""
