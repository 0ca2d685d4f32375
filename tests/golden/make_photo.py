"""Draws the golden site's one photo, as kept beside this file; run it only to change the picture."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw


def draw() -> Image.Image:
    """A sky, two hills and rows of vegetables, 520 x 390 pixels."""
    picture = Image.new("RGB", (640, 480), (200, 222, 232))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((-120, 150, 380, 520), fill=(96, 140, 92))
    pen.ellipse((260, 180, 800, 560), fill=(78, 122, 84))
    pen.rectangle((0, 300, 640, 480), fill=(120, 92, 66))
    for row in range(6):
        top = 310 + row * 28
        for plant in range(20 - row):
            left = plant * (34 + row * 2)
            pen.ellipse((left, top, left + 24, top + 18), fill=(70, 150 - row * 8, 60))
    return picture.resize((520, 390), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw().save(Path(__file__).parent / "ban-mau/content/models/vuon-rau-chung/vuon-rau.jpg", quality=45, optimize=True)
