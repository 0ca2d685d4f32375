"""From the showcase to pages: figures, media, markup, frames."""
