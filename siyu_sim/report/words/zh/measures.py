"""中文：单项指标图与人群流向图。"""

WORDS: dict[str, str] = {
    "nav.limits": "限制",
    "section.limits": "限制、封号与等待",
    "measure.is": "“{arm}”下，{metric}为{value}{bounds}。",
    "measure.most": "{metric}最多的是“{arm}”：{value}{bounds}。",
    "measure.more": "比“{base}”多{diff}。",
    "measure.less": "比“{base}”少{diff}。",
    "measure.alike": "与“{base}”没有明显差异。",
    "measure.then": "",
    "measure.alt": "带区间的点：各方案的{metric}。",
    "flows.title": "人从哪里来，走到了哪一步",
    "flows.contacts": "好友",
    "flows.customers": "顾客",
    "flows.not_yet": "尚未购买",
    "flows.again": "复购",
    "flows.once": "只买一次",
    "flows.hover": "{people}人，占上一步的{share}",
    "flows.takeaway": "“{arm}”下，{contacts}人加了好友，最多来自{channel}（{share}）；其中{customers}人购买，{again}人复购。",
    "flows.takeaway_first": "“{arm}”下，{contacts}人加了好友，最多来自{channel}（{share}）；其中{customers}人购买。",
    "flows.alt": "人群流向图，带子越宽人越多：从渠道到好友，再到顾客、复购顾客。",
    "flows.note": "{worlds}个模拟世界的均值。曝光未画出：它会让其余部分小得看不清。各步转化率及其区间见表。",
}
