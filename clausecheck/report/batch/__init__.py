"""The results of a batch: a table for spreadsheets, a page to sort and filter, totals."""
