"""The names under which JupyterLab's menu and nbconvert offer the formats of a report."""

from nbconvert.exporters import get_exporter

_NAMES = {"html": "HTML", "docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def exported(notebook, name):
    """The file of a format that the menu makes of a notebook."""
    return get_exporter(f"Minsheng_report_{_NAMES[name]}")().from_notebook_node(notebook)[0]
