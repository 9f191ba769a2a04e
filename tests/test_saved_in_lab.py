"""To save a template in JupyterLab without a change leaves its file as it is.

JupyterLab writes the kernel's specification and language into a notebook that it opens, and its
server writes the file with nbformat. Only the version of Python differs from machine to machine:
the templates do not state it.
"""

import nbformat
import pytest
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelspec import get_kernel_dict

from minsheng.render import notebooks

NOTEBOOKS = notebooks()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_save_without_a_change_gives_the_same_bytes(name, tmp_path):
    path = NOTEBOOKS[name].path
    opened = nbformat.read(path, as_version=4)
    kernel = get_kernel_dict()
    opened.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": kernel["display_name"],
        "language": kernel["language"],
    }
    language = dict(IPythonKernel.language_info)
    del language["version"]
    opened.metadata["language_info"] = language
    with (tmp_path / "saved.ipynb").open("w", encoding="utf-8") as file:
        nbformat.write(opened, file, version=nbformat.NO_CONVERT)
    assert (tmp_path / "saved.ipynb").read_bytes() == path.read_bytes()
