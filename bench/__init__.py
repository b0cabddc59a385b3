"""Speed and memory, measured against named baselines in one run. `python -m bench` lists what there is."""
