import pytest

from minsheng.text.chinese_numerals import numeral_value
from minsheng.text.quantity import quantities, says_bound, strength, unread


def read(text):
    return [(q.bound, float(q.value), q.high and float(q.high)) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("达到87%以上", [(">=", 87, None)]),
        ("不低于30%", [(">=", 30, None)]),
        ("不少于3场", [(">=", 3, None)]),
        ("每年至少组织开展2次", [(">=", 2, None)]),
        ("控制在4%以内", [("<=", 4, None)]),
        ("不超过50%", [("<=", 50, None)]),
        ("巩固率超94%", [(">", 94, None)]),
        ("超过1.5万人", [(">", 15000, None)]),
        ("500多人", [(">", 500, None)]),
        ("1.5万余人", [(">", 15000, None)]),
        ("4000场左右", [("~", 4000, None)]),
        ("受益近2万人", [("~", 20000, None)]),
        ("约4.6万人", [("~", 46000, None)]),
        ("达到6.18张", [("=", 6.18, None)]),
        ("近三年年均1.8万人", [("=", 18000, None)]),
        ("16623万元", [("=", 166_230_000, None)]),
        ("222.45亿元", [("=", 22_245_000_000, None)]),
        ("差距缩小到1︰0.8", [("=", 0.8, None)]),
        ("控制在1︰10", [("=", 10, None)]),
        ("比例为2:1", [("=", 2, None)]),
        ("2.05︰1", [("=", 2.05, None)]),
        ("2.05∶1", [("=", 2.05, None)]),
        ("2.05比1", [("=", 2.05, None)]),
        ("体育公园1-2个", [("range", 1, 2)]),
        ("体育公园1—2个", [("range", 1, 2)]),
        ("1至2个", [("range", 1, 2)]),
        ("1-2万人", [("range", 10_000, 20_000)]),
        ("1.5万-2万人", [("range", 15_000, 20_000)]),
        ("5千-1万人", [("range", 5_000, 10_000)]),
        ("8000-1.2万人", [("range", 8_000, 12_000)]),
        ("10%-15%", [("range", 10, 15)]),
        ("９５％以上", [(">=", 95, None)]),
        ("65岁以上老年人健康管理率达到60%", [(">=", 65, None), ("=", 60, None)]),
        ("5大工程、11项任务", [("=", 5, None), ("=", 11, None)]),
        ("12个多功能厅", [("=", 12, None)]),
        ("突破67.7万亿元", [(">", 67_700_000_000_000, None)]),
        ("3千万元", [("=", 30_000_000, None)]),
        ("5百亿元", [("=", 50_000_000_000, None)]),
        ("5千米", [("=", 5, None)]),
        ("大于5", [(">", 5, None)]),
        ("小于5.5", [("<", 5.5, None)]),
        ("不大于5", [("<=", 5, None)]),
        ("不小于5", [(">=", 5, None)]),
        ("大于或等于5", [(">=", 5, None)]),
        ("达到或超过5%", [(">=", 5, None)]),
        ("不得超过5%", [("<=", 5, None)]),
        ("不得低于30%", [(">=", 30, None)]),
        ("未突破5万人", [("<=", 50_000, None)]),
        ("不足5%", [("<", 5, None)]),
        ("实现新突破3项", [("=", 3, None)]),
        ("家庭医生签约3万人", [("=", 30_000, None)]),
        ("培训100人次超过1.5万人", [("=", 100, None), (">", 15_000, None)]),
        ("≥93", [(">=", 93, None)]),
        ("＞93", [(">", 93, None)]),
        ("⩽5.5%", [("<=", 5.5, None)]),
        (">=93", [(">=", 93, None)]),
        ("保持在前3位", [("<=", 3, None)]),
        ("跻身全国前10", [("<=", 10, None)]),
        ("前3个月完成5%", [("=", 3, None), ("=", 5, None)]),
        ("[18]", [("=", 18, None)]),
        ("5000—5500", [("range", 5000, 5500)]),
        ("5000——5500元", [("range", 5000, 5500)]),
        ("5000元至5500元", [("range", 5000, 5500)]),
        ("由86%提高到90%", [("=", 86, None), ("=", 90, None)]),
        ("从86%至90%", [("=", 86, None), ("=", 90, None)]),
        ("目标——5所", [("=", 5, None)]),
        ("控制在12/10万以内", [("<=", 12, None)]),
        ("PM2.5浓度降到35微克", [("=", 35, None)]),
        ("5G基站3000个、4A级景区3家", [("=", 3000, None), ("=", 3, None)]),
        ("1,2345", [("=", 1, None), ("=", 2345, None)]),
        ("2.2021—2023年完成430户", [("=", 430, None)]),
        ("2.2021年建成5所", [("=", 5, None)]),
        ("(3)建成5所", [("=", 5, None)]),
        ("2023年6月底前建成3所", [("=", 3, None)]),
        ("2024年1—9月完成3所", [("=", 3, None)]),
        ("(2021—2025)", []),
        ("粮食综合生产能力(亿吨) >6.5", [(">", 650_000_000, None)]),
        ("财政投入（万元）|1200|1500", [("=", 12_000_000, None), ("=", 15_000_000, None)]),
        ("生产总值(亿元) 500 预期性", [("=", 50_000_000_000, None)]),
        ("常住人口(万人) 50—55", [("range", 500_000, 550_000)]),
        ("财政投入(万元)1200,覆盖95%", [("=", 12_000_000, None), ("=", 95, None)]),
        ("建成住房(万套)、学校3所", [("=", 3, None)]),
        ("孕产妇死亡率(1/10万) 12", [("=", 12, None)]),
        ("2018年底开工", []),
        ("2018—2020年", []),
        ("2018年完成100张", [("=", 100, None)]),
        ("0︰5", []),
        ("逐年提升", []),
    ],
)
def test_an_expression_of_the_plan(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("每周提供两盒学生饮用奶", 2),
        ("新建三所幼儿园", 3),
        ("培训两名", 2),
        ("一个平台", 1),
        ("十家", 10),
        ("十二个", 12),
        ("三十名", 30),
        ("一百二十张", 120),
        ("二〇二五个", 2025),
        ("五万人", 50_000),
        ("一亿二千万元", 120_000_000),
        ("百分之九十五", 95),
        ("百分之五点五", 5.5),
        ("千分之三", 3),
        ("翻一番", 2),
        ("翻两番", 4),
    ],
)
def test_a_chinese_numeral_before_a_measure_word(text, value):
    (quantity,) = quantities(text)
    assert (quantity.bound, float(quantity.value), quantity.worded) == ("=", value, False)


