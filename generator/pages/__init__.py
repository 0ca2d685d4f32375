"""What each page of the showcase holds."""

from generator.pages.page import SECTIONS, Page, section_of

__all__ = ["SECTIONS", "Page", "section_of"]
