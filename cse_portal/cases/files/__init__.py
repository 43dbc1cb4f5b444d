"""What a file is, by its content alone, and whether it is taken: plain functions over bytes."""

from cse_portal.cases.files.judging import judge
from cse_portal.cases.files.kinds import ENDINGS, MOST_BYTES, TAKEN, FileKind, FileRefused, in_size
from cse_portal.cases.files.readings import Reading, read

__all__ = ["ENDINGS", "MOST_BYTES", "TAKEN", "FileKind", "FileRefused", "Reading", "in_size", "judge", "read"]
