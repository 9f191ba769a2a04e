"""Frozen results: what is kept comes back, and no change goes unseen."""

import errno
import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from building import Wish, build
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from standings import ledger, standing

import minsheng as ms
from minsheng.cli import FAULTY, main
from minsheng.errors import BadInput
from minsheng.evaluation import freeze, read_frozen, save_frozen, stand
from minsheng.files import write_whole
from minsheng.plan.periods import middle
from minsheng.text.language import using

SHARE = Wish(baseline=82, targets={2018: 86, 2019: 90, 2020: ">=95"})
SAID = {
    "indicator": "test.indicator",
    "period": "2019H1",
    "reported_on": "2019-07-31",
    "problem": "某问题",
    "action": "某措施",
    "department": "office",
    "due": "2019-12-31",
}


def made(**more):
    return standing(SHARE, seen=[("2018", 86), ("2019H1", 87)], when="2019H1", **more)


def codes(error):
    return [fault.code for fault in error.value.faults]


def test_what_was_frozen_comes_back():
    here = made(explained=[SAID], as_of="2021-12-31")
    frozen = read_frozen(freeze(here), here.plan)
    assert (frozen.period, frozen.as_of, frozen.synthetic) == ("2019H1", "2021-12-31", False)
    found = here.verdicts.iloc[0]
    kept = frozen.results.iloc[0]
    for name in ("observed", "baseline", "target", "planned", "pace", "progress", "time_share"):
        assert kept[name] == pytest.approx(found[name], abs=1e-12)
    assert kept["midterm"] == "lagging"
    assert frozen.promises.to_dict("records") == [
        {
            "indicator": "test.indicator",
            "problem": "某问题",
            "action": "某措施",
            "next_step": "",
            "department": "office",
            "due": "2019-12-31",
        }
    ]


def test_a_missing_number_and_a_missing_day_stay_missing():
    here = standing(
        Wish(baseline=None, targets={2020: ">=95"}), when="2019H1", explained=[{**SAID, "due": ""}]
    )
    frozen = read_frozen(freeze(here), here.plan)
    assert "NaN" not in freeze(here)
    assert frozen.results[["observed", "pace", "progress"]].isna().all(axis=None)
    assert frozen.results["observed"].dtype == "float64"
    assert frozen.promises["due"].tolist() == [""]


def test_the_same_results_are_the_same_bytes():
    assert freeze(made()) == freeze(made())
    other = standing(
        SHARE, seen=[("2018", 86), ("2019H1", 87, "2021-03-31", "provisional")], when="2019H1"
    )
    assert freeze(made()) != freeze(other)


def test_what_is_reported_after_the_day_changes_no_byte():
    first = ("2019H1", 87, "2019-07-20")
    then, since = (
        standing(SHARE, seen=rows, when="2019H1", as_of="2019-07-31")
        for rows in ([first], [("2019H1", 88, "2019-09-01"), first])
    )
    assert freeze(then) == freeze(since)


@pytest.mark.parametrize(
    "path",
    [
        ("period",),
        ("as_of",),
        ("synthetic",),
        ("ledger_fingerprint",),
        ("results", 0, "observed"),
        ("results", 0, "midterm"),
        ("promises", 0, "action"),
    ],
)
def test_a_change_anywhere_is_found_out(path):
    here = made(explained=[SAID])
    content = json.loads(freeze(here))
    inner = content
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = "changed"
    with pytest.raises(BadInput) as caught:
        read_frozen(json.dumps(content), here.plan, "midterm.json")
    assert codes(caught) == ["frozen_changed"]


