"""The robots of groups: their messages, signatures and answers."""

import base64
import hashlib
import hmac
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from minsheng.render.notices.web import Robot, body_of, signed

TAKEN = {
    "wecom": {"errcode": 0, "errmsg": "ok"},
    "dingtalk": {"errcode": 0, "errmsg": "ok"},
    "feishu": {"code": 0, "msg": "success", "data": {}, "StatusCode": 0},
}
REFUSED = {
    "wecom": {"errcode": 93000, "errmsg": "invalid webhook url, hint: [17] s3cret-key"},
    "dingtalk": {"errcode": 310000, "errmsg": "sign not match s3cret-key"},
    "feishu": {"code": 19021, "msg": "sign match fail s3cret-key", "data": {}},
}
NAMES = {
    "wecom": ("企业微信", "WeCom"),
    "dingtalk": ("钉钉", "DingTalk"),
    "feishu": ("飞书", "Feishu"),
}


@pytest.fixture(params=TAKEN)
def kind(request):
    return request.param


def target(kind, site):
    return f"{kind}+http://{site.host}/send?key=s3cret-key"


def test_a_message_that_is_taken(tell, site, kind):
    site.answer((200, TAKEN[kind]))
    assert tell(target(kind, site)) == []
    ((path, _, _),) = site.received
    assert path == "/send?key=s3cret-key"


def test_wecom_and_dingtalk_get_text(summary):
    for kind in ("wecom", "dingtalk"):
        body = body_of(kind, summary(1), "zh")
        assert set(body) == {"msgtype", "text"}
        assert body["msgtype"] == "text"
        assert body["text"]["content"].splitlines() == [
            "[minsheng] 某区民生行动计划：有1份报告没有生成",
            "新生成3份，无变化40份，未生成1份",
            "2019-07-01 02:15开始，用时3分25秒（运行编号r7）",
            "未生成：zh/status-0，错误 0",
            "报告总目录：https://reports.example/index.html",
        ]


@pytest.mark.parametrize(("lang", "locale"), [("zh", "zh_cn"), ("en", "en_us")])
def test_feishu_gets_a_heading_and_lines(summary, lang, locale):
    body = body_of("feishu", summary(1, plan="P"), lang)
    assert body["msg_type"] == "post"
    post = body["content"]["post"][locale]
    assert post["title"].startswith("[minsheng] P")
    kinds = [[part["tag"] for part in line] for line in post["content"]]
    assert kinds == [["text"], ["text"], ["text"], ["a"]]
    assert post["content"][3][0]["href"] == "https://reports.example/index.html"


def test_a_path_is_no_link_in_feishu(summary):
    body = body_of("feishu", summary(index="/srv/reports/index.html"), "zh")
    assert body["content"]["post"]["zh_cn"]["content"][-1] == [
        {"tag": "text", "text": "/srv/reports/index.html"}
    ]


def test_an_error_of_a_report_calls_nobody(summary):
    """Nothing that a report says can become a mention: there is no markup, and no list of names."""
    error = '<at user_id="all"></at> @all <@all> [x](http://evil.example)'
    told = summary(1, failures=(("zh/plan", error),))
    post = body_of("feishu", told, "zh")["content"]["post"]["zh_cn"]["content"]
    assert [part["tag"] for line in post for part in line] == ["text", "text", "text", "a"]
    for kind in ("wecom", "dingtalk"):
        assert set(body_of(kind, told, "zh")["text"]) == {"content"}


def test_a_refusal_comes_with_http_200(tell, site, kind):
    site.answer((200, REFUSED[kind]))
    code = REFUSED[kind].get("errcode") or REFUSED[kind]["code"]
    zh, en = NAMES[kind]
    (words,) = tell(target(kind, site))
    assert words.startswith(
        f"no notice reached the {en} robot ({site.host}): it refused with error {code} ("
    )
    assert words.endswith("***)")
    assert "s3cret" not in words
    (words,) = tell(target(kind, site), lang="zh")
    assert words.startswith(f"通知没有送达{zh}机器人（{site.host}）：对方拒收，错误码{code}（")
    assert len(site.received) == 2  # it would be refused again


