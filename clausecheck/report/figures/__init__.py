"""What is usual of a clause type or a term, with the way up: a page for people, or JSON for programs."""