NAMES = (
    "三级医院 免费检查“两癌” 完成销号一批 学前三年 第十二个 第一个 每百万人口 三位一体 两位数 "
    "一次性补贴 一门受理 一体化 五大工程 二元结构 十四五规划"
)


@pytest.mark.parametrize("text", NAMES.split())
def test_a_chinese_numeral_that_is_part_of_a_name(text):
    assert quantities(text) == []


# Each as printed there; sums and ratios by hand.
PUBLISHED = [
    # Report on the work of the government of China, 2025
    ("粮食产量1.4万亿斤左右", [("~", 1_400_000_000_000, None)]),
    ("外汇储备超过3.2万亿美元", [(">", 3_200_000_000_000, None)]),
    ("新能源汽车年产量突破1300万辆", [(">", 13_000_000, None)]),
    # … of 2022
    ("城镇调查失业率全年控制在5.5%以内", [("<=", 5.5, None)]),
    ("粮食产量保持在1.3万亿斤以上", [(">=", 1_300_000_000_000, None)]),
    # … of 2017
    ("单位国内生产总值能耗下降3.4%以上", [(">=", 3.4, None)]),
    # 14th five-year plan of China, box 1
    (">6.5", [(">", 6.5, None)]),
    ("<5.5", [("<", 5.5, None)]),
    ("[13.5]", [("=", 13.5, None)]),
    # 13th five-year plan of Guangdong
    ("人口自然增长率控制在8.5‰以内", [("<=", 8.5, None)]),
    ("常住人口约1.14亿人", [("~", 114_000_000, None)]),
    ("不少于600万本省和700万外省", [(">=", 6_000_000, None), ("=", 7_000_000, None)]),
    # 11th five-year plan of Hunan
    ("总量突破1万亿元", [(">", 1_000_000_000_000, None)]),
    ("三次产业结构调整为14:44.5:41.5", [("=", 14, None), ("=", 44.5, None), ("=", 41.5, None)]),
    # Outline of Yueyang to 2010
    ("比1995年翻两番以上", [(">=", 4, None)]),
    ("自然增长率降至2.5‰以下", [("<=", 2.5, None)]),
    # Urban plan of Xiangtan
    ("2010 年控制在 300 万人以内", [("<=", 3_000_000, None)]),
    # Statistical communiqués: China 2013, two cities, China 2022
    ("增速始终维持在7.5%~7.8%", [("range", 7.5, 7.8)]),
    ("人口死亡率4.47‰,比上年下降0.33个千分点", [("=", 4.47, None), ("=", 0.33, None)]),
    ("三次产业结构6.8:42.7:50.5", [("=", 6.8, None), ("=", 42.7, None), ("=", 50.5, None)]),
    ("自然增长率为-0.60‰", [("=", -0.6, None)]),
    # Coverage of the 14th five-year plan's results, 2025
    ("首次跃升至第10位,比2020年上升4位", [("=", 10, None), ("=", 4, None)]),
    ("4亿多中等收入群体", [(">", 400_000_000, None)]),
    ("提供15%—20%或定额度补贴", [("range", 15, 20)]),
]


