"""The background work that begins at the list of cases, and how much of it there is at once."""

SPREADSHEET = "cases.list_csv"
ALLOCATE_MANY = "cases.allocate_many"
MISSING_CSV = "cases.missing_csv"
UNSCREENED_CSV = "cases.unscreened_csv"
MOST_IN_FILE = 250  # a copy of more children than one person works with is no working copy
MOST_ALLOCATED = 500
TOO_MANY_TO_COPY = f"A file names at most {MOST_IN_FILE} children. Narrow the list first."
TOO_MANY_AT_ONCE = f"At most {MOST_ALLOCATED} cases are allocated at once. Narrow the list first."