def test_another_layout_of_the_same_content_is_the_same():
    here = made()
    content = json.loads(freeze(here))
    assert read_frozen(json.dumps(content, indent=7), here.plan).sha256 == content["sha256"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "midterm.json：封存的评估结果已被改动，校验值不符"),
        ("en", "midterm.json: the frozen results were changed: their hash differs"),
    ],
)
def test_a_changed_file_is_refused_in_words(tmp_path, lang, words):
    here = made()
    path = save_frozen(here, tmp_path / "midterm.json")
    path.write_text(path.read_text("utf-8").replace("87.0", "89.0"), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        ms.load_midterm(here.plan, path)
    with using(lang):
        assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "{}",
        "3",
        '{"sha256": "x"}',
        '{"sha256": 1, "results": 3, "promises": [], "plan": "a", '
        '"period": "", "as_of": "", "synthetic": false}',
    ],
)
def test_what_is_no_such_file_is_refused(text):
    with pytest.raises(BadInput) as caught:
        read_frozen(text, build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_taken_for_results(text):
    with pytest.raises(BadInput):
        read_frozen(text, build(SHARE))


def test_results_of_another_plan_are_refused():
    here = made()
    other = build(SHARE)
    object.__setattr__(other.facts, "plan", "another")
    with pytest.raises(BadInput) as caught:
        read_frozen(freeze(here), other)
    assert codes(caught) == ["frozen_other_plan"]
    assert caught.value.faults[0].allowed == ("another",)


def test_results_with_a_column_too_few_are_refused_though_their_hash_is_right():
    from minsheng.evaluation.frozen import _digest

    content = json.loads(freeze(made()))
    del content["sha256"], content["results"][0]["pace"]
    content["sha256"] = _digest(content)
    with pytest.raises(BadInput) as caught:
        read_frozen(json.dumps(content), build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a": NaN}', '{"a": ' + "1" * 5000 + "}", '{"a": "\\ud800"}'],
    ids=["too deep", "no number", "too many digits", "half a character"],
)
def test_nonsense_is_refused_in_words(text):
    with pytest.raises(BadInput) as caught:
        read_frozen(text, build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


def test_a_figure_that_stands_twice_is_refused():
    text = freeze(made()).replace('"plan":', '"as_of": "2018-01-01", "plan":')
    with pytest.raises(BadInput) as caught:
        read_frozen(text, build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content["results"][0].update(observed="many"),
        lambda content: content["results"][0].update(observed=[1]),
        lambda content: content["results"].__setitem__(0, list(content["results"][0])),
        lambda content: content.update(results={}),
        lambda content: content.update(plan=["x"]),
        lambda content: content.update(period=2019),
        lambda content: content.update(synthetic="yes"),
    ],
)
def test_nonsense_is_refused_though_its_hash_is_right(spoil):
    from minsheng.evaluation.frozen import _digest

    content = json.loads(freeze(made()))
    del content["sha256"]
    spoil(content)
    content["sha256"] = _digest(content)
    with pytest.raises(BadInput) as caught:
        read_frozen(json.dumps(content), build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", "请移走该文件，按当时的日期读取台账重新封存"), ("en", "move the file away and freeze")],
)
def test_classes_that_there_are_no_more_are_named_with_what_to_do(lang, words):
    from minsheng.evaluation.frozen import _digest

    content = json.loads(freeze(made()))
    del content["sha256"]
    content["results"][0]["midterm"] = "on_time"
    text = json.dumps({**content, "sha256": _digest(content)})
    with using(lang), pytest.raises(BadInput) as caught:
        read_frozen(text, build(SHARE), "midterm.json")
    assert codes(caught) == ["frozen_other_classes"]
    with using(lang):
        assert words in str(caught.value) and "on_time" in str(caught.value)


def test_an_endless_figure_is_refused_though_its_hash_is_right():
    from minsheng.evaluation.frozen import _digest

    content = json.loads(freeze(made()))
    del content["sha256"]
    content["results"][0]["observed"] = float("inf")
    text = json.dumps({**content, "sha256": _digest(content)}).replace("Infinity", "1e400")
    with pytest.raises(BadInput) as caught:
        read_frozen(text, build(SHARE))
    assert codes(caught) == ["no_frozen_results"]


# On the disk


@pytest.fixture
def kept(small_package):
    """A small plan in a folder of its own, and where it stands at mid-term."""
    plan = ms.load_plan(small_package)
    name = plan.indicators.query("kind == 'stock' and aim == 'reach'")["indicator"].iloc[0]
    when = middle(plan.facts.years)
    return stand(plan, ledger((name, when, 50)), when)


def files(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file()
    }


def test_it_is_kept_in_the_folder_of_the_plan_and_found_there(kept):
    path = save_frozen(kept)
    assert path == Path(kept.plan.origin) / "evaluations" / f"midterm-{kept.period}.json"
    assert ms.load_midterm(kept.plan, path).period == str(kept.period)


def test_nothing_kept_is_nothing(kept):
    assert ms.load_midterm(kept.plan) is None


def test_the_period_in_the_middle_is_found_without_being_named(kept):
    save_frozen(kept)
    assert ms.load_midterm(kept.plan).period == str(kept.period)


def test_a_file_that_is_named_must_be_there(kept, tmp_path):
    with pytest.raises(BadInput) as caught:
        ms.load_midterm(kept.plan, tmp_path / "nowhere.json")
    assert codes(caught) == ["missing_file"]


