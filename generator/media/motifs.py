"""The motifs a brocade is woven from: medallions drawn as quarters, frames and border bands as rules.

The family follows what Mường, Thái and Mông weavers repeat: rhombs, eight-petal flowers, stars, crosses,
latch hooks (móc câu), birds' eyes, ferns and zigzags. Each is symmetric in both directions.
"""

from __future__ import annotations

from collections.abc import Callable

# A medallion's lower right quarter, rows from the heart outward, "/" between rows: # first thread, o second.
MEDALLIONS: tuple[tuple[str, ...], ...] = tuple(
    tuple(drawing.split("/"))
    for drawing in (
        "..o..../.#####./o#.####/.##.###/.###.##/.####.#/..####.",  # eight-petal flower
        "#..o/.##./.##.#/o..#",  # small flower
        "#.#.#.#/.#.#.#/#.#.#/.#.#/#.#/.#/#",  # grain, a rhomb of single stitches
        "o.####./..#..#/##.o.#/#.o.##/#../####",  # latch hooks
        "#######/#..o../#.oo/#oo/#o./#/#",  # cross with wedges
        "oo.###/oo..#/..##/###/#",  # bird's eye in a star
        "##.##.#/##..##/..##.#/#..##./####/.##/##",  # stepped cross
        "#.ooo/.#..o/o.#.o/o..#/ooo",  # window
        "oo..###/o#.#..#/.##.#.#/.#.#..#/#..##/#.../####",  # ram's horns
        "#.##/.#..#/#..o.#/#.o.o#/.#..#/..##",  # linked rhombs
        "#...###/.#.#.#/..#.#/.#o#/#.#/##/#",  # arrows
        "#o#o#o/ooooo/#o#o/oo/#o",  # chequer
        "..##../.#..##/#.oo.#/#.o..#/.#..#/.###",  # ring of seeds
        "o####/#.../#.##/#.#/#",  # spearheads
        "#.....#/.#...#/..#.#/#..#./.#.#.#/..#..#/##..###",  # fern cross
        "###..##/#.#.#.#/##..#/..o#/.##/##/#",  # knot
    )
)

# A rhomb's outline at distance s = dx + dy from the heart, radius r: whether a stitch stands there.
Frame = Callable[[int, int, int], bool]
FRAMES: tuple[Frame, ...] = (
    lambda s, d, r: s == r,
    lambda s, d, r: s in {r, r - 2},
    lambda s, d, r: s in {r, r - 1},
    lambda s, d, r: s == r or (s == r + 1 and d % 2 == 0),
    lambda s, d, r: s == r or (s == r - 1 and d % 2 == 1),
    lambda s, d, r: s == r or (s == r + 2 and d % 2 == 0) or (s == r + 1 and d % 4 == 0),
    lambda s, d, r: s in {r, r - 3} or (s in {r - 1, r - 2} and d % 3 == 0),
    lambda s, d, r: s == r and d % 3 != 1,
)

# What fills the triangles left between a rhomb and its neighbours; t counts from the triangle's corner.
FILLS: tuple[Frame, ...] = (
    lambda t, d, k: t <= k,
    lambda t, d, k: t == k,
    lambda t, d, k: t % 2 == 0 and t <= k + 2,
    lambda t, d, k: t <= k and d % 2 == 0,
    lambda t, d, k: t == k or t <= k - 3,
    lambda t, d, k: t in {0, k - 1, k},
    lambda t, d, k: d == 0 and t <= k + 2,
)

# Border bands, from the edge inward; each row is repeated along the band, mirrored at both ends of its text.
BORDERS: tuple[tuple[str, ...], ...] = tuple(
    tuple(rows.split("/"))
    for rows in (
        "#/./#.../.#.#/..#.",
        "#/./##../..##",
        "o/#./.#/o",
        "#/././o#o./.o.o/.",
        "#/#.../##.#/#...",
        "o/./#..#/.##./o..o",
        "#.#./#/.",
        "#/o/#",
        "#..../##..#/#...#/.....",
        "./#.#../.#.../#.#../.",
        "o/./##o./##o./.",
        "#/..#./.###/#####/o",
        "#o/o#/#o/.",
        "#.../.#../..#./...#/.",
        "#/./o",
        "./#",
    )
)
