"""What Word does not show of a part: a sieve, and a careful pass where the sieve stops something."""
