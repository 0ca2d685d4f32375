"""What a reader does on a page, in real Chromium: with keys, without scripts, with own colours and size, copying, printing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_probes import POLICY, Witness, findings, shifts, too_wide, watch_shifts
from page_types import DESKTOP, PHONE, TYPES
from playwright.sync_api import Page, expect
from whole_sites import GOLDEN, build_here, build_sample

from generator.core.texts import t as say
from generator.pipeline.check import check_site
from generator.showcase import Showcase, arrange


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> tuple[Path, Showcase]:
    """The fictional province as built, and its site model."""
    files, built = build_sample(tmp_path_factory.mktemp("mau"))
    return built, arrange(check_site(files).records)


@pytest.fixture(scope="module")
def base(sample, serve_folder) -> str:
    """Where it is served, under the strictest policy that a host may send."""
    return serve_folder(sample[0], csp=POLICY)


class TestKeyboard:
    def test_the_first_stop_leads_past_the_header(self, base, page_at):
        page = page_at(*PHONE)
        page.goto(base + "mo-hinh/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        box = page.locator(".skip").bounding_box()
        assert box["y"] >= 0
        assert box["height"] >= 44
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "noi-dung"
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")

    @pytest.mark.parametrize("kind", ["front page", "model with photos", "all models"])
    @pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_every_stop_is_seen_and_not_covered(self, kind, size, sample, base, page_at):
        page = page_at(*size, reduced_motion="reduce")
        page.goto(base + TYPES[kind](sample[1]))
        hidden, stops = [], 0
        for _ in range(90):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                  const e = document.activeElement;
                  if (e === document.body) return null;
                  const ringed = x => x && getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
                  // A card shows the ring of the link that fills it, a choice that of its radio button.
                  const ring = ringed(e) || ringed(e.closest('.card')) || ringed(e.nextElementSibling);
                  const r = e.getClientRects()[0];
                  const inside = r.bottom > 0 && r.top < innerHeight;
                  const top = document.elementFromPoint(r.x + Math.min(r.width / 2, 20), r.y + r.height / 2);
                  const label = e.closest('label');
                  const free = top && (e.contains(top) || top.contains(e) || label?.contains(top));
                  return [!!ring, inside, !!free, e.outerHTML.slice(0, 90)];
                }"""
            )
            if seen is None:
                break
            stops += 1
            if not all(seen[:3]):
                hidden.append(seen)
        assert stops > 15
        assert hidden == []

    def test_the_menu_opens_closes_and_gives_the_focus_back(self, base, page_at):
        page = page_at(*PHONE)
        page.goto(base)
        page.locator(".menu summary").focus()
        page.keyboard.press("Enter")
        links = page.locator(".menu-panel a")
        assert links.first.is_visible()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.menu-panel') !== null")
        page.keyboard.press("Escape")
        assert not links.first.is_visible()
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        page.keyboard.press("Enter")
        links.nth(1).press("Enter")
        page.wait_for_url(re.compile("mo-hinh/$"))


class TestWithoutScripts:
    @pytest.mark.parametrize("kind", ["front page", "model with photos", "statistics", "index of places"])
    def test_everything_is_there_to_read(self, kind, sample, base, page_at):
        """Only what a script would serve is missing: buttons, the examples for searching, and how long ago a day was."""
        texts = []
        for scripts in (True, False):
            page = page_at(*PHONE, java_script_enabled=scripts)
            page.goto(base + TYPES[kind](sample[1]))
            served = page.locator("main button, main .js-only").all_inner_texts()
            served_lines = {line.strip() for text in served for line in text.split("\n")}
            whole = page.locator("main").inner_text()
            for age in filter(None, page.locator("main [data-since]").all_inner_texts()):
                whole = whole.replace(age, "")
            lines = [line.strip() for line in whole.split("\n")]
            texts.append([line for line in lines if line and line not in served_lines])
        assert texts[0] == texts[1]
        assert len(texts[0]) > 10

    def test_the_menu_works_and_no_dead_button_is_shown(self, sample, base, page_at):
        page = page_at(*PHONE, java_script_enabled=False)
        page.goto(base + TYPES["model with photos"](sample[1]))
        page.locator(".menu summary").click()
        assert page.locator(".menu-panel a").first.is_visible()
        # The search is a form of its own and leads to a page that tells what scripts are wanted for.
        assert [button for button in page.locator("button:not([type=submit])").all() if button.is_visible()] == []
        assert not page.locator(".settings").is_visible()

    def test_colours_and_size_follow_the_system(self, base, page_at, axe):
        page = page_at(*PHONE, java_script_enabled=False, color_scheme="dark")
        page.goto(base)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(int(part) for part in re.findall(r"\d+", colour)[:3]) < 60


