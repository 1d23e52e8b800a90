"""Which words of a PDF page a person sees: a sure test from the page's objects, and two pictures where it fails.

Most words are dark, opaque, inside every clip and under nothing: that costs a look at each object. What is not surely
seen is drawn twice, with and without its text: a character whose box stays as it was is not painted.
"""
