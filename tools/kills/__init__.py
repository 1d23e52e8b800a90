"""What `check_kills.py` is made of."""
