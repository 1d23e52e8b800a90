"""What this machine is asked for: cores, ties between processes, and a fence around those that must not connect."""
