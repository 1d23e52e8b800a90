"""The record of reviews: one line for each, chained by digests, so that no line can be changed unseen."""
