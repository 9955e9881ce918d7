"""What an analysis starts from: files of a folder, told apart by their content, each kind read by one module."""

from govinnov.dispatch.inputs.folder import Folder, read_folder
from govinnov.dispatch.inputs.source import Source

__all__ = ["Folder", "Source", "read_folder"]
