"""Uploads as a platform receives them: many distinct files, some twice, a few that break readers."""
