"""What a site gives besides its pages: search, open data, feeds, embeds."""
