"""Characters that may not stand in content."""

from __future__ import annotations

import re

# Controls; the bidirectional marks that make text read otherwise than it is stored; private-use letters, which no
# font shows and with which frames mark their slots.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
