"""Own signed deals, kept on this machine alone."""
