"""One file a page: its studies and the blocks that they fill."""
