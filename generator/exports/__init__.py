"""Public data files and the sitemap."""

from generator.exports.records import exports
from generator.exports.sitemap import empty_lists, sitemap

__all__ = ["empty_lists", "exports", "sitemap"]