class TestSettings:
    def choose(self, page: Page, name: str, value: str) -> None:
        page.locator(".menu summary").click()
        page.locator(f".settings label:has(input[name={name}][value={value}])").click()

    @pytest.mark.parametrize("system", ["light", "dark"])
    def test_the_chosen_colours_stay_and_do_not_flash(self, system, base, page_at):
        other = {"light": "dark", "dark": "light"}[system]
        page = page_at(*PHONE, color_scheme=system)
        page.goto(base)
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        self.choose(page, "theme", other)
        chosen = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert chosen != before
        page.add_init_script(
            """window.seen = [];
            const look = () => {
              if (document.body) window.seen.push(getComputedStyle(document.body).backgroundColor);
              requestAnimationFrame(look);
            };
            requestAnimationFrame(look);"""
        )
        page.goto(base + "mo-hinh/")
        page.wait_for_timeout(100)
        assert set(page.evaluate("window.seen")) == {chosen}
        page.locator(".menu summary").click()
        assert page.locator(f".settings input[name=theme][value={other}]").is_checked()
        page.locator(".settings label:has(input[name=theme][value=auto])").click()
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before

    def test_the_chosen_size_of_text_stays_and_fits(self, sample, base, page_at, axe):
        page = page_at(*PHONE)
        watch_shifts(page)
        page.goto(base)
        before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        self.choose(page, "text", "xl")
        page.goto(base + TYPES["model with photos"](sample[1]))
        after = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
        assert after > before * 1.2
        assert too_wide(page) == []
        assert shifts(page) == []

    def test_chosen_colours_are_as_legible_as_the_systems(self, sample, base, page_at, axe):
        page = page_at(*DESKTOP, color_scheme="light")
        page.goto(base)
        self.choose(page, "theme", "dark")
        page.goto(base + TYPES["statistics"](sample[1]))
        assert axe(page) == []

    def test_a_reader_who_forbids_storage_can_still_choose(self, base, page_at):
        page = page_at(*PHONE)
        witness = Witness(page, base)
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});"
        )
        page.goto(base)
        self.choose(page, "theme", "dark")
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert witness.heard == []


class TestDoing:
    def test_the_link_and_the_citation_can_be_copied(self, sample, base, page_at):
        page = page_at(*PHONE, permissions=["clipboard-read", "clipboard-write"])
        address = base + TYPES["recognised model"](sample[1])
        page.goto(address)
        page.evaluate("navigator.share = undefined")
        page.locator("[data-do=share]").first.click()
        # Not `wait_for_function`: what it asks again and again is evaluated in the page, which the page's policy forbids.
        answer = page.locator("[data-kheo=answer]").first
        expect(answer).to_have_text(say("kit.copied"))
        assert page.evaluate("navigator.clipboard.readText()") == address
        page.locator("#ho-so > summary").click()
        page.locator("#trich-dan-o > summary").click()
        page.locator("[data-do=cite]").first.click()
        expect(page.locator("#trich-dan-o [role=status]")).to_have_text(say("kit.copied"))
        cited = page.evaluate("navigator.clipboard.readText()")
        assert cited.endswith(f" {address}")
        assert page.locator("h1").inner_text().replace("\xa0", " ")[:20] in cited.replace("\xa0", " ")

    def test_printing_is_asked_for(self, sample, base, page_at):
        page = page_at(*PHONE)
        page.goto(base + TYPES["recognised model"](sample[1]))
        page.evaluate("window.print = () => { window.printed = true; }")
        page.get_by_text(say("story.sheet")).click()
        page.locator("[data-do=print]").first.click()
        assert page.evaluate("window.printed")

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_printed_sheet_has_sources_and_no_chrome(self, scheme, sample, base, page_at):
        page = page_at(*DESKTOP, color_scheme=scheme)
        page.goto(base + TYPES["recognised model"](sample[1]))
        page.emulate_media(media="print", color_scheme=scheme)
        for gone in (".masthead", ".skip", ".crumbs", ".menu", ".colophon nav", "main button", ".edit", ".acts"):
            assert [each for each in page.locator(gone).all() if each.is_visible()] == [], gone
        assert page.locator(".sources li").first.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
        pdf = page.pdf(prefer_css_page_size=True)
        assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3
        assert re.search(rb"/MediaBox\s*\[0 0 59[45](?:\.\d+)? 84[12]", pdf)


class TestAddresses:
    def test_an_old_and_a_short_address_lead_to_the_page(self, sample, base, page_at):
        showcase = sample[1]
        aliased = next(iter(showcase.redirects))
        page = page_at(*PHONE)
        ways = {aliased: showcase.redirects[aliased], showcase.models[0].short_address: showcase.models[0].address}
        for old, living in ways.items():
            page.goto(base + old)
            page.wait_for_url(base + living)
            assert page.locator("h1").is_visible()

    def test_a_redirect_can_be_followed_by_hand(self, sample, base, page_at, axe):
        old = next(iter(sample[1].redirects))
        page = page_at(*PHONE)
        page.route(f"**/{old}", lambda route: route.fulfill(
            body=(sample[0] / old / "index.html").read_text(encoding="utf-8").replace('http-equiv="refresh"', "data-x"),
            content_type="text/html; charset=utf-8",
        ))  # fmt: skip
        page.goto(base + old)
        assert [*findings(page, "too wide"), *axe(page)] == []
        page.locator("main a").click()
        page.wait_for_url(base + sample[1].redirects[old])

    def test_a_missing_page_is_the_sites_own_at_any_depth_and_under_a_path(self, tmp_path, serve_folder, page_at):
        build_here(GOLDEN, tmp_path / "ra")
        address = serve_folder(tmp_path / "ra", prefix="/dan-van/", csp=POLICY)
        page = page_at(*PHONE)
        witness = Witness(page, address)
        for missing in ("khong-co/", "mo-hinh/khong/co/dau/"):
            page.goto(address + missing)
            assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(("Be Vietnam", '"Be Vietnam'))
            assert too_wide(page) == []
        page.locator("main a").nth(1).click()
        page.wait_for_url(address + "mo-hinh/")
        assert [heard for heard in witness.heard if "404" not in heard] == []
