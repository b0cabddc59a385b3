"""Chinese: meanings of settings of the study and the report."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ study
    (
        "compare: the arms with each other; sensitivity: which assumption decides between two of them; search: the best "
        "strategy under a budget; allocate: how to split a budget over channels and rewards"
    ): (
        "compare：方案相互比较；sensitivity：哪个假设决定其中两个方案的胜负；search：预算之内哪种策略最好；allocate：预"
        "算怎么分给各渠道和奖励"
    ),
    "worlds; every arm runs in each. An interval needs at least 2. With a precision: worlds of the first stage": (
        "世界数；每个方案在每个世界里各过一遍。至少2个才有区间。设了precision时，是第一阶段的世界数"
    ),
    (
        "add worlds until each arm's difference from the baseline in the primary measure is known to ± this share of the "
        "baseline's own. null: replications, no more"
    ): ("不断增加世界，直到每个方案在主要指标上与基准的差精确到基准自身的±这个比例。null：做完replications即止"),
    "the same in the unit of the primary measure; the narrower of the two if both are set": (
        "同上，以主要指标的单位计；两者都设时取较窄的一个"
    ),
    "a precision adds worlds up to this many; the report says so if it would take more": (
        "precision最多把世界加到这么多；若还不够，报告会说明"
    ),
    "seed of the first world": "第一个世界的种子",
    "null: one for each core": "null：每个核一个",
    "fast: compiled sweep; reference: one SimPy process a person, slow, the same result": (
        "fast：编译的引擎；reference：每人一个SimPy进程，慢，结果相同"
    ),
    "inside one run": "一次模拟之内的线程数",
    "folder that keeps finished tasks, below report.folder unless it is absolute; null: none": (
        "存放已完成任务的文件夹，位于report.folder之下，除非给的是绝对路径；null：不存"
    ),
    "of every interval": "所有区间的置信度",
    "worlds in which two arms are compared person by person; 0: none": "两个方案逐人对比的世界数；0：不做",
    "[treatment, control] of that comparison; null: the experiment's focus": "逐人对比的[试验方案, 对照方案]；null：实验问到的那两个",
    "every world draws each assumption from its prior range, the same for all arms": (
        "每个世界都从范围里抽取各个假设，所有方案相同"
    ),
    "day on which the arms part: up to it all live what the baseline does; null: they differ from day 0 on": (
        "各方案分道扬镳的日子：在此之前都与基准完全相同；null：从第0天起就不同"
    ),
    "write the events of every run to Parquet": "把每次模拟的事件写成Parquet",
    "run strategies.python, which is code: on the command line only, never from a file": (
        "运行strategies.python，它是代码：只认命令行，不认文件"
    ),
    # ------------------------------------------------------------ report
    "<folder>/<experiment>/<time>/": "<folder>/<experiment>/<time>/",
    "auto: that of the computer (LC_ALL, LC_MESSAGES, LANG); both: one page with a switch": (
        "auto：随电脑的语言（LC_ALL、LC_MESSAGES、LANG）；both：一页两种语言，可切换"
    ),
}
