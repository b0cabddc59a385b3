"""Questions and their answers: the plan of a study (`plan`) and its run over arms and worlds (`run`)."""
