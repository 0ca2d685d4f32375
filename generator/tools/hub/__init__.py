"""Several provinces' published sites joined into one, from their files alone: `kheo hub`.

It reads what v1 promises (`du-lieu/v1/`), the feed of everything and the search index, and links to the provinces'
own pages. It trusts none of them: addresses, texts and scripts are checked as those of strangers.
"""

from generator.tools.hub.join import READS, Joined, NothingToJoinError, join

__all__ = ["READS", "Joined", "NothingToJoinError", "join"]
