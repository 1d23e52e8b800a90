"""Everything of a Word file beyond the words of its stories: properties, links, embedded files, the archive itself."""
