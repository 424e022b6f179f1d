"""The login of a browser."""

from __future__ import annotations

from piying.model.viewer import Duty
from piying.studio.channel.acting import terminal
from piying.studio.channel.enrolling import Staff, enrol, first_operator, invite

PASSWORD = "horse battery staple lamp"  # noqa: S105 - of a test
SESSION = "/api/v1/session"


def test_nobody_has_no_login(browser):
    answer = browser.get(SESSION)

    assert (answer.status_code, answer.json()["code"]) == (401, "accounts.login_over")
    assert answer.headers["content-type"] == "application/problem+json"


def test_everybody_begins_anonymous_and_stays_who_they_are(browser):
    """ASVS 5.0 3.3.1 to 3.3.4: HttpOnly, SameSite, no name of a host that is not this one"""
    first = browser.post(f"{SESSION}/anonymous")
    second = browser.post(f"{SESSION}/anonymous")

    assert first.json()["sort"] == "anonymous"
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=lax" in first.headers["set-cookie"]
    assert "Domain" not in first.headers["set-cookie"]
    assert "set-cookie" not in second.headers


def test_the_staff_log_in_and_out(browser, house):
    code = first_operator(house, "rong").code
    enrol(house, code, PASSWORD, "")
    before = browser.post(f"{SESSION}/anonymous").cookies["piying"]
    wrong = browser.post(f"{SESSION}/password", json={"handle": "rong", "password": "no"})
    entered = browser.post(f"{SESSION}/password", json={"handle": "rong", "password": PASSWORD})

    assert (wrong.status_code, wrong.json()["code"]) == (401, "accounts.login_refused")
    assert entered.json()["duties"] == ["operator"]
    assert entered.cookies["piying"] != before, "a new login has a new secret"
    assert browser.delete(SESSION).status_code == 200
    assert browser.get(SESSION).status_code == 401


def test_a_form_with_more_in_it_is_refused(browser):
    answer = browser.post(
        f"{SESSION}/password", json={"handle": "a", "password": "b", "duties": ["operator"]}
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "web.form")
    assert "duties" in answer.json()["detail"]


def test_a_token_is_nobody_s_browser(program):
    answer = program.get(SESSION, headers={"Authorization": "Bearer piying_x_y"})

    assert (answer.status_code, answer.json()["code"]) == (401, "accounts.token_refused")


def test_the_language_is_the_one_asked_for(browser):
    zh = browser.get(SESSION, headers={"Accept-Language": "fr, zh-TW;q=0.9, en;q=0.8"})
    en = browser.get(f"{SESSION}?language=en")

    assert "登录" in zh.json()["detail"]
    assert "login" in en.json()["detail"]


def test_invited_staff_have_their_duties(browser, house):
    code = invite(house, terminal("me"), Staff("bao", (Duty.EDITOR,))).code
    enrol(house, code, PASSWORD, "")
    entered = browser.post(f"{SESSION}/password", json={"handle": "bao", "password": PASSWORD})

    assert entered.json()["duties"] == ["editor"]


def test_logging_out_clears_what_pages_have_kept(browser):
    """ASVS 5.0 14.3.1"""
    browser.post("/api/v1/session/anonymous")
    answer = browser.delete("/api/v1/session")

    assert answer.headers["clear-site-data"] == '"storage"'
    assert browser.get("/api/v1/session").status_code == 401
