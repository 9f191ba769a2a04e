"""What the sentences of the audit ask can be answered, and what they say first is true.

The plan that ships and the five-year and the county plan of the tests, read against their text.
"""

from pathlib import Path

import pytest

import minsheng as ms
from minsheng import listings
from minsheng.audit import asks, findings
from minsheng.text.language import using

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def county():
    return findings(ms.load_plan(TESTS / "county_package"))


@pytest.fixture(scope="module")
def five_year():
    return findings(ms.load_plan(TESTS / "five_year_package"))


def sentences(found, rule, indicator):
    """The Chinese and English sentences of a rule in whose indicators one stands."""
    own = found[(found["rule"] == rule) & found["indicators"].map(lambda names: indicator in names)]
    return own[["zh", "en"]].values.tolist()


def test_two_wordings_are_asked_about_and_neither_has_to_hold(plan):
    """25所 in the goals and 25个 in task (1) of annex 5 are one number: no value is in doubt."""
    found = findings(plan.select(programme="eldercare"))
    ((zh, en),) = sentences(found, "restated", "eldercare.community_stations_added")
    assert zh.endswith("个”）不同，是否指同一件事请与区民政局确认。")
    assert en.endswith("the Civil Affairs Bureau can say whether they mean the same.")
    different = found[(found["rule"] == "restated") & (found["severity"] == "question")]
    assert different["zh"].str.endswith("核实以何者为准。").all()


def test_a_headline_amount_is_told_with_all_its_years(plan, county):
    """2,500, 5,000 and 6,000 homes (annex 6); 300 moves in 2021-2023, then 60 and 40."""
    found = findings(plan.select(programme="housing"))
    ((zh, _),) = sentences(found, "no_task", "housing.old_house_upgrading")
    assert "（2018年2500户、2019年5000户、2020年6000户）" in zh
    ((zh, en),) = sentences(county, "no_task", "housing.moved")
    assert "（2021—2023年共300户、2024年60户、2025年40户）" in zh
    assert "(300 households in all (2021–2023), 60 households (2024) and 40 house" in en


def test_a_change_over_the_years_is_told_up_to_its_year(five_year):
    """年均增长5%以上 is the mean of five years and not a growth of 2030."""
    ((zh, en),) = sentences(five_year, "no_task", "economy.gdp")
    assert "（到2030年年均增长5%以上）" in zh
    assert "(average growth of at least 5% a year (by 2030))" in en
    ((zh, _),) = sentences(five_year, "no_task", "green.carbon")
    assert "（到2030年比基期累计下降18%）" in zh


def test_a_programme_without_yearly_goals_may_have_dates(five_year):
    """The hospital is due in September 2027; the other four goals name 2030 alone."""
    ((zh, en),) = sentences(five_year, "no_yearly", "people.hospital")
    assert zh.startswith("“民生福祉”：除完成时限外，5项目标都没有对期末以前的某一年单独提出要求，")
    assert "apart from dates of completion, none of 5 goals asks anything of one year alone" in en


def test_a_project_with_one_task_is_told_in_the_singular(plan):
    found = findings(plan.select(programme=["education", "housing"]))
    own = found[found["rule"] == "no_figure"]
    first, second, *_ = own["en"]
    assert "Smart campuses in schools: 1 numbered task, which leads to no goal with" in first
    assert "Steady property development: 4 numbered tasks, which lead to no goal with" in second
    assert own["zh"].iloc[0].startswith("中小学“智慧校园”建设工程：列有1项任务，没有关联到")


def test_programmes_are_named_in_the_order_of_the_plan(plan):
    """Employment is the third programme, culture and sport the ninth."""
    own = findings(plan).set_index("rows")
    (civil_affairs,) = own.loc[[("departments:civil_affairs",)], "zh"]
    assert "不在劳有所得、文化体育惠民的单位之列" in civil_affairs


def test_what_a_goal_in_words_leaves_open_is_asked(plan):
    """Annex 9 四(一)7(10) advocates an hour of exercise a day, and does not say of whom."""
    part = plan.select(indicator=["culture_sport.workplace_sport", "culture_sport.museums"])
    hour = asks(part).set_index("indicator").loc["culture_sport.workplace_sport"]
    assert hour["zh"].startswith("体育健身进机关企事业单位社会组织（同一任务倡导每天健身一小时，")
    assert "(The same task advocates an hour of exercise a day," in hour["en"]
    assert [row["what"] for row in listings.asks(part).rows] == [
        "年度目标",
        "可衡量的数值（同一任务倡导每天健身一小时，对象和衡量办法未写明）",
    ]
    with using("en"):
        assert "an hour of exercise a day" in listings.asks(part).rows[-1]["what"]
