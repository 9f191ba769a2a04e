"""Where notices go, checked before anything runs."""

import sys

import pytest

import minsheng as ms
from minsheng.render.notices import check_targets
from minsheng.render.notices.channels import Command, Mail
from minsheng.render.notices.web import Robot, Web
from minsheng.text.language import catalogue, using

KINDS = "command, wecom+https, dingtalk+https, feishu+https, https, http, mailto, env and failed"


def channel(text):
    (target,) = check_targets([text])
    return target.channel


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (
            "wecom+https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1",
            Robot("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1", "wecom"),
        ),
        (
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1",
            Robot("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1", "wecom"),
        ),
        (
            "dingtalk+https://oapi.dingtalk.com/robot/send?access_token=t1&secret=SECx%3D",
            Robot("https://oapi.dingtalk.com/robot/send?access_token=t1", "dingtalk", "SECx="),
        ),
        (
            "https://open.feishu.cn/open-apis/bot/v2/hook/h1?secret=s1",
            Robot("https://open.feishu.cn/open-apis/bot/v2/hook/h1", "feishu", "s1"),
        ),
        (
            "https://open.larksuite.com/open-apis/bot/v2/hook/h1",
            Robot("https://open.larksuite.com/open-apis/bot/v2/hook/h1", "feishu"),
        ),
        ("feishu+http://gateway.local:8080/h1", Robot("http://gateway.local:8080/h1", "feishu")),
        # Nobody's robot: its address stays as it is.
        ("https://hooks.example/x?secret=s1", Web("https://hooks.example/x?secret=s1")),
        ("http://[::1]:8080/x", Web("http://[::1]:8080/x")),
    ],
)
def test_addresses(text, made):
    assert channel(text) == made


def test_a_command_is_split_as_a_shell_does_and_read_by_none():
    made = channel(f"command:{sys.executable} -c 'print(1)' a\\ b $HOME")
    assert made == Command((sys.executable, "-c", "print(1)", "a b", "$HOME"))


def test_a_letter_takes_its_settings_from_the_target_and_the_environment(monkeypatch):
    monkeypatch.setenv("MINSHENG_SMTP_HOST", "mail.county.example")
    monkeypatch.setenv("MINSHENG_SMTP_USER", "robot@county.example")
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "pass word")
    assert channel("mailto:ann@county.example,bo%2Bx@county.example") == Mail(
        ("ann@county.example", "bo+x@county.example"),
        "robot@county.example",
        "mail.county.example",
        587,
        "robot@county.example",
        "pass word",
    )
    made = channel("mailto:ann@county.example?host=other.example&port=465&from=r@county.example")
    assert (made.host, made.port, made.sender) == ("other.example", 465, "r@county.example")


def test_without_a_user_the_port_is_that_of_servers_of_the_house():
    assert channel("mailto:ann@county.example?host=mail.example&from=r@county.example").port == 25


def test_a_target_may_stand_in_the_environment(monkeypatch):
    monkeypatch.setenv("OUR_ROBOT", " https://open.feishu.cn/h1?secret=s1 ")
    monkeypatch.setenv("ONLY", "failed:https://hooks.example/x")
    targets = check_targets(["env:OUR_ROBOT", "failed:env:OUR_ROBOT", "env:ONLY"])
    assert [target.only_failed for target in targets] == [False, True, True]
    assert [target.channel.kind for target in targets] == ["feishu", "feishu", "web"]


