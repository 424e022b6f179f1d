from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis.strategies import text

from piying.studio.channel.devices import BROWSER, DEVICE_CHARACTERS_MAX, device_of
from piying.studio.channel.logins import anonymous

ENGINE = "AppleWebKit/537.36 (KHTML, like Gecko)"


CHROMIUM = f"{ENGINE} Chrome/141.0 Safari/537.36"
IPHONE = "(iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("told", "device"),
    [
        (f"Mozilla/5.0 (Linux; Android 15; K) {CHROMIUM}", "Chrome · Android"),
        (f"Mozilla/5.0 (Phone; OpenHarmony 5.0) {CHROMIUM}", "Chrome · HarmonyOS"),
        (f"Mozilla/5.0 (Windows NT 10.0; x64) {CHROMIUM} Edg/141.0", "Edge · Windows"),
        (f"Mozilla/5.0 {IPHONE} Version/18.6 Mobile/15E148 Safari/604.1", "Safari · iPhone"),
        (f"Mozilla/5.0 {IPHONE} CriOS/141.0 Mobile Safari/604.1", "Chrome · iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) Firefox/144.0", "Firefox · macOS"),
        ("Mozilla/5.0 (unheard of)", ""), ("terminal", "terminal"), ("", ""), ("a\nb", "ab"),
    ],
)  # fmt: skip
def test_it_is_what_its_owner_knows_again(told, device):
    assert device_of(told) == device


@pytest.mark.property
@given(told=text(max_size=300))
@settings(deadline=None)
def test_whatever_is_told_is_one_short_line(told):
    for device in (device_of(told), device_of(BROWSER + told)):
        assert len(device) <= DEVICE_CHARACTERS_MAX
        assert device.isprintable()


def test_nothing_more_of_a_browser_is_kept(desk):
    """ASVS 14.2.6"""
    opened = anonymous(desk.house, f"Mozilla/5.0 (X11; Linux canary_64) {ENGINE} Chrome/141.0")

    assert opened.login.device == "Chrome · Linux"
    assert b"canary_64" not in desk.bytes_of_disk()
