"""What a proposal changes: pages with their place in the preview, values before and after in words."""

from generator.tools.changes.compare import Changed, find_changes
from generator.tools.changes.earlier import NoEarlierError, earlier_site
from generator.tools.changes.report import as_markdown

__all__ = ["Changed", "NoEarlierError", "as_markdown", "earlier_site", "find_changes"]
