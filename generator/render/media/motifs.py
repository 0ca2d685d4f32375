"""The motifs a brocade is woven from: medallions as quarters, border bands as rows, outlines and fillings as rules.

The family follows what Mường, Thái and Mông weavers repeat: rhombs, eight-petal flowers, stars, crosses, latch
hooks (móc câu), birds' eyes, ferns, mountains and zigzags. Each is symmetric in both directions.
In the drawings # is the first thread, o the second, . the ground.
"""

from __future__ import annotations

from collections.abc import Callable

Drawing = tuple[str, ...]


def _drawings(*texts: str) -> tuple[Drawing, ...]:
    return tuple(tuple(text.split("/")) for text in texts)


# A medallion's lower right quarter, rows from the heart outward.
MEDALLIONS = _drawings(
    ".../..###/.#.###/.##.###/.###/..##/...#",  # eight-petal flower
    ".../..####/.#.####/.##.####/.###.####/.####/..###/...##/....#",  # great eight-petal flower
    "oo..o/o.##./.##.##/.#..##/o.##./..##",  # flower with a heart
    "#..o/.##./.##.#/o..#",  # small flower
    "#.#.#.#/.#.#.#/#.#.#/.#.#/#.#/.#/#",  # grain
    "o.####./..#..#/##.o.#/#.o.##/#../####",  # latch hooks
    "#..../.oo#./.oo.#/.#.##/..##",  # four seeds
    "oo.###/oo..#/..##/###/#",  # bird's eye
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
    "oo#..#/o#.#.#/#.#.#/.#.#/#.#/.#/#",  # nested rhombs
    "#.#.###/.#.#/#.#.##/.#.#.#/#.#/#.##/#..#",  # fern
    "..##.##/.o..##./#..#../#.#..#/.##.../##/#..#",  # birds
    "..####/..#..#/##.#.#/#.##.#/#..../####",  # key
)

# Border bands, rows from the edge inward. A row is mirrored at both of its ends, so that its pattern repeats
# every 2 * (length - 1) columns; that must fit the tile.
BORDERS = _drawings(
    "#",
    "o",
    ".",
    "#o",
    "#/.",
    "#/o",
    "./#.",
    "#.#/.#.",
    "o/./#../.##",
    "#../.#./..#",
    "..#/.##/..#",
    "###/#.#/..#",
    "#/././o#o./.o.o/.",
    "o./#o/o.",
    "#.../##../#...",
    "...#/..##/.#.#/..##/...#",
    "#..#/.##./#..#",
    "####/###./##../#..o",
    "#..../.#.../..#../...#./....#",
    "#.o../.#.o./..#.o/...#./....#",
    "#####/####./###../##.../#...o",
    "....#/...##/..#.#/...##/....#",
    "..###/..#.#/#...#/#####",
    "#.#.#/.#.#./#...#/..o..",
    "#...../.#..../..#..o/...#oo/....#o",
    "....##/...#.#/..#..#/...#.#/....##",
    "##..../#.#.../#..#../#.#.../##...o",
    "......#/#....##/##..#.#/#....##/......#",
    "#...o../.#.ooo./..#.o.#/.#...../#......",
)

# A rhomb's outline of radius r: whether a stitch stands at distance s = dx + dy from the heart, in column d.
Rule = Callable[[int, int, int], bool]
OUTLINES: tuple[Rule, ...] = (
    lambda s, _, r: s == r,
    lambda s, _, r: s in {r, r - 2},
    lambda s, _, r: s in {r, r - 1},
    lambda s, d, r: s == r or (s == r + 1 and d % 2 == 0),
    lambda s, d, r: s == r or (s == r - 1 and d % 2 == 1),
    lambda s, d, r: s == r or (s == r + 2 and d % 2 == 0) or (s == r + 1 and d % 4 == 0),
    lambda s, d, r: s in {r, r - 3} or (s in {r - 1, r - 2} and d % 3 == 0),
    lambda s, d, r: s == r and d % 3 != 1,
)

# What fills the triangle between two rhombs: t is the distance from the triangle's corner, d from its axis.
FILLINGS: tuple[Rule, ...] = (
    lambda t, _, k: t <= k,
    lambda t, _, k: t == k,
    lambda t, _, k: t % 2 == 0 and t <= k + 2,
    lambda t, d, k: t <= k and d % 2 == 0,
    lambda t, _, k: t == k or t <= k - 3,
    lambda t, _, k: t in {0, k - 1, k},
    lambda t, d, k: d == 0 and t <= k + 2,
)
