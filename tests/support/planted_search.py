"""A small searchable site for tests: planted records, the index and one bare page that loads the engine."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from small_records import model, news, records
from source_tree import REPOSITORY

from generator.outputs.search import build_index
from generator.showcase import Group, Showcase, arrange

THEME = REPOSITORY / "theme"
SCRIPTS = "assets/search/"

MODELS = (
    model(1, name="Bảo vệ rừng Ngọc Sơn", lede="Bà con giữ rừng đặc dụng cùng kiểm lâm.", status="finished"),
    model(2, name="Phụ nữ tiết kiệm mua thẻ", lede="Góp tiền mua bảo hiểm y tế cho hộ nghèo.", field="van-hoa-xa-hoi"),
    model(3, name="Thẻ BHYT cho người già", lede="Con cháu góp mua thẻ."),
    model(4, name="Hoa bình minh", lede="Trồng hoa dọc đường."),
    model(5, name="Hòa bình ở xóm", lede="Hòa giải mâu thuẫn từ cơ sở."),
    model(6, name="Dồn điền đổi thửa", lede="Thu 4.648 m² đất, làm theo số 12-HD/BCĐDVK."),
    model(7, name="Đường hoa thủy tiên", lede="Khỏe người.", place={"unit": "xa-vay-nua", "as_written": "xã Vầy Nưa"}),
    model(8, name="Bếp ăn sạch", lede="Nấu cơm trưa cho học sinh.", period={}),
)
SHORTS = {"BHYT": "bảo hiểm y tế", "HD": "hướng dẫn", "TNCS HCM": "Thanh niên Cộng sản Hồ Chí Minh"}


def showcase() -> Showcase:
    """The planted records, arranged, with a dictionary of abbreviations."""
    item = news(title="Báo nói về dồn điền", models=["HB-2017-0006"], published="2019-07-04")
    return replace(arrange(records(*MODELS, items={"bao": item})), abbreviations=SHORTS)


def without_records() -> Showcase:
    """The same province before its first record."""
    shown = showcase()
    nothing: dict[str, tuple[Group, ...]] = dict.fromkeys(shown.groups, ())
    return replace(shown, models=(), news=(), programmes=(), groups=nothing)


def write_site(folder: Path, shown: Showcase | None = None) -> Path:
    """Write index, engine and page into `folder`."""
    for address, data in build_index(shown or showcase()):
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    shutil.copytree(THEME / SCRIPTS, folder / SCRIPTS)
    page = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">'
    page += "".join(f'<script src="{SCRIPTS}{name}"></script>' for name in ("engine.js", "results.js"))
    (folder / "index.html").write_text(page, encoding="utf-8")
    return folder
