"""kheo: a province's showcase of exemplary models, from records to published pages."""

__version__ = "0.2.0"
