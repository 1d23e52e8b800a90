"""Makes clause statistics from contracts and from tables of observations."""
