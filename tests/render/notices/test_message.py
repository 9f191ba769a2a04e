"""The words of a notice."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minsheng.render.notices import Summary
from minsheng.render.notices.message import lines, one_line, text, title
from minsheng.render.notices.web import DINGTALK_BYTES, FEISHU_BYTES, WECOM_BYTES, body_of
from minsheng.text.language import catalogue


def test_all_well_in_chinese(summary):
    assert text(summary(), "zh").splitlines() == [
        "[minsheng] 某区民生行动计划：报告已更新",
        "新生成3份，无变化40份，未生成0份",
        "2019-07-01 02:15开始，用时3分25秒（运行编号r7）",
        "报告总目录：https://reports.example/index.html",
    ]


def test_failures_in_english(summary):
    told = summary(2, plan="A plan", seconds=8.4)
    assert text(told, "en").splitlines() == [
        "[minsheng] A plan: 2 reports were not made",
        "3 made, 40 unchanged, 2 failed",
        "began 2019-07-01 02:15, took 8 s (run r7)",
        "Not made: zh/status-0, 错误 0",
        "Not made: zh/status-1, 错误 1",
        "Index of the reports: https://reports.example/index.html",
    ]


def test_failures_in_chinese(summary):
    assert (
        text(summary(1), "zh").splitlines()[0] == "[minsheng] 某区民生行动计划：有1份报告没有生成"
    )
    assert "未生成：zh/status-0，错误 0" in text(summary(1), "zh")


@pytest.mark.parametrize(
    ("changes", "zh", "en"),
    [
        ({"made": 0}, "报告没有变化", "no report has changed"),
        ({"failed": 1, "exit_code": 1}, "有1份报告没有生成", "1 report was not made"),
        (
            {"exit_code": 2},
            "输入有误，没有生成报告",
            "the input has faults, and no report was made",
        ),
        (
            {"exit_code": 3},
            "另一次运行正在写入同一文件夹，本次没有生成报告",
            "another run is writing to the same folder, and no report was made",
        ),
        (
            {"exit_code": 130, "failed": 1},
            "运行被中断，已生成的报告保留",
            "the run was interrupted; the reports made by then are kept",
        ),
        (
            {"exit_code": 143},
            "运行被系统终止，已生成的报告保留",
            "the run was terminated; the reports made by then are kept",
        ),
        ({"exit_code": 9}, "运行异常结束，退出码9", "the run ended with exit code 9"),
    ],
)
def test_each_way_to_end_has_its_title(summary, changes, zh, en):
    told = summary(plan="P", **changes)
    assert title(told, "zh") == f"[minsheng] P：{zh}"
    assert title(told, "en") == f"[minsheng] P: {en}"


def test_what_stopped_the_whole_run_has_no_name(summary):
    told = summary(failures=(("", "没有这个规划"),), exit_code=2)
    assert lines(told, "zh")[-1] == "原因：没有这个规划"
    assert lines(told, "en")[-1] == "Reason: 没有这个规划"


def test_what_is_left_out_is_counted(summary):
    assert lines(summary(5), "zh", 2)[-1] == "另有3项没有列出"
    assert lines(summary(5), "en", 4)[-1] == "1 more is not listed"
    assert lines(summary(5), "en", 0)[-1] == "5 are not listed"
    assert lines(summary(5), "zh", 0)[-1] == "5项没有列出"


def test_an_error_cannot_pass_itself_off_as_a_line(summary):
    error = "first\nReason: all is well\r\n\x1b[2J\u2028\u202eend"
    told = lines(summary(failures=(("a\nb", error),), failed=1), "en")
    assert told[-1] == "Not made: a b, first Reason: all is well [2J end"
    assert one_line("x" * 300, 200) == "x" * 199 + "…"


WORDS = st.text(max_size=400)


@given(
    st.lists(st.tuples(WORDS, WORDS), max_size=60),
    WORDS,
    WORDS,
    st.text(max_size=3000),
    st.sampled_from(["zh", "en"]),
    st.sampled_from(["wecom", "dingtalk", "feishu"]),
)
def test_whatever_failed_a_message_keeps_to_its_limit(failures, plan, run, index, lang, kind):
    import datetime as dt

    told = Summary(
        plan, run, dt.datetime(2019, 7, 1), 8, 3, 40, len(failures), tuple(failures), index, 1
    )
    body = body_of(kind, told, lang)
    size = len(json.dumps(body, ensure_ascii=False).encode())
    if kind == "wecom":
        assert len(body["text"]["content"].encode()) <= WECOM_BYTES
    else:
        assert size <= {"dingtalk": DINGTALK_BYTES, "feishu": FEISHU_BYTES - 200}[kind]


def test_as_many_failures_as_fit_are_named(summary):
    told = summary(500)
    content = body_of("wecom", told, "zh")["text"]["content"]
    named = content.count("未生成：")
    assert 30 < named < 60
    assert f"另有{500 - named}项没有列出" in content
    assert len(content.encode()) > WECOM_BYTES - 60
    assert len(text(told, "zh", named + 1).encode()) > WECOM_BYTES
    few = body_of("wecom", summary(12), "zh")["text"]["content"]
    assert few.count("未生成：") == 12
    assert "没有列出" not in few


def test_an_address_that_would_fill_the_notice_is_left_out(summary):
    assert "Index" not in text(summary(index="/x" * 400), "en")


def test_every_word_of_a_notice_has_the_word_that_robots_let_pass():
    assert all("minsheng" in words for words in catalogue("notices")["title"].values())