BAD = [
    ("", "--notify: the target of a notice is empty", "--notify：通知对象是空的"),
    (
        "wecm+https://qyapi.weixin.qq.com/x?key=s3cret",
        "--notify: there is no such kind of target; found “wecm+https”; allowed: "
        + KINDS
        + "; nearest: wecom+https",
        None,
    ),
    ("s3cret", "--notify: there is no such kind of target; found “s”; allowed: " + KINDS, None),
    (
        "qyapi.weixin.qq.com/x?key=s3cret",
        "--notify: there is no such kind of target; found “qyapi”; allowed: " + KINDS,
        None,
    ),
    (
        "https:///x?key=s3cret",
        "--notify: the address names no host, or is badly written; found “https:”",
        "--notify：网址中没有主机名，或写法有误；填写为“https:”",
    ),
    (
        "https://host:port/s3cret",
        "--notify: the address names no host, or is badly written; found “https:”",
        None,
    ),
    (
        "https://[::1/s3cret",
        "--notify: the address names no host, or is badly written; found “https:”",
        None,
    ),
    (
        "https://host/s3cret x",
        "--notify: the address names no host, or is badly written; found “https:”",
        None,
    ),
    (
        "https://host/中文",
        "--notify: the address names no host, or is badly written; found “host”",
        None,
    ),
    (
        "wecom+https://qyapi.weixin.qq.com/x?secret=s3cret",
        "--notify: the target has no such option; found “secret”",
        "--notify：通知对象没有这个选项；填写为“secret”",
    ),
    (
        "command:no-such-program s3cret",
        "--notify: there is no such command; found “no-such-program”",
        "--notify：找不到这个命令；填写为“no-such-program”",
    ),
    ("command:", "--notify: there is no such command", None),
    (
        "command:echo 's3cret",
        "--notify: a quotation mark of the command is not closed; found “command”",
        "--notify：命令中的引号不成对；填写为“command”",
    ),
    (
        "mailto:ann?host=h&from=r@county.example",
        "--notify: is not an address of a mailbox; found “ann”",
        "--notify：不是邮箱地址；填写为“ann”",
    ),
    (
        "mailto:a@b%0d%0aBcc:x@y?host=h&from=r@county.example",
        "--notify: is not an address of a mailbox; found “a@b\\r\\nBcc:x@y”",
        None,
    ),
    (
        "mailto:a@county.example",
        "--notify: a setting of the mail is missing: set the variable of the environment, or give "
        "the option; allowed: MINSHENG_SMTP_HOST and host=\n"
        "--notify: a setting of the mail is missing: set the variable of the environment, or give "
        "the option; allowed: MINSHENG_SMTP_FROM and from=",
        "--notify：缺少邮件设置，请设置环境变量，或写在通知对象中；可用：MINSHENG_SMTP_HOST、host=\n"
        "--notify：缺少邮件设置，请设置环境变量，或写在通知对象中；可用：MINSHENG_SMTP_FROM、from=",
    ),
    (
        "mailto:a@county.example?host=h&from=r@county.example&prot=25&password=s3cret",
        "--notify: the target has no such option; found “prot”; allowed: host, port, user and from"
        "; nearest: port\n"
        "--notify: the target has no such option; found “password”; allowed: host, port, user and "
        "from",
        None,
    ),
    (
        "mailto:a@county.example?host=h&host=i&from=r@county.example",
        "--notify: an option of the target is given twice; found “host”",
        "--notify：通知对象的选项写了两次；填写为“host”",
    ),
    (
        "mailto:a@county.example?host=h&from=r@county.example&port=70000",
        "--notify: a port is a whole number from 1 to 65535; found “70000”; "
        "allowed: 25, 587 and 465",
        "--notify：端口应为1至65535的整数；填写为“70000”；可用：25、587、465",
    ),
    (
        "mailto:a@county.example?host=h&from=nobody",
        "--notify: is not an address of a mailbox; found “nobody”",
        None,
    ),
    (
        "env:NOWHERE_SET",
        "--notify: this variable of the environment is not set; found “NOWHERE_SET”",
        "--notify：没有设置这个环境变量；填写为“NOWHERE_SET”",
    ),
]


@pytest.mark.parametrize(("text", "en", "zh"), BAD)
def test_a_bad_target_is_told_without_its_secrets(text, en, zh):
    with pytest.raises(ms.BadInput) as raised:
        check_targets([text])
    told = raised.value.faults
    assert "\n".join(fault.text("en") for fault in told) == en
    if zh:
        assert "\n".join(fault.text("zh") for fault in told) == zh
    assert "s3cret" not in str(raised.value)


def test_an_unknown_kind_in_chinese():
    with using("zh"), pytest.raises(ms.BadInput, match="没有这种通知方式；填写为“mial”"):
        check_targets(["mial:a@b"])


def test_every_word_about_a_target_is_tested():
    words = {
        "empty",
        "unknown_kind",
        "no_host",
        "unknown_option",
        "option_twice",
        "no_command",
        "bad_quotation",
        "no_address",
        "mail_setting",
        "bad_port",
        "no_variable",
    }
    told = "\n".join(en for _, en, _ in BAD)
    assert all(catalogue("notices")[word]["en"] in told for word in words)
    keys = list(catalogue("notices"))
    assert set(keys[keys.index("empty") :]) == words


def test_a_variable_that_leads_to_a_variable_is_refused(monkeypatch):
    monkeypatch.setenv("LOOP", "env:LOOP")
    with using("en"), pytest.raises(ms.BadInput, match="is not set; found “LOOP”"):
        check_targets(["env:LOOP"])


def test_the_faults_of_all_targets_are_told_at_once():
    with pytest.raises(ms.BadInput) as raised:
        check_targets(["x:", "command:no-such-program", "https://hooks.example/x", ""])
    assert len(raised.value.faults) == 3


def test_nothing_secret_is_in_the_representation_of_a_target(monkeypatch):
    monkeypatch.setenv("MINSHENG_SMTP_PASSWORD", "s3cret")
    targets = check_targets(
        [
            "https://ann:s3cret@hooks.example/s3cret?x=s3cret",
            f"command:{sys.executable} s3cret",
            "https://oapi.dingtalk.com/robot/send?access_token=s3cret&secret=s3cret",
            "mailto:a@county.example?host=h&from=r@county.example&user=u",
        ]
    )
    assert "s3cret" not in repr(targets)
