"""Twenty names a card, a feed or a table may meet, and none may break."""

from __future__ import annotations

import unicodedata

_LONG = (
    "Vận động nhân dân hiến đất mở đường, xây nhà văn hóa, lắp đèn chiếu sáng, trồng hoa ven đường, giữ vệ sinh "
    "ngõ xóm, giúp nhau giảm nghèo bền vững, phòng chống tội phạm, ma túy, bạo lực gia đình, tảo hôn, bảo vệ rừng "
    "đầu nguồn, giữ nghề dệt thổ cẩm, chăm lo người cao tuổi và trẻ em có hoàn cảnh khó khăn trên địa bàn xã"
)
HARD_NAMES = (
    "Phụ nữ tiết kiệm mua bảo hiểm y tế",
    (_LONG + ", để không ai bị bỏ lại phía sau")[:300],
    "Tổ tự quản 🌱🌿 giữ rừng 🏞️",
    "A" * 60,
    f"{'Nghiêng' * 8}ngả làng {'Nguyễn' * 10}",
    "</script><script>alert(1)</script>",
    'Mô hình “Ngõ xóm "sạch", đẹp” & <b>an toàn</b>',
    unicodedata.normalize("NFD", "Địa bàn không có ma túy, nhân dân thương yêu đùm bọc"),
    '=HYPERLINK("http://vi-du.vn";"bấm vào đây")',
    "HỘ ẲM ỄNH ƯỠN ẬM Ữ: TIẾNG KẺNG ỖNG ỆP QUẢNG NGÃI",
    "Vườn",
    "🌾🌾🌾",
    "5 không, 3 sạch: 100% hộ dân ký cam kết không vứt rác ra đường, không đốt rơm rạ",
    "Dồn điền\u00a0đổi thửa ở 12\u00a0xóm",
    "x" * 300,
    "Câu lạc bộ “Ông bà, cha mẹ mẫu mực; con cháu thảo hiền” gắn với phòng, chống bạo lực gia đình ở khu dân cư",
    "Mô hình 'Camera an ninh' – “Mắt thần” của xóm: tiếng kẻng, đèn đường, 1+1=2; #1",
    "Хороший 中文 đẹp",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z " * 5,
    "Bảo vệ rừng đầu nguồn Ngọc Sơn – Ngổ Luông",
)
