"""Why a file is not imported, in one Vietnamese sentence."""


class UnreadableFileError(Exception):
    """The file is not read: it is damaged, too large, of another kind, or might do harm. The text says why."""
