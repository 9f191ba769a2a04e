"""A mark that every page bears does not stand once more before each sentence."""

import pytest

from minsheng.writers.document import Document, Paragraph, Run, plain

MARK, SAID = "〔演示数据〕", "普惠率为78.6%。"


@pytest.mark.parametrize(("everywhere", "read"), [(True, [SAID]), (False, [MARK, SAID])])
def test_sentences_bear_the_mark_only_where_the_pages_do_not(everywhere, read):
    blocks = tuple(Paragraph((Run(text),)) for text in (MARK, SAID))
    document = Document("zh", "", "", blocks, {"synthetic": everywhere})
    assert [plain(block.text) for block in document.to_read().blocks] == read
    assert [plain(block.text) for block in document.shortened().blocks] == read
