"""Chinese: twins."""

WORDS: dict[str, str] = {
    "nav.twins": "增量",
    "section.twins": "同一个人，两个方案",
    "segment.core": "核心客群",
    "segment.casual": "一般客群",
    "segment.bargain": "羊毛党",
    "segment.super": "超级用户",
    # ---------------------------------------------------------------------------------------- 象限
    "twins.quadrant.persuaded": "被打动",
    "twins.quadrant.sure": "自然转化",
    "twins.quadrant.lost_cause": "无动于衷",
    "twins.quadrant.driven_away": "被赶走",
    "twins.quadrants.title": "谁因“{treatment}”而买",
    "twins.quadrants.with": "在“{treatment}”下",
    "twins.quadrants.without": "在“{control}”下",
    "twins.buys": "买",
    "twins.buys_not": "不买",
    "twins.quadrants.tile": "{people}人 {spread}",
    "twins.quadrants.money": "贡献毛利{yuan}",
    "twins.quadrants.hover": "{name}<br>{people}人{bounds}，占市场{share}<br>贡献毛利{yuan}{yuan_bounds}",
    "twins.quadrants.takeaway": (
        "{size}人中，“{treatment}”打动了{persuaded}人（在“{control}”下不会买），赶走了{driven}人（在“{control}”下会买）。"
    ),
    "twins.quadrants.alt": "四格图：每个人在两个方案下买还是不买，以及带来的贡献毛利之差。",
    "twins.quadrants.note": (
        "每个人在两个方案里各活一遍，运气相同。贡献毛利是这些人在“{treatment}”下比在“{control}”下多（或少）带来的部分。"
        "{worlds}个世界的均值，±{level}区间的一半。"
    ),
    # ---------------------------------------------------------------------------------------- 增益
    "twins.uplift.axis": "增益：购买比例，“{treatment}”减“{control}”",
    "twins.uplift.hover": (
        "{name}<br>{people}人：购买比例{treatment}，对照{control}<br>被打动{persuaded}，被赶走{driven}<br>人均贡献毛利{each}"
    ),
    "twins.uplift.title.twin_segments": "各客群的增益",
    "twins.uplift.title.twin_sources": "各来源的增益",
    "twins.uplift.title.twin_stages": "各生命周期阶段的增益",
    "twins.uplift.title.twin_tiers": "各价值分层的增益",
    "twins.uplift.title.twin_rfm": "各RFM分组的增益",
    "twins.uplift.takeaway": "影响最大的是{most}：{uplift}。",
    "twins.uplift.takeaway_harm": "影响最大的是{most}：{uplift}。总体上被赶走的：{harmed}。",
    "twins.uplift.takeaway_none": "没有哪一组受到明显影响。",
    "twins.uplift.alt": "带区间的条形图：各组的购买比例在一个方案下高出多少。",
    "twins.uplift.note.twin_segments": "整个市场，无论是否好友。",
    "twins.uplift.note.twin_sources": "按每个人在“{control}”下的来源分组，方案因此不会把人换到另一组。",
    "twins.uplift.note.tags": "标签是“{control}”的运营者在第{day}天所见；增益只计那天之后的购买。",
    "twins.group.no contact": "不是好友",
    "twins.group.lead": "线索（未下单）",
    "twins.group.customer": "新客（一单）",
    "twins.group.repeat": "老客（两单以上）",
    "twins.group.member": "会员",
    "twins.group.gone": "已流失",
    "twins.group.outside": "还不是好友",
    "twins.group.no_order": "未下单",
    "twins.group.low": "后50%的买家",
    "twins.group.middle": "中间30%",
    "twins.group.high": "前20%",
    "twins.group.111": "重要价值客户",
    "twins.group.101": "重要发展客户",
    "twins.group.011": "重要保持客户",
    "twins.group.001": "重要挽留客户",
    "twins.group.110": "一般价值客户",
    "twins.group.100": "一般发展客户",
    "twins.group.010": "一般保持客户",
    "twins.group.000": "一般挽留客户",
    # ---------------------------------------------------------------------------------------- 归因
    "twins.increment.contacts": "好友",
    "twins.increment.customers": "新客",
    "twins.increment.orders": "订单",
    "twins.increment.contribution": "贡献毛利",
    "twins.touch.first": "首次触点",
    "twins.touch.last": "末次触点",
    "twins.rule.true": "真实增量",
    "twins.rule.first": "首次触点，差值",
    "twins.rule.last": "末次触点，差值",
    "twins.rule.first_claim": "首次触点，自报",
    "twins.rule.last_claim": "末次触点，自报",
    "twins.credit.title": "归因与真实增量",
    "twins.credit.hover": "{increment}<br>{rule}：{value}{bounds}",
    "twins.credit.hover_ratio": "<br>是真实增量的{ratio}倍{bounds}",
    "twins.credit.takeaway": (
        "与“{control}”相比，“{treatment}”真正带来的{increment}增量为{true}；按{rule}归因的看板为它自报{claimed}，是真实增量的{ratio}倍。"
    ),
    "twins.credit.takeaway_unclear": (
        "与“{control}”相比，“{treatment}”的{increment}是否真有增量并不明确；按{rule}归因的看板为它自报{claimed}。"
    ),
    "twins.credit.takeaway_none": "“{treatment}”不通过任何渠道或触点起作用：归因给不了它任何功劳。",
    "twins.credit.alt": "四格条形图：好友、新客、订单和贡献毛利的真实增量，与归因给出的数字。",
    "twins.credit.note": (
        "归因对象是两个方案的不同之处：{sources}。“自报”是“{treatment}”单独一方的看板数字；“差值”减去了同样的来源在“{control}”下得到的"
        "部分。{worlds}个世界的{level}区间。"
    ),
    "touch.moments": "朋友圈",
    "touch.chat": "群发私聊",
    "touch.group": "社群",
    "touch.official": "公众号",
    "touch.live": "直播间",
    "touch.fan": "粉丝社区",
    "touch.mini": "小程序",
    "touch.campaign": "活动帖",
    "touch.partner": "为伙伴发的帖",
    "touch.sop": "SOP消息",
    "touch.reply": "私聊回复",
    "touch.team": "成团",
}