def test_the_same_again_is_no_fault_and_another_is_never_overwritten(kept):
    path = save_frozen(kept)
    before = path.read_bytes()
    assert save_frozen(kept) == path
    path.write_text("something else")
    with pytest.raises(BadInput) as caught:
        save_frozen(kept)
    assert codes(caught) == ["frozen_exists"]
    assert path.read_text() == "something else"
    assert before != path.read_bytes()


def test_what_somebody_else_froze_meanwhile_is_not_overwritten(kept, monkeypatch):
    @contextmanager
    def meanwhile(path):
        write_whole(path, "something else")
        yield

    monkeypatch.setattr("minsheng.evaluation.frozen.one_writer", meanwhile)
    with pytest.raises(BadInput) as caught:
        save_frozen(kept)
    assert codes(caught) == ["frozen_exists"]


def test_a_full_disk_is_told_and_leaves_nothing(kept, monkeypatch, tmp_path):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "frozen" / "midterm.json"
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(BadInput) as caught:
        save_frozen(kept, path)
    assert [fault.text("en") for fault in caught.value.faults] == [
        f"{path}: cannot be written to; found “No space left on device”"
    ]
    assert [each for each in files(path.parent) if each.suffix != ".lock"] == []


def test_a_place_that_is_too_long_is_told(kept, tmp_path):
    for call in (
        lambda path: save_frozen(kept, path),
        lambda path: ms.load_midterm(kept.plan, path),
    ):
        with pytest.raises(BadInput) as caught:
            call(tmp_path / ("x" * 5000))
        assert [fault.found for fault in caught.value.faults] == ["File name too long"]


def test_where_nothing_was_observed_nothing_is_frozen(kept):
    before = files(kept.plan.origin)
    with pytest.raises(BadInput) as caught:
        save_frozen(stand(kept.plan, ms.Ledger(), kept.period))
    assert codes(caught) == ["frozen_nothing"]
    assert files(kept.plan.origin) == before


def test_made_up_results_stay_out_of_the_folder_of_the_plan(small_package, tmp_path):
    plan = ms.load_plan(small_package)
    here = ms.stand_midterm(plan, ms.load_observations(plan, "demo"), str(plan.facts.first_year))
    before = files(small_package)
    own = Path(plan.origin) / "evaluations"
    for file in (None, own / "demo.json", tmp_path / "midterm.json"):
        with pytest.raises(BadInput) as caught:
            save_frozen(here, file)
        assert codes(caught) == ["frozen_synthetic"]
    assert files(small_package) == before
    path = save_frozen(here, tmp_path / "演示-midterm.json")
    assert ms.load_midterm(plan, path).synthetic


def test_a_plan_without_a_folder_asks_for_a_place():
    with pytest.raises(BadInput) as caught:
        save_frozen(made())
    assert codes(caught) == ["frozen_nowhere"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", "中期评估结果已封存："),
        ("en", "The mid-term results are frozen:"),
    ],
)
def test_the_command_freezes(tmp_path, plan, lang, words):
    file = tmp_path / "demo-midterm.json"
    with using(lang):
        result = CliRunner().invoke(
            main,
            ["freeze", "--observations", "demo", "--as-of", "2019-07-31", "-o", str(file)],
            catch_exceptions=False,
        )
    assert result.exit_code == 0
    assert result.output.startswith(words)
    frozen = ms.load_midterm(plan, file)
    assert frozen.sha256 in result.output
    assert frozen.sha256 == ms.load_midterm(plan, "demo").sha256


def test_the_command_refuses_and_writes_nothing(tmp_path):
    for arguments in (["--observations", "demo"], [], ["--period", "2030"]):
        result = CliRunner().invoke(main, ["freeze", *arguments])
        assert result.exit_code == FAULTY
    assert not list(tmp_path.iterdir())
    assert not (Path(ms.load_plan().origin) / "evaluations").exists()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "不是中期评估的期间，终期评估不会读取；要另存这一期，请指明文件"),
        ("en", "not the period of the mid-term evaluation, so the final one would not read it"),
    ],
)
def test_a_period_that_the_final_evaluation_does_not_look_for_needs_a_file(kept, lang, text):
    name = kept.ledger.observations["indicator"].iloc[0]
    first = kept.plan.facts.first_year
    where = stand(kept.plan, ledger((name, first, 50), (name, kept.period, 50)), str(first))
    with pytest.raises(ms.BadInput) as raised:
        save_frozen(where)
    assert text in raised.value.text(lang) and str(kept.period) in raised.value.text(lang)
