"""The templates' own language: what a page gives them, and what every template knows."""

from __future__ import annotations

import pytest

from generator.render.pages.templates import render


def test_a_value_named_like_a_word_all_templates_know_is_refused():
    with pytest.raises(TypeError, match="cover"):
        render("redirect", here="", address="mo-hinh/a/", cover="x")
