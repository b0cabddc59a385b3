"""Chinese: sweeps, uncertainty of the world, sensitivity."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- 方案很多时
    "table.shown": "{all}个方案中的{n}个：最好的、基准以及问题所问的方案。图中只画这些，数据文件里有全部。",
    "table.others": "其余{n}个方案，从好到差",
    # ---------------------------------------------------------------------------------------- 参数扫描
    "nav.sweep": "各组设置",
    "section.sweep": "各组设置的结果",
    "sweep.title": "{metric}随{levers}的变化",
    "sweep.takeaway.clear": "最好的是{setting}，为{value}，明显领先于其他各组（共比较{n}组设置）。",
    "sweep.takeaway.shared": "平均最好的是{setting}，为{value}；{n}组设置中有{m}组与最好的分不出高下。",
    "sweep.takeaway.highest": "{n}组设置中，{metric}最高的是{setting}，为{value}。",
    "sweep.alt.one": "{metric}随{levers}的变化，带区间。",
    "sweep.alt.two": "热力图：{levers}各种组合下的{metric}。",
    "sweep.alt.more": "平行坐标图：每组设置一条线，经过{levers}的取值，终点是{metric}。",
    "sweep.note.one": (
        "{worlds}个世界的均值与{level}区间。在主要指标上，橙色标出可能最好的设置；判断依据是同一批世界里的差，所以区间重叠"
        "时差别也可能明显。"
    ),
    "sweep.note.two": "{worlds}个世界的均值。在主要指标上，★标出可能最好的设置（{level}，已按组数校正）。",
    "sweep.note.more": "{worlds}个世界的均值（指向时显示{level}区间）。橙色：最好；蓝色：其后九组；灰色：其余。",
    "sweep.axes": "各抓手，最右为指标",
    "sweep.table": "最好的{n}组设置",
    "sweep.measure": "指标",
    "sweep.rank": "名次",
    "sweep.behind": "与最好的差",
    "sweep.table_note": (
        "± {level}区间的半宽。底色标出的与最好的分不出高下（已按{n}组校正），这样的共{m}组；sweep.csv的may_be_best一列列出"
        "全部。"
    ),
    # ---------------------------------------------------------------------------------------- 不确定性
    "nav.uncertainty": "运气还是未知",
    "section.uncertainty": "差别来自运气，还是来自未知",
    "uncertainty.title": "差别取决于什么",
    "uncertainty.ignorance": "未知（没有人测过的）",
    "uncertainty.chance": "运气（一个世界里的）",
    "uncertainty.axis": "与基准之差在各世界间的波动（方差），各占多少",
    "uncertainty.takeaway": (
        "{arm}对比{base}：让假设在各自范围内随机取值，{p}（{bounds}）的世界里是{ahead}更好。各世界间的波动（方差）有"
        "{share}（{share_bounds}）来自未知，其余来自运气。"
    ),
    "uncertainty.alt": "堆叠条形图：各方案与基准之差的方差，未知与运气各占多少。",
    "uncertainty.note": (
        "每个世界都从各假设的范围里抽取一个值，所有方案相同。其中{pairs}次抽取又另过了一个世界，两者只有假设相同，别无共同"
        "之处：它们一致的部分就来自未知。线段为{level}区间。多做测量可以减少未知，顾客更多可以减少运气的成分。"
    ),
    "uncertainty.table": "{metric}：各世界中与“{base}”之差",
    "uncertainty.head.diff": "平均差",
    "uncertainty.head.sd": "各世界间的标准差",
    "uncertainty.head.ignorance": "方差中来自未知的",
    "uncertainty.head.ahead": "平均更好的",
    "uncertainty.head.right": "在多少世界里更好",
    "draws.right": "让假设在各自范围内随机取值，<b>{p}</b>（{bounds}）的世界里是“{arm}”更好。",
    "draws.higher": "让假设在各自范围内随机取值，<b>{p}</b>（{bounds}）的世界里是“{arm}”更高。",
    "draws.ignorance": "各世界间的波动（方差）有{share}（{share_bounds}）来自未知，其余来自运气。",
    "assumed.drawn": (
        "每个世界都从范围里抽取没有人测过的数值，所以区间也包含了这一层；没有范围的保持不变。起作用的{m}个参数中有{n}个（"
        "{share}）没有公开数据支持。"
        '<a href="#assumptions">逐项查看。</a>'
    ),
    # ---------------------------------------------------------------------------------------- 敏感性
    "sens.question": "哪个假设说了算？{question}",
    "sens.meta": "{business}{people}人 · {days}天 · {n}个假设 · {runs}次模拟",
    "sens.path": '<span title="{meaning}">“{name}”</span>（<code>{path}</code>）',
    "sens.one": "在“{a}”与“{b}”之间，<b>有一个假设说了算</b>。{first}",
    "sens.more": "在“{a}”与“{b}”之间，<b>有{n}个假设说了算</b>。{first}",
    "sens.below": "如果{path}<b>低于{at}</b>（当前为{value}），则“{other}”胜过“{now}”。",
    "sens.above": "如果{path}<b>高于{at}</b>（当前为{value}），则“{other}”胜过“{now}”。",
    "sens.below_unsure": (
        "如果{path}<b>低于{at}</b>（当前为{value}），则“{other}”胜过“{now}”；在{low}到{high}之间，差别并不明显。"
    ),
    "sens.above_unsure": (
        "如果{path}<b>高于{at}</b>（当前为{value}），则“{other}”胜过“{now}”；在{low}到{high}之间，差别并不明显。"
    ),
    "sens.robust": (
        "<b>没有哪个假设说了算</b>：按当前配置，“{now}”的{metric}领先“{other}”{diff}（{bounds}）；所考察的{k}个假设，每一个"
        "在整个范围内变动，它都明显领先。"
    ),
    "sens.shaky": (
        "<b>没有哪个假设能把结论翻过来</b>：按当前配置，“{now}”的{metric}领先“{other}”{diff}（{bounds}）。但在{paths}"
        "的部分范围内，领先并不明显。"
    ),
    "sens.open": (
        "<b>按当前配置没有定论</b>：“{a}”与“{b}”的{metric}没有明显差异（{bounds}）。所考察的{k}个假设中，有{n}个可以定下结"
        "论（区间已按个数放宽）：{first}"
    ),
    "sens.open_all": (
        "<b>没有定论，也没有哪个假设能定下来</b>：无论按当前配置，还是让所考察的{k}个假设各自在范围内变动，“{a}”与“{b}”的"
        "{metric}都没有明显差异（{bounds}）。"
    ),
    "sens.settles_above": "{path}达到{at}或更高时，“{other}”明显更好（当前为{value}）。",
    "sens.settles_below": "{path}降到{at}或更低时，“{other}”明显更好（当前为{value}）。",
    "sens.undefined": "<b>无法下结论</b>：有{metric}数值的模拟太少。",
    "sens.zero": "零",
    "sens.now": "按当前配置，“{now}”的{metric}领先“{other}”{diff}（{bounds}；{worlds}个世界）。",
    "sens.sure": (
        "共{runs}次模拟：筛查{n}个假设，其中{k}个在整个范围内逐一变动（各{worlds}个世界，其余保持当前配置）。只有当{level}"
        "区间整个落在零的另一侧，才算结论翻转。"
    ),
    "sens.carries": "这{k}个假设一起变动时，不确定性主要来自{path}：方差的{share}与它有关（{bounds}）。",
    "sens.carries_open": "这{k}个假设一起变动时，方差主要来自哪一个还看不清：区间互相重叠。",
    "sens.interact": "假设之间相互影响：各自单独最多解释方差的{share}。",
    "sens.flat": "这{k}个假设一起变动，差别也毫无变化。",
    "sens.warn.shares": (
        "方差占比只是粗略估计：只抽了{n}组样本，超出0到100%的部分已截去。增大<code>study.sensitivity.base_samples"
        "</code>会更准。"
    ),
    "sens.warn.alone": (
        "每条曲线只变动一个假设。若要看所有假设同时变动，用<code>study.draw_assumptions=true</code>，可得到更好的一方在多少"
        "世界里确实更好。"
    ),
    "sens.warn.screen": (
        "筛查（{n}条轨迹）还不能确定哪些假设最要紧：被筛掉的假设中有{out}个可能与留下的同样要紧。增大<code>"
        "study.sensitivity.trajectories</code>或"
        "<code>study.sensitivity.keep</code>可以看清。"
    ),
    "sens.warn.range": '有公开数据的、属于策略选择的以及没有范围的参数都没有变动。<a href="#assumptions">逐项查看。</a>',
    "nav.tornado": "决策",
    "nav.curves": "曲线",
    "nav.shares": "方差占比",
    "nav.screening": "筛查",
    "section.tornado": "哪个假设会改变决策",
    "section.curves": "每个假设在其范围内变动时的差别",
    "section.shares": "不确定性由什么构成",
    "section.screening": "哪些假设要紧",
    "tornado.title": "从各自范围的一端到另一端",
    "tornado.axis": "{what}",
    "tornado.low": "范围下端",
    "tornado.high": "范围上端",
    "tornado.now": "当前配置",
    "tornado.takeaway": "“{path}”使差别摆动最大：取{low_at}时为{low}，取{high_at}时为{high}。",
    "tornado.hover": "{label}<br>取{value}时：{diff}{bounds}",
    "tornado.alt": "龙卷风图：每个假设一条，从范围下端的差别到上端的差别。",
    "tornado.note": (
        "每条只变动一个假设；圆点为范围下端，方点为上端，带{level}区间。虚线为当前配置。跨过零的条，决策取决于它。"
    ),
    "sens.difference": "{metric}：“{a}”减“{b}”",
    "sens.own": "“{a}”的{metric}",
    "curve.takeaway.decides": "在{at}处翻转（当前为{value}）。",
    "curve.takeaway.crosses": "在{at}处差别归零（当前为{value}），但并不明显。",
    "curve.takeaway.never": "从{low}到{high}，谁高谁低都不变（当前为{value}）。",
    "curve.alt": "带区间的曲线：差别随{label}的变化，标出零线和当前值。",
    "curve.axis": "差别：{metric}",
    "curve.hover": "{label} = {value}<br>{diff}{bounds}",
    "curve.now": "当前",
    "shares.title": "差别的方差各占多少",
    "shares.first": "单独（一阶）",
    "shares.total": "含相互作用（总）",
    "shares.axis": "占方差的比例",
    "shares.takeaway": "“{path}”占方差的{share}（{bounds}），含相互作用。",
    "shares.takeaway_open": "平均最大的是“{path}”，占{share}（{bounds}），含相互作用；从区间看还分不出高下。",
    "shares.hover": "{label}<br>{kind}：{share}{bounds}",
    "shares.alt": "带区间的条形图：每个假设单独以及含相互作用所占的方差比例。",
    "shares.note": (
        "这些假设同时在各自范围内变动，{n}个样本（Sobol），同一个世界。单独：若知道了这一个，方差会减少多少。总：若其他都知"
        "道，方差还剩多少。"
        "{level}自助法区间，截到0–100%。"
    ),
    "screening.title": "每个假设影响有多大，影响稳不稳",
    "screening.x": "影响大小：在范围内变动时，差别平均变化多少",
    "screening.y": "影响波动：这种变化时大时小的程度",
    "screening.takeaway": "{n}个假设，其中{none}个完全没有影响。标号的是进一步考察的{k}个。",
    "screening.hover": "{label}<br>影响大小{strength}{bounds}<br>影响波动{spread}",
    "screening.alt": "散点图：每个假设的影响大小与影响波动。",
    "screening.note": (
        "Morris基本效应，{n}条轨迹的均值与{level}区间。在点线以下，无论其他假设如何，它的作用大致相同；在点线以上，作用取决"
        "于其他假设。"
    ),
    "screening.table": "全部假设，从强到弱",
    "screening.show": "显示全部{n}个假设及其范围与依据",
    "flips.table": "进一步考察的假设",
    "sens.head.path": "假设",
    "sens.head.value": "当前值",
    "sens.head.range": "范围",
    "sens.head.at": "差别归零处",
    "sens.head.unsure": "不明显的区间",
    "sens.head.low": "下端时",
    "sens.head.high": "上端时",
    "sens.head.share": "占方差（总）",
    "sens.head.strength": "影响大小",
    "sens.head.spread": "影响波动",
    "sens.head.meaning": "含义",
    "sens.head.why": "依据",
    "sens.between": "{low}～{high}",
    "sens.never": "范围内不归零",
    "plain.work": "{runs}次模拟",
    "plain.seeds": "从种子{first}起的{n}个世界",
    "plain.files": (
        "本页旁边的data文件夹里有：本页各表和各图背后的数据（CSV），assumptions.csv（每个参数的依据和范围），"
        "以及provenance.json。"
    ),
}
