"""Web addresses: what is posted, and what is made of each answer."""

import base64
import json
import socket

import pytest


def test_the_summary_is_posted_as_json(tell, site, summary):
    told = summary(1)
    assert tell(f"http://{site.host}/hook?x=1", told=told, lang="zh") == []
    ((path, headers, body),) = site.received
    assert path == "/hook?x=1"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    posted = json.loads(body)
    assert posted.items() >= told.record().items()
    assert posted["lang"] == "zh"
    assert posted["text"].startswith("[minsheng] 某区民生行动计划：有1份报告没有生成\n")


def test_user_and_password_of_an_address_become_a_header(tell, site):
    assert tell(f"http://ann:p%40ss@{site.host}/") == []
    ((_, headers, _),) = site.received
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"ann:p@ss"
    assert headers["Host"] == site.host


@pytest.mark.parametrize("status", [201, 202, 204])
def test_any_success_will_do(tell, site, status):
    site.answer((status, b""))
    assert tell(f"http://{site.host}/") == []


@pytest.mark.parametrize(
    ("status", "times"), [(500, 3), (503, 3), (429, 3), (400, 1), (403, 1), (404, 1)]
)
def test_an_http_error_is_told_and_tried_again_where_that_may_help(tell, site, status, times):
    site.answer((status, b"s3cret"))
    assert tell(f"http://{site.host}/s3cret") == [
        f"no notice reached the web address {site.host}: it answered HTTP {status}"
    ]
    assert tell(f"http://{site.host}/s3cret", lang="zh") == [
        f"通知没有送达网址 {site.host}：对方返回 HTTP {status}"
    ]
    assert len(site.received) == 2 * times


def test_the_second_try_may_do(tell, site):
    site.answer((502, b""), (200, b""))
    assert tell(f"http://{site.host}/") == []
    assert len(site.received) == 2


def test_no_other_address_is_told_the_secrets_of_the_first(tell, site):
    site.answer((302, b"", {"Location": f"http://{site.host}/elsewhere"}))
    assert tell(f"http://{site.host}/s3cret") == [
        f"no notice reached the web address {site.host}: it leads elsewhere (HTTP 302); give the "
        "address that it leads to"
    ]
    assert [path for path, _, _ in site.received] == ["/s3cret"]
    assert (
        "对方转往别处（HTTP 302），请填写最终的网址" in tell(f"http://{site.host}/", lang="zh")[0]
    )


def test_silence_is_told_after_its_time(tell, site):
    site.delay = 1.0
    assert tell(f"http://{site.host}/s3cret", answer=0.2, tries=2) == [
        f"no notice reached the web address {site.host}: no answer within 0.2 s"
    ]
    assert "0.2秒内没有应答" in tell(f"http://{site.host}/", answer=0.2, tries=1, lang="zh")[0]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_nobody_there(tell):
    host = f"127.0.0.1:{free_port()}"
    assert tell(f"http://{host}/s3cret") == [
        f"no notice reached the web address {host}: no connection (Connection refused)"
    ]
    assert tell(f"http://{host}/", lang="zh") == [
        f"通知没有送达网址 {host}：无法连接（Connection refused）"
    ]


def test_a_server_that_speaks_no_http(tell, office):
    (words,) = tell(f"http://127.0.0.1:{office.port}/s3cret")
    assert words.endswith(": no connection (BadStatusLine)")


def test_encryption_that_is_none(tell, site):
    (words,) = tell(f"https://{site.host}/s3cret", tries=1)
    assert words.startswith(f"no notice reached the web address {site.host}: no connection (")
    assert "s3cret" not in words
