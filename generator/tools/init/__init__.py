"""A content repository for one province, ready to be checked, built and published: `kheo init`."""

from generator.tools.init.provinces import UnknownProvinceError, find_province
from generator.tools.init.requirements import Requirements, locked_requirements
from generator.tools.init.write import FolderInUseError, Settings, write_repository

__all__ = [
    "FolderInUseError",
    "Requirements",
    "Settings",
    "UnknownProvinceError",
    "find_province",
    "locked_requirements",
    "write_repository",
]
