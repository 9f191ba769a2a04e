"""Letters, and a mail server that does what such servers do."""

import email
from email import policy

import pytest


def letter(office):
    ((to, raw),) = office.letters
    return to, email.message_from_bytes(raw, policy=policy.default)


def test_a_letter_in_chinese(tell, office, summary):
    told = summary(300)
    assert tell(office.target("ann@county.example,bo@county.example"), told=told, lang="zh") == []
    to, received = letter(office)
    assert to == ["RCPT TO:<ann@county.example>", "RCPT TO:<bo@county.example>"]
    assert received["Subject"] == "[minsheng] 某区民生行动计划：有300份报告没有生成"
    assert received["From"] == "minsheng <robot@county.example>"
    assert received["To"] == "ann@county.example, bo@county.example"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Date"].datetime.tzinfo is not None
    assert received["Message-ID"].endswith("@county.example>")
    assert received.get_content_charset() == "utf-8"
    body = received.get_content()
    assert body.count("未生成：") == 300  # a letter names all
    assert body.endswith("报告总目录：https://reports.example/index.html\n")


def test_the_letter_is_ascii_on_its_way(tell, office, summary):
    assert tell(office.target(), told=summary(2), lang="zh") == []
    ((_, raw),) = office.letters
    assert raw.isascii()
    assert max(map(len, raw.splitlines())) < 200


def test_a_plan_cannot_write_headers(tell, office, summary):
    told = summary(plan="A plan\r\nBcc: everyone@county.example\r\n\r\nbody")
    assert tell(office.target(), told=told) == []
    to, received = letter(office)
    assert "Bcc" not in received
    assert len(to) == 1


def test_a_user_logs_in(tell, office, monkeypatch):
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "s3cret")
    office.offers = ["AUTH PLAIN"]
    assert tell(office.target(user="robot")) == []
    assert office.logins() == ["\0robot\0s3cret"]
    assert len(office.letters) == 1


def test_a_password_that_is_not_accepted(tell, office, monkeypatch):
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "s3cret")
    office.offers, office.replies = ["AUTH PLAIN"], {"AUTH": "535 s3cret is wrong"}
    assert tell(office.target(user="robot")) == [
        "no notice reached the mailbox ann@county.example: the mail server does not accept user "
        "and password"
    ]
    assert tell(office.target(user="robot"), lang="zh") == [
        "通知没有送达邮箱 ann@county.example：邮件服务器不接受用户名和密码"
    ]
    assert len([line for line in office.said if line.startswith("AUTH")]) == 2  # no second try


def test_a_password_is_not_sent_in_the_open(tell, office, monkeypatch):
    """To this machine it may: there it passes no line. So the rule itself is looked at."""
    from minsheng.render.notices import channels

    monkeypatch.setattr(channels, "_LOCAL", ())
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "s3cret")
    office.offers = ["AUTH PLAIN"]
    assert tell(office.target(user="robot")) == [
        "no notice reached the mailbox ann@county.example: the mail server offers no encryption, "
        "so the password was not sent"
    ]
    assert "邮件服务器不支持加密，没有发送密码" in tell(office.target(user="robot"), lang="zh")[0]
    assert office.logins() == []
    assert office.letters == []


def test_encryption_that_is_offered_is_used(tell, office):
    """The server has no certificate: what counts is that it is asked, and nothing sent without."""
    office.offers, office.replies = ["STARTTLS"], {"STARTTLS": "454 not now"}
    (words,) = tell(office.target())
    assert "STARTTLS" in office.said
    assert office.letters == []
    assert words == (
        "no notice reached the mailbox ann@county.example: the mail server refused it (454 not now)"
    )


def test_a_letter_that_is_refused_for_now_is_tried_again(tell, office):
    office.replies = {"DATA": ["451 try later", None]}
    assert tell(office.target()) == []
    assert len(office.letters) == 1


def test_a_letter_that_is_refused_for_good(tell, office):
    office.replies = {"DATA": "554 5.7.1 no such letters here"}
    assert tell(office.target()) == [
        "no notice reached the mailbox ann@county.example: the mail server refused it "
        "(554 5.7.1 no such letters here)"
    ]
    assert tell(office.target(), lang="zh") == [
        "通知没有送达邮箱 ann@county.example：邮件服务器拒收（554 5.7.1 no such letters here）"
    ]
    assert office.said.count("DATA") == 2


@pytest.mark.parametrize("to", ["bo@county.example", "ann@county.example,bo@county.example"])
def test_recipients_that_are_refused_are_named(tell, office, to):
    office.replies = {"RCPT TO:<bo@county.example>": "550 unknown"}
    assert tell(office.target(to)) == [
        f"no notice reached the mailbox {to.replace(',', ', ')}: these recipients were refused: "
        "bo@county.example"
    ]
    assert tell(office.target(to), lang="zh")[0].endswith("：这些收件人被拒收：bo@county.example")
    assert len(office.letters) == (2 if "," in to else 0)  # the others have theirs


def test_silence(tell, office):
    office.silent = True
    assert tell(office.target(), answer=0.2, tries=1) == [
        "no notice reached the mailbox ann@county.example: no answer within 0.2 s"
    ]


def test_a_server_that_hangs_up(tell, office):
    office.replies = {"connect": "554 not for you"}
    assert tell(office.target())[0].endswith("the mail server refused it (554 not for you)")


def test_nobody_there(tell, office):
    office.close()
    assert tell(office.target())[0].endswith(": no connection (Connection refused)")