@pytest.mark.parametrize(("text", "expected"), PUBLISHED)
def test_an_expression_of_other_plans_and_communiques(text, expected):
    assert read(text) == expected
    assert unread(text) == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("按3︰2配备", ["3:2"]),
        ("0︰5", ["0:5"]),
        ("结构为3:2:4", ["3:2:4"]),
        ("达到1/3", ["1/3"]),
        ("见1.2.3节", ["1.2.3"]),
        ("3万5千人", ["3万5千"]),
        ("9-5所", ["9-5"]),
        ("三分之二以上", ["三分之二"]),
        ("六成以上", ["六成"]),
        ("数百个", ["数百"]),
        ("三四十个", ["三四十"]),
        ("半数", ["半数"]),
    ],
)
def test_what_may_mean_more_than_one_number_is_refused_and_named(text, refused):
    assert read(text) == []
    assert unread(text) == refused


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十", 20),
        ("一百零五", 105),
        ("一百五十", 150),
        ("一千零五十", 1050),
        ("一万零五百", 10_500),
        ("三万亿", 3 * 10**12),
        ("一百五", None),
        ("一万五", None),
        ("一千五十", None),
        ("十百", None),
        ("三四", None),
        ("十四五", None),
    ],
)
def test_the_value_of_a_chinese_numeral(numeral, value):
    assert numeral_value(numeral) == value


def test_digits_go_before_numerals_and_words():
    assert read("两个平台、3所学校全覆盖") == [("=", 3, None)]


@pytest.mark.parametrize(
    ("text", "value"), [("实现全覆盖", 100), ("全部达标", 100), ("动态清零", 0)]
)
def test_words_are_coded_and_say_so(text, value):
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.worded) == (value, True)


def test_percent_is_told():
    assert [quantity.percent for quantity in quantities("达到87%,共87所")] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争达到2家", "aspired"),
        ("争取兴办1所", "aspired"),
        ("力争4000场左右", "aspired"),
        ("4000场左右", "approximate"),
        ("基本建成", "approximate"),
        ("达到95%", "firm"),
    ],
)
def test_strength(text, expected):
    assert strength(text) == expected


def test_a_bound_word_anywhere():
    assert says_bound("<=", "比例不超过")
    assert not says_bound(">", "比例不超过")
    assert not says_bound(">=", "比例不超过")
