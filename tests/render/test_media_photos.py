"""Photos come out upright, in sRGB and a few widths, without place or camera data; bad files cost nothing."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import time
import tomllib
import tracemalloc
import zlib
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from generator.core.memo import Memo
from generator.render.media import photos
from generator.render.media.header import read_header
from generator.render.media.photos import PhotoError, PhotoLimits, inspect_photo, prepare_photo, variants

RED, BLUE = (200, 30, 30), (30, 30, 200)
PRIVATE = [b"Exif", b"EXIF", b"NIKON", b"bimat", b"http://ns.adobe", b"ICC_PROFILE", b"ICCP", b"XMP ", b"GPS"]


def picture(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """The left half red, the right half blue."""
    image = Image.new("RGB", (width, height), BLUE)
    image.paste(RED, (0, 0, width // 2, height))
    return image.convert(mode)


def camera_data(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "NIKON bimat"
    exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 49.0, 3.0), 3: "E", 4: (105.0, 20.0, 12.0)})
    return exif


@pytest.fixture
def save(tmp_path):
    def save(image: Image.Image, name: str = "anh.jpg", **how) -> Path:
        path = tmp_path / name
        image.save(path, **how)
        return path

    return save


def opened(variant: photos.Variant) -> Image.Image:
    return Image.open(io.BytesIO(variant.data))


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def near(pixel, colour) -> bool:
    return all(abs(a - b) < 16 for a, b in zip(pixel, colour, strict=True))


def refused(path: Path, code: str, **limits) -> dict[str, str]:
    with pytest.raises(PhotoError) as caught:
        prepare_photo(path, PhotoLimits(**limits))
    assert caught.value.code == code
    return caught.value.values


class TestVariants:
    def test_each_format_comes_in_three_widths_with_its_own_size(self, save):
        photo = prepare_photo(save(picture()))
        assert (photo.width, photo.height) == (1600, 1200)
        assert [(v.format, v.width, v.height) for v in photo.variants] == [
            (kind, *size) for kind in ("avif", "webp") for size in [(480, 360), (800, 600), (1200, 900)]
        ]
        for variant in photo.variants:
            image = opened(variant)
            assert (image.format.lower(), image.size, image.mode) == (
                variant.format,
                (variant.width, variant.height),
                "RGB",
            )
            assert re.fullmatch(rf"anh/[0-9a-f]{{12}}-{variant.width}\.{variant.format}", variant.name)
        assert len({variant.name for variant in photo.variants}) == 6

    @pytest.mark.parametrize(
        ("width", "expected"), [(100, [100]), (480, [480]), (700, [480, 700]), (900, [480, 800, 900])]
    )
    def test_nothing_is_enlarged(self, save, width, expected):
        photo = prepare_photo(save(picture(width, 60)))
        assert [variant.width for variant in photo.variants if variant.format == "webp"] == expected

    @pytest.mark.parametrize("orientation", range(1, 9))
    @pytest.mark.parametrize("width", [60, 2600])
    def test_the_camera_orientation_is_applied(self, save, orientation, width):
        image = picture(width, width // 2)
        photo = prepare_photo(save(image, exif=camera_data(orientation), quality=95))
        expected = (width // 2, width) if orientation > 4 else (width, width // 2)
        assert (photo.width, photo.height) == expected
        out = opened(photo.variants[-1])
        right, bottom = out.width - 3, out.height - 3
        # Where the red half lies after each of the eight orientations of the EXIF standard.
        red = {
            1: (2, 2),
            2: (right, 2),
            3: (right, 2),
            4: (2, 2),
            5: (2, 2),
            6: (2, 2),
            7: (2, bottom),
            8: (2, bottom),
        }
        blue = {
            1: (right, 2),
            2: (2, 2),
            3: (2, 2),
            4: (right, 2),
            5: (2, bottom),
            6: (2, bottom),
            7: (2, 2),
            8: (2, 2),
        }
        assert near(out.getpixel(red[orientation]), RED)
        assert near(out.getpixel(blue[orientation]), BLUE)

    def test_no_metadata_survives(self, save):
        xmp = b'<x:xmpmeta xmlns:x="http://ns.adobe.com/">bimat</x:xmpmeta>'
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        text = PngImagePlugin.PngInfo()
        text.add_itxt("Comment", "bimat")
        paths = [
            save(picture(), "a.jpg", exif=camera_data(), comment=b"bimat", xmp=xmp, icc_profile=profile),
            save(picture(), "b.png", exif=camera_data(), pnginfo=text, icc_profile=profile),
            save(picture(), "c.webp", exif=camera_data().tobytes(), xmp=xmp, icc_profile=profile),
        ]
        for path in paths:
            assert b"bimat" in path.read_bytes()
            for variant in prepare_photo(path).variants:
                assert [word for word in PRIVATE if word in variant.data] == []
                image = opened(variant)
                assert not image.getexif()
                assert image.info.keys().isdisjoint({"exif", "xmp", "icc_profile", "comment"})

    def test_a_colour_profile_is_applied_before_it_is_dropped(self, save):
        swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
        # Exchange the red and blue columns of the profile: what it calls red is blue.
        red, blue = swapped.index(b"rXYZ"), swapped.index(b"bXYZ")
        swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
        photo = prepare_photo(save(picture(60, 60), "a.png", icc_profile=bytes(swapped)))
        assert near(opened(photo.variants[-1]).getpixel((5, 5)), BLUE)

    def test_a_damaged_colour_profile_or_camera_data_does_not_matter(self, save):
        for name, data in (
            ("a.jpg", {"icc_profile": b"nonsense" * 20}),
            ("b.jpg", {"exif": b"Exif\0\0MM\0*\xff\xff\xff\xff"}),
        ):
            assert near(opened(prepare_photo(save(picture(60, 60), name, **data)).variants[-1]).getpixel((5, 5)), RED)

    @pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16", "CMYK"])
    def test_every_kind_of_pixel_becomes_eight_bit_colour(self, save, mode):
        image = (
            picture(90, 60).convert("L").convert("I").point(lambda v: v * 256).convert("I;16")
            if mode == "I;16"
            else picture(90, 60, mode)
        )
        path = save(image, "a.jpg" if mode == "CMYK" else "a.png")
        out = opened(prepare_photo(path).variants[-1])
        grey = picture(1, 1, "L").getpixel((0, 0))
        assert out.mode == "RGB"
        if mode in {"L", "LA", "I;16"}:
            assert near(out.getpixel((80, 30)), (grey, grey, grey))
        elif mode != "1":
            assert out.getpixel((80, 30))[2] > 120

    def test_transparency_becomes_white(self, save):
        photo = prepare_photo(save(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "a.png"))
        assert all(near(opened(variant).getpixel((25, 25)), (255, 255, 255)) for variant in photo.variants)

    def test_the_same_photo_gives_the_same_bytes(self, save):
        path = save(picture().effect_spread(30), quality=90)
        assert prepare_photo(path) == prepare_photo(path)

    def test_a_very_tall_photo_keeps_at_least_one_pixel_of_width_and_height(self, save):
        photo = prepare_photo(save(picture(5000, 1), "a.png"))
        assert [(v.width, v.height) for v in photo.variants][-1] == (1200, 1)


class TestRefusals:
    def test_a_bomb_is_refused_before_it_is_decoded(self, tmp_path):
        lines = zlib.compress(b"\0" * (20_001 * 2_000), 9)
        header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 0, 0, 0, 0)
        path = tmp_path / "bomb.png"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b""))
        tracemalloc.start()
        start = time.perf_counter()
        values = refused(path, "KH854")
        assert time.perf_counter() - start < 0.5
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()
        assert values == {
            "name": "bomb.png",
            "width": "20000",
            "height": "20000",
            "limit": "40",
            "side": "16383",
        }

    def test_a_jpeg_or_webp_that_claims_400_megapixels_is_refused(self, tmp_path):
        jpeg = io.BytesIO()
        picture(8, 8).save(jpeg, "JPEG")
        at = jpeg.getvalue().index(b"\xff\xc0")
        data = bytearray(jpeg.getvalue())
        data[at + 5 : at + 9] = struct.pack(">HH", 20_000, 20_000)
        (tmp_path / "a.jpg").write_bytes(data)
        big = (16_383).to_bytes(3, "little")
        webp = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + big + big
        (tmp_path / "b.webp").write_bytes(b"RIFF" + struct.pack("<I", len(webp) + 4) + b"WEBP" + webp)
        assert refused(tmp_path / "a.jpg", "KH854")["width"] == "20000"
        assert refused(tmp_path / "b.webp", "KH854")["width"] == "16384"

    def test_the_longest_side_is_limited_too(self, save):
        assert refused(save(picture(16_384, 1), "a.png"), "KH854")["width"] == "16384"

    @pytest.mark.parametrize(
        "content",
        [
            "Đây là chữ, không phải ảnh.".encode(),
            b"",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            b"GIF89a" + b"\0" * 50,
            b"BM" + b"\0" * 50,
            b"\0\0\0\x18ftypheic" + b"\0" * 50,
            b"%PDF-1.7",
            b"RIFF\0\0\0\0WAVEfmt ",
        ],
    )
    def test_what_is_no_photo_is_refused_whatever_its_name(self, tmp_path, content):
        path = tmp_path / "anh.jpg"
        path.write_bytes(content)
        assert refused(path, "KH852") == {"name": "anh.jpg"}

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_a_file_cut_short_anywhere_is_refused(self, tmp_path, kind):
        buffer = io.BytesIO()
        picture(200, 150).effect_spread(20).save(buffer, kind)
        whole = buffer.getvalue()
        for length in [13, 20, 40, len(whole) // 3, len(whole) // 2, len(whole) * 9 // 10]:
            (tmp_path / "a.jpg").write_bytes(whole[:length])
            refused(tmp_path / "a.jpg", "KH853")

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_a_file_whose_bytes_were_damaged_never_raises_anything_else(self, tmp_path, kind):
        buffer = io.BytesIO()
        picture(40, 30).save(buffer, kind, exif=camera_data(6).tobytes(), icc_profile=b"x" * 200)
        whole = buffer.getvalue()
        path = tmp_path / "a.jpg"
        codes = set()
        for at in range(0, len(whole), 5):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
            try:
                prepare_photo(path)
            except PhotoError as error:
                codes.add(error.code)
        assert "KH853" in codes

    @pytest.mark.parametrize("filters", [bytes(100), bytes(range(100))], ids=["good", "odd"])
    @pytest.mark.parametrize(
        "rest", [chunk(b"\1\2\3\4", b"x" * 50), chunk(b"IEND", b""), b""], ids=["odd", "end", "cut"]
    )
    def test_a_png_of_which_only_the_first_half_decodes_is_refused(self, tmp_path, filters, rest):
        header = struct.pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0)
        lines = zlib.compress(b"".join(bytes([kind]) + b"\xc8" * 100 for kind in filters), 0)
        path = tmp_path / "a.png"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines[:5000]) + rest)
        refused(path, "KH853")

    def test_a_comment_that_unfolds_to_megabytes_is_refused(self, save):
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", "x" * 5_000_000, zip=True)
        refused(save(picture(20, 20), "a.png", pnginfo=text), "KH853")

    def test_animations_are_refused_and_single_frames_are_not(self, save):
        frames = [picture(20, 20), Image.new("RGB", (20, 20))]
        for name in ("a.png", "a.webp"):
            refused(save(frames[0], name, save_all=True, append_images=frames[1:]), "KH855")
            prepare_photo(save(frames[0], "one-" + name, save_all=True))

    def test_a_progressive_jpeg_made_to_stall_is_refused(self, save, tmp_path):
        data = save(picture(), progressive=True).read_bytes()
        prepare_photo(tmp_path / "anh.jpg")
        scan = data.rindex(b"\xff\xda")
        (tmp_path / "many.jpg").write_bytes(data[:-2] + data[scan:-2] * 200 + data[-2:])
        refused(tmp_path / "many.jpg", "KH853")

    def test_a_file_that_is_too_heavy_is_refused_by_the_named_limit(self, save):
        assert refused(save(picture()), "KH851", max_bytes=1000)["name"] == "anh.jpg"

    def test_links_folders_and_pipes_are_not_opened(self, save, tmp_path):
        (tmp_path / "link.jpg").symlink_to(save(picture(20, 20)))
        (tmp_path / "folder.jpg").mkdir()
        os.mkfifo(tmp_path / "pipe.jpg")
        for name in ("link.jpg", "folder.jpg", "pipe.jpg", "missing.jpg"):
            assert refused(tmp_path / name, "KH850") == {"name": name}

    def test_the_header_can_be_asked_without_decoding(self, save):
        path = save(picture(300, 200), exif=camera_data(6))
        assert inspect_photo(path)[:3] == ("JPEG", 300, 200)

    def test_every_code_has_a_text_and_every_text_its_values(self):
        catalogue = tomllib.loads(
            files("generator.core.problems").joinpath("messages/media.toml").read_text(encoding="utf-8")
        )
        source = Path(photos.__file__).read_text(encoding="utf-8")
        assert set(re.findall(r'"(KH85\d)"', source)) == catalogue.keys()


class TestHeader:
    @pytest.mark.parametrize(
        ("kind", "how"),
        [
            ("JPEG", {}),
            ("JPEG", {"progressive": True}),
            ("PNG", {}),
            ("WEBP", {}),
            ("WEBP", {"lossless": True}),
            ("WEBP", {"exif": b"x" * 20}),
        ],
    )
    def test_the_header_agrees_with_the_decoder(self, kind, how):
        buffer = io.BytesIO()
        picture(321, 123).save(buffer, kind, **how)
        assert read_header(buffer.getvalue())[:4] == (kind, 321, 123, False)


class TestCached:
    def test_the_second_time_nothing_is_encoded_and_the_bytes_are_the_same(self, save, tmp_path, monkeypatch):
        path, memo = save(picture()), Memo(tmp_path / "cache")
        first = variants(path, memo)
        assert first == prepare_photo(path)
        monkeypatch.setattr(photos, "_prepare", lambda *args: pytest.fail("encoded again"))
        assert variants(path, memo) == first

    def test_other_bytes_or_limits_are_another_entry(self, save, tmp_path):
        memo = Memo(tmp_path / "cache")
        path = save(picture(60, 60))
        variants(path, memo)
        with pytest.raises(PhotoError, match="KH854"):
            variants(path, memo, PhotoLimits(max_pixels=100))
        assert variants(save(picture(90, 60)), memo).width == 90


@pytest.mark.parametrize(
    ("mode", "size", "kind", "options"),
    [
        ("RGBA", (6_500, 6_100), "PNG", {"compress_level": 1}),
        ("RGB", (2_399, 16_300), "PNG", {"compress_level": 1}),
        ("RGBA", (4_990, 5_000), "WEBP", {"lossless": True, "method": 0, "quality": 0}),
        ("CMYK", (4_990, 5_000), "JPEG", {"progressive": True}),
    ],
)
def test_the_largest_photo_within_the_limits_takes_bounded_memory(tmp_path, mode, size, kind, options):
    path = tmp_path / "anh"
    picture = Image.new(mode, size, "green")
    picture.paste("red", (0, 0, size[0] // 3, size[1] // 3))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.save(path, kind, **({"icc_profile": profile} if mode != "CMYK" else {}), **options)
    del picture
    program = """
import resource, sys
from pathlib import Path
from generator.render.media.photos import prepare_photo
photo = prepare_photo(Path(sys.argv[1]))
print(photo.width, photo.height, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
    # From a small shell: a program that replaces another counts that one's memory as its own.
    shell = ["/bin/sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-c", program, str(path)]
    said = subprocess.run(shell, capture_output=True, text=True, check=True).stdout.split()
    assert (int(said[0]), int(said[1])) == size
    assert int(said[2]) < 480


def test_a_webp_or_progressive_photo_may_have_fewer_pixels(save):
    for name, how in (("a.webp", {"format": "WEBP", "method": 0}), ("a.jpg", {"format": "JPEG", "progressive": True})):
        assert refused(save(picture(5_100, 5_000), name, **how), "KH854")["limit"] == "25"
