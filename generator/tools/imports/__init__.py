"""Files people have to proposals: forms of Word, sheets, drafts of the form, saved pages of newspapers."""

from generator.tools.imports.errors import UnreadableFileError
from generator.tools.imports.write import Imported, Target, Written, import_file, read_map

__all__ = ["Imported", "Target", "UnreadableFileError", "Written", "import_file", "read_map"]