def test_the_older_answers_of_feishu(tell, site):
    site.answer((200, {"StatusCode": 0, "StatusMessage": "success"}), (200, {"StatusCode": 9499}))
    assert tell(target("feishu", site)) == []
    assert "refused with error 9499" in tell(target("feishu", site))[0]


@pytest.mark.parametrize(
    ("kind", "busy"),
    [
        ("wecom", {"errcode": -1}),
        ("wecom", {"errcode": 45009}),
        ("dingtalk", {"errcode": 130101}),
        ("feishu", {"code": 11232}),
    ],
)
def test_a_busy_robot_is_tried_again(tell, site, kind, busy):
    site.answer((200, busy), (200, TAKEN[kind]))
    assert tell(target(kind, site)) == []
    assert len(site.received) == 2


@pytest.mark.parametrize("answer", [b"<html>log in</html>", b"", b"[]", b"0", b"{}", b"\xff"])
def test_an_answer_of_somebody_else_is_no_success(tell, site, kind, answer):
    site.answer((200, answer))
    assert tell(target(kind, site))[0].endswith(
        ": its answer cannot be read, so the address may be wrong"
    )
    assert tell(target(kind, site), lang="zh")[0].endswith("：对方的应答无法识别，地址可能有误")


def test_the_signature_of_dingtalk_is_in_the_address(tell, site):
    """The key is the secret; what is signed are milliseconds, a new line and the secret."""
    site.answer((200, TAKEN["dingtalk"]))
    assert tell(f"dingtalk+http://{site.host}/send?access_token=t1&secret=SEC+%2F1") == []
    ((path, _, body),) = site.received
    query = parse_qs(urlsplit(path).query)
    assert query["access_token"] == ["t1"]
    (stamp,), (sign,) = query["timestamp"], query["sign"]
    assert len(stamp) == 13
    mac = hmac.new(b"SEC /1", f"{stamp}\nSEC /1".encode(), hashlib.sha256)
    assert sign == base64.b64encode(mac.digest()).decode()
    assert b"SEC" not in body
    assert "secret" not in path


def test_the_signature_of_feishu_is_in_the_message(tell, site):
    """The key is seconds, a new line and the secret; what is signed is empty."""
    site.answer((200, TAKEN["feishu"]))
    assert tell(f"feishu+http://{site.host}/hook/h1?secret=s1") == []
    ((path, _, body),) = site.received
    assert path == "/hook/h1"
    posted = json.loads(body)
    assert len(posted["timestamp"]) == 10
    mac = hmac.new(f"{posted['timestamp']}\ns1".encode(), b"", hashlib.sha256)
    assert posted["sign"] == base64.b64encode(mac.digest()).decode()
    assert posted["msg_type"] == "post"


def test_signatures_that_are_known():
    """Worked out with ``openssl dgst -sha256 -hmac``, not with this library."""
    url = "https://oapi.dingtalk.com/robot/send?access_token=t"
    robot = Robot(url, "dingtalk", "this is secret")
    url, _ = signed(robot, {}, 1577262236.757)
    query = parse_qs(urlsplit(url).query)
    assert query["timestamp"] == ["1577262236757"]
    assert query["sign"] == ["hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM="]
    _, body = signed(Robot("https://open.feishu.cn/h", "feishu", "demo"), {}, 1599360473.9)
    assert body == {
        "timestamp": "1599360473",
        "sign": "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=",
    }


def test_a_signed_message_still_fits(summary):
    robot = Robot("https://open.feishu.cn/h", "feishu", "s" * 40)
    _, body = signed(robot, body_of("feishu", summary(5000), "zh"), 1e9)
    assert 19_000 < len(json.dumps(body, ensure_ascii=False).encode()) <= 20_480
