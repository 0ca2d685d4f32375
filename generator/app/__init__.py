"""The command line and the mkdocs plugin; nothing imports them."""
